// Writes the remedies of the rules' own failing fixtures and asks `terraform validate` about the result.
// usage: node tools/run-ts.mjs test/oracles/terraform-validate.ts PLUGIN_DIR [--every=N]
// Fixtures that terraform refuses before the change, or whose providers PLUGIN_DIR lacks, are counted apart.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { withChanges } from '../../src/core/changed-files.ts';
import type { Files } from '../../src/core/files.ts';
import { rules } from '../../src/rules/registry.generated.ts';
import { judgeFiles } from '../support/judge-fixture.ts';
import { filesOfFolder } from '../support/memory-files.ts';

const [plugins, ...options] = process.argv.slice(2);
if (plugins === undefined) throw new Error('usage: terraform-validate.ts PLUGIN_DIR [--every=N]');
const every = Number(options.find((one) => one.startsWith('--every='))?.slice(8) ?? 1);
const folder = mkdtempSync(join(tmpdir(), 'terraform-validate-'));

/** What terraform says against the files; undefined when it accepts them. */
function refusal(files: Files): string | undefined {
  rmSync(folder, { recursive: true });
  for (const path of files.list().filter((one) => /\.(tf|tfvars|tf\.json)$/.test(one))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const text = files.read(path);
    if (typeof text === 'string') writeFileSync(join(folder, path), text);
  }
  const run = (...args: readonly string[]): void =>
    void execFileSync('terraform', [`-chdir=${folder}`, ...args], { encoding: 'utf8', stdio: 'pipe' });
  try {
    run('init', '-backend=false', '-input=false', '-no-color', `-plugin-dir=${plugins}`);
    run('validate', '-no-color');
    return undefined;
  } catch (error) {
    return error instanceof Error && 'stderr' in error ? String(error.stderr) : 'no answer';
  }
}

let seen = 0;
const counts = new Map<string, number>();
const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
for (const rule of rules) {
  const fixtures = join(process.cwd(), 'src/rules', rule.id, 'fixtures');
  for (const name of readdirSync(fixtures).filter((one) => one.startsWith('fail-'))) {
    const files = filesOfFolder(join(fixtures, name));
    const { judgements, estate } = judgeFiles(rule, files, join(fixtures, name));
    const remedies = judgements.flatMap(({ outcome }) => (outcome.status === 'fail' ? outcome.remedies : []));
    let before: string | undefined | null = null;
    for (const { title, intents } of remedies) {
      const [first] = intents;
      const id = first?.op === 'add' ? first.stack : first && estate.resource(first.at.resource)?.stack;
      const stack = id && estate.stack(id);
      const written =
        stack && stack.kind === 'terraform' && stack.root === '' ? stack.write?.(intents) : undefined;
      if (!written || 'notWritable' in written) continue;
      seen += 1;
      if (seen % every !== 0) continue;
      if (before === null) before = refusal(files);
      if (before !== undefined) {
        count(/required providers|registry/.test(before) ? 'provider not here' : 'refused before');
        continue;
      }
      const after = refusal(withChanges(files, written.changes));
      count(after === undefined ? 'accepted' : 'REFUSED after');
      if (after !== undefined) process.stdout.write(`${rule.id} ${name}: ${title}\n${after}\n`);
    }
  }
}
rmSync(folder, { recursive: true });
for (const [what, number] of counts) process.stdout.write(`${number} ${what}\n`);
