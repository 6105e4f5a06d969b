// Writes docs/commands.md and docs/rules.md from the program. `--check` only tells whether they are current.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { importTypeScript } from './import-typescript.mjs';

const root = join(import.meta.dirname, '..');
const { addCommands } = await importTypeScript('src/cli/commands.ts');
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

let stale = 0;
for (const [file, text] of [
  ['docs/commands.md', commandsPage()],
  ['docs/rules.md', rulesPage()],
]) {
  const path = join(root, file);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  if (process.argv.includes('--check')) {
    process.stderr.write(`${file} is stale: run node tools/generate-docs.mjs\n`);
    stale += 1;
  } else writeFileSync(path, text);
}
process.exitCode = stale > 0 ? 1 : 0;
