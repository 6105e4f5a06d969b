// Judges expressions by promtool: those of the folders given, and random ones made of their pieces.
// usage: node tools/run-ts.mjs test/oracles/promql-expressions.ts [--promtool=PROGRAM] [--record] [FOLDER…]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFiles } from '../../src/files/open-files.ts';
import { loadStacks } from '../../src/load-stacks.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { parsePromql } from '../../src/syntax/promql/parse.ts';
import { randomNumbers } from '../support/random-numbers.ts';

const CASES = 'test/oracles/alerting/expressions.txt';
const RECORDED = 'test/syntax/promql/expressions.json';
const flags = process.argv.slice(2).filter((flag) => flag.startsWith('--'));
const folders = process.argv.slice(2).filter((flag) => !flag.startsWith('--'));
const promtool = flags.find((flag) => flag.startsWith('--promtool='))?.slice(11) ?? 'promtool';
let different = 0;

const cases = readFileSync(CASES, 'utf8').trimEnd().split('\n');
const answers = judge('cases of our own', cases);
if (flags.includes('--record')) {
  const recorded = cases.map((expression, index) => ({ expression, isAccepted: answers[index] }));
  writeFileSync(RECORDED, `${JSON.stringify(recorded, undefined, 2)}\n`);
}
for (const folder of folders) judge(folder, expressionsOf(folder));
judge('random expressions', randomOnes([...cases, ...folders.flatMap(expressionsOf)], 2000));
process.exitCode = different === 0 ? 0 : 1;

function expressionsOf(folder: string): readonly string[] {
  const { stacks } = loadStacks(openFiles({ path: folder }), defaultLoadOptions);
  const found = new Set<string>();
  for (const { resources } of stacks) {
    for (const { type, attributes } of resources) {
      const expr = type === 'prometheus-alert' ? attributes['expr'] : undefined;
      if (typeof expr === 'string') found.add(expr);
    }
  }
  return [...found];
}

/** Whether promtool takes each of them; differences are printed. */
function judge(title: string, expressions: readonly string[]): readonly boolean[] {
  const theirs = accepted(expressions);
  let wrong = 0;
  for (const [index, expression] of expressions.entries()) {
    const { errors } = parsePromql(expression);
    if ((errors.length === 0) === theirs[index]) continue;
    wrong += 1;
    const why = errors[0]?.message ?? 'accepted';
    process.stdout.write(`${expression}\n  ours: ${why}, promtool accepts: ${String(theirs[index])}\n`);
  }
  different += wrong;
  process.stdout.write(`${title}: ${expressions.length - wrong} of ${expressions.length} equal\n`);
  return theirs;
}

function accepted(expressions: readonly string[]): readonly boolean[] {
  const folder = mkdtempSync(join(tmpdir(), 'promql-'));
  const file = join(folder, 'rules.json');
  const rules = expressions.map((expr, index) => ({
    record: `case:${index}`,
    expr: expr === '' ? ' ' : expr,
  }));
  writeFileSync(file, JSON.stringify({ groups: [{ name: 'cases', rules }] }));
  const { stdout, stderr, error } = spawnSync(promtool, ['check', 'rules', '--lint=none', file], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  rmSync(folder, { recursive: true });
  if (error) throw error;
  const refused = new Set(
    [...`${stdout}${stderr}`.matchAll(/rule (\d+), "case:/g)].map(([, rule]) => Number(rule) - 1),
  );
  return expressions.map((_, index) => !refused.has(index));
}

/** Expressions with a piece lost, doubled or taken from another one. */
function randomOnes(sources: readonly string[], count: number): readonly string[] {
  const below = randomNumbers(7);
  const pieces = sources.map((source) => source.match(/\w+|"[^"]*"|\s+|[^\w\s]/g) ?? []);
  const made: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const own = [...(pieces[below(pieces.length)] ?? [])];
    const other = pieces[below(pieces.length)] ?? [];
    const place = below(own.length + 1);
    const way = below(3);
    if (way === 0) own.splice(place, 1);
    else if (way === 1) own.splice(place, 0, own[below(own.length + 1)] ?? '');
    else own.splice(place, 1, other[below(other.length + 1)] ?? '');
    made.push(own.join(''));
  }
  return [...new Set(made)];
}
