// Writes every remedy of a repository's findings on Terraform resources, each by itself, and checks what came
// of it: other bytes, syntax, `terraform fmt`, and whether an audit of the changed text finds it again.
// usage: node tools/run-ts.mjs test/oracles/terraform-write.ts CHECKOUT [--verbose] [--every=N] [--keep=DIR]
// --every=N audits again only each Nth written remedy; --keep=DIR leaves the changed roots there.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from '../../src/audit.ts';
import { withChanges } from '../../src/core/changed-files.ts';
import type { FileChange } from '../../src/core/edit.ts';
import type { Intent } from '../../src/core/remedy.ts';
import type { Stack } from '../../src/core/resource.ts';
import type { Rule } from '../../src/core/rule.ts';
import type { Estate } from '../../src/graph/estate.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../src/loaders/terraform/load.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { modelsOf } from '../../src/models.ts';
import { rules } from '../../src/rules/registry.generated.ts';
import { runRules } from '../../src/rules/run.ts';
import { makeSupportTable } from '../../src/rules/support-table.ts';
import { testAssumptions } from '../support/test-assumptions.ts';
import { parseHcl } from '../../src/syntax/hcl/parse.ts';
import { parseHclJson } from '../../src/syntax/hcl/parse-json.ts';

const [checkout, ...options] = process.argv.slice(2);
if (checkout === undefined) throw new Error('usage: terraform-write.ts CHECKOUT [--verbose] [--every=N]');
const verbose = options.includes('--verbose');
const option = (name: string): string | undefined =>
  options.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
const every = Number(option('every') ?? 1);
const keep = option('keep');

const files = openFiles({ path: checkout, root: checkout });
const choice = { environment: 'production', corrections: [], stack: undefined, given: [] };
const { stacks: all, choices } = load(files, { ...choice, load: defaultLoadOptions });
const stacks = all.filter(({ id }) => choices.get(id)?.chosen === true);
const settings = {
  stage: 'growth' as const,
  minimumBackupDays: 7,
  supportHorizonDays: 90,
  logRetentionDays: 90,
  requiredTags: [],
  ownAccounts: [],
};
const dates: unknown = JSON.parse(readFileSync(join(process.cwd(), 'data/end-of-life.json'), 'utf8'));
const support = makeSupportTable(dates);
const { estate } = buildGraph(stacks);

function judge(of: Estate, checked: readonly Rule[]): ReturnType<typeof runRules> {
  const models = modelsOf({ estate: of, assumptions: testAssumptions, isWanted: () => true });
  return runRules({ estate: of, rules: checked, asOf: '2026-11-21', settings, support, ...models });
}

/** What fails, each as rule, component and key, and how often. */
function failuresOf(judged: readonly Stack[], checked: readonly Rule[]): ReadonlyMap<string, number> {
  const again = judged === stacks ? estate : buildGraph(judged).estate;
  const { judgements } = judge(again, checked);
  const failures = new Map<string, number>();
  for (const { rule, component, outcome } of judgements) {
    if (outcome.status !== 'fail') continue;
    const name = `${rule.id} ${component.id} ${outcome.key ?? ''}`;
    failures.set(name, (failures.get(name) ?? 0) + 1);
  }
  return failures;
}

interface Trial {
  readonly rule: Rule;
  readonly name: string;
  readonly title: string;
  readonly stack: Stack;
  readonly intents: readonly Intent[];
}

function stackOf(intent: Intent | undefined): Stack | undefined {
  const id = intent?.op === 'add' ? intent.stack : intent && estate.resource(intent.at.resource)?.stack;
  return id && estate.stack(id);
}

const trials: Trial[] = [];
let advice = 0;
const { judgements } = judge(estate, rules);
for (const { rule, component, outcome } of judgements) {
  if (outcome.status !== 'fail') continue;
  for (const { title, intents } of outcome.remedies) {
    const stack = stackOf(intents[0]);
    if (stack === undefined && component.stack?.startsWith('terraform:')) advice += 1;
    if (stack?.kind !== 'terraform') continue;
    trials.push({ rule, name: `${rule.id} ${component.id} ${outcome.key ?? ''}`, title, stack, intents });
  }
}

const counts = new Map<string, number>();
const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
const byRule = new Map<string, Map<string, number>>();
const texts: { readonly file: string; readonly before: string; readonly after: string }[] = [];
const before = failuresOf(stacks, rules);
let writingMs = 0;
let reloadMs = 0;
let judgingMs = 0;
let written = 0;

/** Files before and after; wrong is a byte outside the edits or a syntax problem that was not there. */
function checkText(change: FileChange): string | undefined {
  const old = files.read(change.file);
  const now = withChanges(files, [change]).read(change.file);
  if (typeof old !== 'string' || typeof now !== 'string') return 'a file that cannot be read';
  const problems = (text: string): number =>
    (change.file.endsWith('.json') ? parseHclJson(text) : parseHcl(text)).problems.length;
  if (problems(now) > problems(old)) return 'a syntax problem';
  if (old.endsWith('\n') !== now.endsWith('\n')) return 'another end of the file';
  if (!old.includes('\r') && now.includes('\r')) return 'other line ends';
  texts.push({ file: change.file, before: old, after: now });
  return undefined;
}

function judged(trial: Trial, changes: readonly FileChange[]): string {
  const wrong = changes.map(checkText).find((one) => one !== undefined);
  if (wrong !== undefined) return `WRONG: ${wrong}`;
  if (keep !== undefined) keepRoot(trial, changes);
  if ((written - 1) % every !== 0) return 'written, not audited again';
  let started = performance.now();
  const reloaded = stacks.map((one) => one.reload?.(changes) ?? one);
  reloadMs += performance.now() - started;
  const again = loadTerraform(withChanges(files, changes), {
    ...defaultLoadOptions,
    selected: [trial.stack.root],
  });
  const whole = again.stacks.find(({ id }) => id === trial.stack.id);
  const own = reloaded.find(({ id }) => id === trial.stack.id);
  if (factsOf(whole) !== factsOf(own)) return 'WRONG: read again differs from read anew';
  started = performance.now();
  const after = failuresOf(reloaded, rules);
  judgingMs += performance.now() - started;
  if ((after.get(trial.name) ?? 0) >= (before.get(trial.name) ?? 0)) return 'WRONG: still failing';
  const worse = [...after.keys()].filter((one) => !before.has(one));
  return worse.length === 0 ? 'mended' : `mended, but new: ${worse[0]?.split(' ')[0]}`;
}

function factsOf(stack: Stack | undefined): string {
  // Calls are listed in the order in which something asked for them.
  const calls = stack?.moduleCalls.map((call) => JSON.stringify(call)).sort();
  return JSON.stringify([stack?.resources, stack?.outputs, calls, stack?.environments]);
}

function keepRoot({ stack }: Trial, changes: readonly FileChange[]): void {
  const folder = join(keep ?? '', String(written).padStart(4, '0'));
  for (const change of changes) {
    const path = join(folder, change.file);
    mkdirSync(dirname(path), { recursive: true });
    const text = withChanges(files, [change]).read(change.file);
    if (typeof text === 'string') writeFileSync(path, text);
  }
  writeFileSync(join(folder, 'root.txt'), stack.root);
}

for (const trial of trials) {
  const started = performance.now();
  const result = trial.stack.write?.(trial.intents);
  writingMs += performance.now() - started;
  if (!result) continue;
  let verdict: string;
  if ('notWritable' in result) verdict = `not writable: ${reasonOf(result.notWritable)}`;
  else {
    written += 1;
    verdict = judged(trial, result.changes);
    if (result.alsoChanges.length > 0) count('with other changes, told');
  }
  count(verdict);
  const of = byRule.get(trial.rule.id) ?? new Map<string, number>();
  of.set(verdict, (of.get(verdict) ?? 0) + 1);
  byRule.set(trial.rule.id, of);
  if (verbose) process.stdout.write(`${trial.name}: ${trial.title}: ${verdict}\n`);
}

/** A reason without the names in it. */
function reasonOf(text: string): string {
  return text
    .replace(/^[\w./-]+\.(tf|tofu)(?= refers)/, 'a file')
    .replace(/^[\w.-]+(\[.*?\])?(\.\S+)? would/, 'one would');
}

/** How many files `terraform fmt` left alone before and would change now. */
function spoiled(): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'terraform-write-'));
  const native = texts.filter(({ file }) => !file.endsWith('.json'));
  const ending = (file: string): string => file.slice(file.lastIndexOf('.'));
  for (const [index, { file, before: old, after: now }] of native.entries()) {
    writeFileSync(join(folder, `${index}-before${ending(file)}`), old);
    writeFileSync(join(folder, `${index}-after${ending(file)}`), now);
  }
  let listed = '';
  try {
    listed = execFileSync('terraform', ['fmt', '-check', '-list=true', folder], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    listed = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
  }
  rmSync(folder, { recursive: true });
  const unclean = new Set([...listed.matchAll(/(\d+)-(before|after)/g)].map(([name]) => name));
  return native.flatMap(({ file, after }, index) =>
    unclean.has(`${index}-after`) && !unclean.has(`${index}-before`) ? [`${file}\n${after}`] : [],
  );
}

const bad = spoiled();
for (const [what, number] of [...counts].sort(([, a], [, b]) => b - a)) {
  process.stdout.write(`${String(number).padStart(6)} ${what}\n`);
}
process.stdout.write(`${String(advice).padStart(6)} advice without intents\n`);
process.stdout.write(
  `${texts.length} files written, ${bad.length} of them clean before and not after terraform fmt\n` +
    `${trials.length} remedies: ${Math.round(writingMs)} ms to write and prove, ` +
    `${Math.round(reloadMs)} ms to read again, ${Math.round(judgingMs)} ms to judge; ${written} written\n`,
);
for (const [rule, of] of [...byRule].sort(([a], [b]) => (a < b ? -1 : 1))) {
  process.stdout.write(
    `${rule}: ${[...of].map(([verdict, number]) => `${number} ${verdict}`).join(' · ')}\n`,
  );
}
if (verbose) for (const one of bad) process.stdout.write(`NOT CLEAN ${one.slice(0, 400)}\n`);
