// Judges template expressions by the helm program. With --record the answers become the fixture of the tests.
// usage: node tools/run-ts.mjs test/oracles/helm-expressions.ts [--helm=PROGRAM] [--record]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from './helm-expressions/case.ts';
import { caseTemplate, ourAnswer } from './helm-expressions/case.ts';

const HERE = 'test/oracles/helm-expressions';
/** Files of expressions, and where their answers are recorded. */
const PARTS: readonly (readonly [string, string])[] = [
  ['cases.txt', 'test/loaders/helm/template/expressions.json'],
  ['functions.txt', 'test/loaders/helm/functions/functions.json'],
];
const flags = process.argv.slice(2);
const helm = flags.find((flag) => flag.startsWith('--helm='))?.slice(7) ?? 'helm';
const values = readFileSync(join(HERE, 'values.yaml'), 'utf8');
let different = 0;
for (const [cases, fixture] of PARTS) judgePart(cases, fixture);
process.exitCode = different === 0 ? 0 : 1;

function judgePart(cases: string, fixture: string): void {
  const expressions = readFileSync(join(HERE, cases), 'utf8').trimEnd().split('\n');
  const ours = expressions.map((expression) => ourAnswer(expression, values));
  const theirs = judged(
    expressions.map((expression, index) => ({ expression, index, mayFail: ours[index] === undefined })),
  );
  let wrong = 0;
  for (const [index, expression] of expressions.entries()) {
    const [mine, real] = [ours[index], theirs.get(index)];
    if (mine === real) continue;
    wrong += 1;
    process.stdout.write(`${expression}\n  ours: ${JSON.stringify(mine)}\n  helm: ${JSON.stringify(real)}\n`);
  }
  different += wrong;
  process.stdout.write(
    `${cases}: ${expressions.length - wrong} of ${expressions.length} expressions equal\n`,
  );
  if (!flags.includes('--record')) return;
  const answers = expressions.map((expression, index) => ({ expression, output: theirs.get(index) ?? null }));
  writeFileSync(fixture, `${JSON.stringify({ values, answers }, undefined, 2)}\n`);
}

interface Case {
  readonly expression: string;
  readonly index: number;
  readonly mayFail: boolean;
}

/** One failing template fails a release: what may fail is asked alone, the rest together. */
function judged(cases: readonly Case[]): ReadonlyMap<number, Answer> {
  const answers = new Map<number, Answer>();
  for (const one of cases.filter(({ mayFail }) => mayFail)) {
    const { outputs } = ask([one]);
    answers.set(one.index, outputs.get(one.index));
  }
  let rest = cases.filter(({ mayFail }) => !mayFail);
  for (;;) {
    const { outputs, failed } = ask(rest);
    for (const [index, output] of outputs) answers.set(index, output);
    if (failed === undefined) return answers;
    rest = rest.filter(({ index }) => index !== failed);
  }
}

interface Asked {
  readonly outputs: ReadonlyMap<number, string>;
  readonly failed: number | undefined;
}

function ask(cases: readonly Case[]): Asked {
  const folder = mkdtempSync(join(tmpdir(), 'helm-expressions-'));
  mkdirSync(join(folder, 'templates'));
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: shop\nversion: 0.1.0\n');
  writeFileSync(join(folder, 'values.yaml'), values);
  for (const { expression, index } of cases) {
    writeFileSync(join(folder, 'templates', `${index}.yaml`), caseTemplate(expression));
  }
  const home = { HELM_CACHE_HOME: folder, HELM_CONFIG_HOME: folder, HELM_DATA_HOME: folder };
  const env = { ...process.env, ...home };
  const run = spawnSync(helm, ['template', 'orders', folder], { encoding: 'utf8', env, maxBuffer: 1e9 });
  rmSync(folder, { recursive: true, force: true });
  if (run.error) throw run.error;
  const failed = /shop\/templates\/(\d+)\.yaml/.exec(run.stderr)?.[1];
  if (run.status !== 0 && failed === undefined) throw new Error(run.stderr);
  return {
    outputs: run.status === 0 ? outputsIn(run.stdout) : new Map(),
    failed: failed === undefined ? undefined : Number(failed),
  };
}

function outputsIn(rendered: string): ReadonlyMap<number, string> {
  const outputs = new Map<number, string>();
  for (const [, index, json] of rendered.matchAll(
    /# Source: shop\/templates\/(\d+)\.yaml\n[^]*?\ndata: (.*)\n/g,
  )) {
    const data: unknown = JSON.parse(json ?? '');
    if (typeof data !== 'object' || data === null || !('out' in data)) continue;
    outputs.set(Number(index), String(data.out));
  }
  return outputs;
}
