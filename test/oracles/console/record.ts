// Asks the real terraform for the value and type of every expression in cases/ and writes the answers down.
// usage: node tools/run-ts.mjs test/oracles/console/record.ts [GROUP…]   (needs terraform 1.11 on the
// machine)
import { execFileSync } from 'node:child_process';
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
for (const [group, expressions] of Object.entries(caseGroups)) {
  const isWanted = wanted.length === 0 || wanted.includes(group);
  answers[group] = isWanted ? chunks([...new Set(expressions)]).flatMap(askAll) : (previous[group] ?? []);
  if (isWanted) process.stdout.write(`${group}: ${String(answers[group].length)}\n`);
}
// One answer a line, so that changes can be read.
const lines = Object.entries(answers).map(
  ([group, rows]) => `${JSON.stringify(group)}: [\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`,
);
writeFileSync(TARGET, `{"terraform": "${version()}", "answers": {\n${lines.join(',\n')}\n}}\n`);

function chunks(expressions: readonly string[]): readonly (readonly string[])[] {
  const parts: (readonly string[])[] = [];
  for (let at = 0; at < expressions.length; at += MOST_AT_ONCE)
    parts.push(expressions.slice(at, at + MOST_AT_ONCE));
  return parts;
}

function run(folder: string, args: readonly string[], input = ''): string {
  const env = { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1' };
  try {
    return execFileSync('terraform', args, { cwd: folder, env, input, encoding: 'utf8', maxBuffer: 1 << 30 });
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'stdout' in error) return String(error.stdout);
    throw error;
  }
}

function version(): string {
  return JSON.parse(run('.', ['version', '-json'])).terraform_version;
}

/**
 * Terraform cannot write infinities down, and does not say where one stands: halve until it is found, and
 * leave it out.
 */
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
  run(folder, ['init', '-input=false']);
  const failed = new Set<number>();
  while (fails(folder, expressions, failed));
  const good = expressions.filter((_, index) => !failed.has(index));
  const shown = run(folder, ['show', '-json', 'plan.bin']);
  // It says so on the error stream only.
  if (shown === '') throw new Error('terraform cannot show the plan: an infinity');
  const plan = JSON.parse(withQuotedNumbers(shown));
  const { after, after_unknown: mask } = plan.output_changes.answers;
  const types = typesOf(run(folder, ['console', '-plan', '-no-color'], 'type(local.answers)\n'));
  rmSync(folder, { recursive: true });
  if (types.length !== good.length)
    throw new Error(`${String(types.length)} types for ${String(good.length)} values`);
  const found = new Map(good.map((expression, index) => [expression, index]));
  return expressions.map((expression): Answer => {
    const index = found.get(expression);
    if (index === undefined) return [expression];
    const unknown = mask === true ? true : (mask?.[index] ?? false);
    const value = sortedJson(after?.[index] ?? null).replace(/"#number:([^"]*)"/g, '$1');
    const row: Answer = [expression, types[index] ?? '', value];
    return hasUnknown(unknown) ? [...row, sortedJson(unknown)] : row;
  });
}

/** Plans; when terraform refuses some expressions, notes them and says that another try is needed. */
function fails(folder: string, expressions: readonly string[], failed: Set<number>): boolean {
  const kept = expressions.map((_, index) => index).filter((index) => !failed.has(index));
  const text = kept.map((index) => `${expressions[index] ?? ''},`).join('\n');
  const output = 'output "answers" {\n  value     = local.answers\n  sensitive = true\n}\n';
  writeFileSync(join(folder, 'answers.tf'), `locals { answers = [\n${text}\n] }\n${output}`);
  const before = failed.size;
  for (const line of run(folder, ['plan', '-json', '-input=false', '-out=plan.bin']).split('\n')) {
    if (!line.includes('"diagnostic"')) continue;
    const { diagnostic } = JSON.parse(line);
    if (diagnostic.severity !== 'error') continue;
    const at = diagnostic.range?.filename === 'answers.tf' ? diagnostic.range.start.line - 2 : -1;
    const index = kept[at];
    if (index === undefined) throw new Error(`${String(diagnostic.summary)}: ${String(diagnostic.detail)}`);
    failed.add(index);
  }
  return failed.size > before;
}

/** Numbers of full precision survive JSON.parse only as text. */
function withQuotedNumbers(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') ? token : `"#number:${token}"`,
  );
}

/** JavaScript would put keys that look like numbers first. */
function sortedJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${sortedJson(inner)}`).join(',')}}`;
}

function hasUnknown(mask: unknown): boolean {
  if (typeof mask !== 'object' || mask === null) return mask === true;
  return Object.values(mask).some(hasUnknown);
}

/** The element types of the printed tuple, without spaces. */
function typesOf(printed: string): readonly string[] {
  const inner = printed
    .replace(/\s+/g, '')
    .replace(/^tuple\(\[/, '')
    .replace(/,?\]\)$/, '');
  const types: string[] = [];
  if (inner === '') return types;
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= inner.length; at += 1) {
    const character = inner.charAt(at);
    if ('([{'.includes(character) && character !== '') depth += 1;
    if (')]}'.includes(character) && character !== '') depth -= 1;
    if (depth === 0 && (character === ',' || character === '')) {
      types.push(inner.slice(start, at).replace(/,([\])}])/g, '$1'));
      start = at + 1;
    }
  }
  return types;
}
