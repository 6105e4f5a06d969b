// Asks the real terraform for value and type of every expression in expressions.txt, and writes them down.
// usage: node tools/run-ts.mjs test/oracles/console/record.ts [GROUP…]   (needs terraform 1.11)
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseGroups } from './cases.ts';
import { elementTypes, failingLines, plannedOutput, sortedJson, terraform } from './terraform.ts';

/** An expression alone is an error; else its type, its value as JSON, and where that is unknown. */
type Answer =
  | readonly [string]
  | readonly [string, string, string]
  | readonly [string, string, string, string];

const HERE = 'test/oracles/console';
const TARGET = 'test/oracles/recorded/console.json';
const MOST_AT_ONCE = 1500;

const wanted = process.argv.slice(2);
const previous: Record<string, Answer[]> = existsSync(TARGET)
  ? JSON.parse(readFileSync(TARGET, 'utf8')).answers
  : {};
const answers: Record<string, readonly Answer[]> = {};
for (const [group, expressions] of caseGroups()) {
  const isWanted = wanted.length === 0 || wanted.includes(group);
  answers[group] = isWanted ? chunks(expressions).flatMap(askAll) : (previous[group] ?? []);
  if (isWanted) process.stdout.write(`${group}: ${String(answers[group].length)}\n`);
}
// One answer a line, so that changes can be read.
const lines = Object.entries(answers).map(
  ([group, rows]) => `${JSON.stringify(group)}: [\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`,
);
const version = JSON.parse(terraform('.', ['version', '-json'])).terraform_version;
writeFileSync(TARGET, `{"terraform": "${version}", "answers": {\n${lines.join(',\n')}\n}}\n`);

function chunks(expressions: readonly string[]): readonly (readonly string[])[] {
  const parts: (readonly string[])[] = [];
  for (let at = 0; at < expressions.length; at += MOST_AT_ONCE)
    parts.push(expressions.slice(at, at + MOST_AT_ONCE));
  return parts;
}

/** Terraform cannot write infinities down, nor say where one is: halve until it is found, leave it out. */
function askAll(expressions: readonly string[]): readonly Answer[] {
  try {
    return ask(expressions);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('infinity')) throw error;
    if (expressions.length <= 1) return [];
    const half = Math.ceil(expressions.length / 2);
    return [...askAll(expressions.slice(0, half)), ...askAll(expressions.slice(half))];
  }
}

function ask(expressions: readonly string[]): readonly Answer[] {
  const folder = mkdtempSync(join(tmpdir(), 'console-'));
  copyFileSync(join(HERE, 'unknowns.tf'), join(folder, 'unknowns.tf'));
  for (const name of readdirSync(join(HERE, 'files')))
    copyFileSync(join(HERE, 'files', name), join(folder, name));
  terraform(folder, ['init', '-input=false']);
  const good = accepted(folder, expressions);
  const { after, after_unknown: mask } = plannedOutput(folder, 'answers');
  const types = elementTypes(folder, 'local.answers');
  rmSync(folder, { recursive: true });
  if (types.length !== good.length)
    throw new Error(`${String(types.length)} types for ${String(good.length)} values`);
  const found = new Map(good.map((expression, index) => [expression, index]));
  return expressions.map((expression): Answer => {
    const index = found.get(expression);
    if (index === undefined) return [expression];
    const unknown = mask === true ? true : Array.isArray(mask) && mask[index];
    const value = sortedJson(Array.isArray(after) ? (after[index] ?? null) : null);
    const row: Answer = [expression, types[index] ?? '', value];
    return hasUnknown(unknown) ? [...row, sortedJson(unknown)] : row;
  });
}

/** Plans until terraform refuses nothing any more; the expressions that are left. */
function accepted(folder: string, expressions: readonly string[]): readonly string[] {
  const output = 'output "answers" {\n  value     = local.answers\n  sensitive = true\n}\n';
  for (let kept = expressions; ;) {
    const list = kept.map((expression) => `${expression},`).join('\n');
    writeFileSync(join(folder, 'answers.tf'), `locals { answers = [\n${list}\n] }\n${output}`);
    const failing = failingLines(folder, 'answers.tf');
    if (failing.size === 0) return kept;
    kept = kept.filter((_, index) => !failing.has(index + 2));
  }
}

function hasUnknown(mask: unknown): boolean {
  if (typeof mask !== 'object' || mask === null) return mask === true;
  return Object.values(mask).some(hasUnknown);
}
