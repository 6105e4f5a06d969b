// Writes docs/commands.md, docs/rules.md, docs/assumptions.md, docs/shop.svg and the first screen in
// README.md from the program.
// `--check` only tells whether they are current.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { assumptionsPage } from './assumptions-page.mjs';
import { importTypeScript } from './import-typescript.mjs';

const root = join(import.meta.dirname, '..');
const { addCommands } = await importTypeScript('src/cli/commands.ts');
const { run } = await importTypeScript('src/cli/program.ts');
const { rules } = await importTypeScript('src/rules/registry.generated.ts');
const NOTICE = '<!-- Made by tools/generate-docs.mjs; do not edit. -->';

function commandsPage() {
  const program = new Command('whatfails').configureHelp({ helpWidth: 100 });
  addCommands(program, undefined, () => {});
  const leaves = program.commands.flatMap((command) =>
    command.commands.length > 0 ? command.commands : [command],
  );
  const sections = leaves.map((command) => {
    const name = command.parent === program ? command.name() : `${command.parent.name()} ${command.name()}`;
    const help = command.configureHelp({ helpWidth: 100 }).helpInformation().trimEnd();
    return `## ${name}\n\n\`\`\`text\n${help}\n\`\`\`\n`;
  });
  return `${NOTICE}\n# Commands\n\n${sections.join('\n')}`;
}

function rulesPage() {
  const areas = new Map();
  for (const rule of rules) {
    const [area] = rule.id.split('/');
    areas.set(area, [...(areas.get(area) ?? []), rule]);
  }
  const sections = [...areas].map(([area, own]) => {
    const rows = own.map(
      ({ id, title, severity }) => `| [${id}](../src/rules/${id}/rule.md) | ${title} | ${severity} |`,
    );
    return `## ${area}\n\n| rule | what goes wrong | severity |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  const head = `${rules.length} rules. \`whatfails explain RULE\` prints a page.`;
  return `${NOTICE}\n# Rules\n\n${head}\n\n${sections.join('\n')}`;
}

/** About as much of a screen as a reader takes in: whole findings up to this many lines, then how it ends. */
const SHOWN_LINES = 42;

function shortened(screen) {
  const lines = screen.trimEnd().split('\n');
  const end = lines.findIndex((line) => line.startsWith('Beside these'));
  const isFinding = (line) => /^ {1,2}\d+ /.test(line);
  const cut = lines.findLastIndex((line, index) => index <= SHOWN_LINES && isFinding(line));
  return end <= SHOWN_LINES ? lines : [...lines.slice(0, cut), '  …', '', ...lines.slice(end)];
}

/** What whatfails prints, without colour, 80 columns wide. */
async function printed(...words) {
  const cache = mkdtempSync(join(tmpdir(), 'whatfails-docs-'));
  let screen = '';
  const sink = (write) => ({ write, isTTY: false, columns: 80 });
  try {
    await run(words, {
      cwd: root,
      env: { WHATFAILS_CACHE_DIR: cache },
      stdout: sink((text) => (screen += text)),
      stderr: sink(() => {}),
      today: () => '2026-01-01',
    });
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
  return screen;
}

async function firstScreen() {
  const screen = await printed('audit', 'examples/shop');
  return ['```text', '$ npm start', ...shortened(screen), '```'].join('\n');
}

async function readme() {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  const [open, close] = ['<!-- first-screen -->', '<!-- /first-screen -->'];
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`README.md lacks ${open} … ${close}`);
  return `${text.slice(0, start)}${open}\n${await firstScreen()}\n${text.slice(end)}`;
}

let stale = 0;
for (const [file, text] of [
  ['docs/commands.md', commandsPage()],
  ['docs/rules.md', rulesPage()],
  ['docs/assumptions.md', `${NOTICE}\n${assumptionsPage(root)}`],
  ['docs/shop.svg', await printed('graph', 'examples/shop', '--format', 'svg')],
  ['README.md', await readme()],
]) {
  const path = join(root, file);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  if (process.argv.includes('--check')) {
    process.stderr.write(`${file} is stale: run node tools/generate-docs.mjs\n`);
    stale += 1;
  } else writeFileSync(path, text);
}
process.exitCode = stale > 0 ? 1 : 0;
