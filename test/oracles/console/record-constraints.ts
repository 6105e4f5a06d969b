// Asks the real terraform what a variable of a type makes of a value, for every line of constraints.txt.
// usage: node tools/run-ts.mjs test/oracles/console/record-constraints.ts   (needs terraform 1.11)
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { elementTypes, failingLines, plannedOutput, sortedJson, terraform } from './terraform.ts';

const LINES_OF_BLOCK = 4;

const pairs = readFileSync('test/oracles/console/constraints.txt', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith(';'));
const folder = mkdtempSync(join(tmpdir(), 'constraints-'));
terraform(folder, ['init', '-input=false']);
const good = accepted(pairs);
const { after } = plannedOutput(folder, 'answers');
const types = elementTypes(folder, 'local.answers');
rmSync(folder, { recursive: true });
const rows = pairs.map((pair) => {
  const index = good.indexOf(pair);
  return index < 0
    ? [pair]
    : [pair, types[index], sortedJson(Array.isArray(after) ? (after[index] ?? null) : null)];
});
const text = rows.map((row) => JSON.stringify(row)).join(',\n');
writeFileSync('test/oracles/recorded/constraints.json', `{"answers": [\n${text}\n]}\n`);

/** Plans until terraform refuses nothing any more; the pairs that are left. */
function accepted(all: readonly string[]): readonly string[] {
  for (let kept = all; ;) {
    const blocks = kept.map((pair, index) => {
      const [type = '', value = ''] = pair.split(' <- ');
      return `variable "v${String(index)}" {\n  type = ${type}\n  default = ${value}\n}\n`;
    });
    const list = kept.map((_, index) => `var.v${String(index)}`).join(',\n');
    const output = 'output "answers" { value = local.answers }\n';
    writeFileSync(
      join(folder, 'variables.tf'),
      `${blocks.join('')}locals { answers = [\n${list}\n] }\n${output}`,
    );
    const failing = new Set(
      [...failingLines(folder, 'variables.tf')].map((line) => Math.floor((line - 1) / LINES_OF_BLOCK)),
    );
    if (failing.size === 0) return kept;
    kept = kept.filter((_, index) => !failing.has(index));
  }
}
