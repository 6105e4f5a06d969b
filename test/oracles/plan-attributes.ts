// Judges evaluated attributes by plans that terraform made with the real provider from the same inputs.
// usage: node tools/run-ts.mjs test/oracles/plan-attributes.ts --schema=FILE [--boundary=DIR] [--given=FILE]
//   [--verbose] PLAN.json ROOT [PLAN.json ROOT …]
// PLAN.json is `terraform show -json PLAN`, or the `test_plan` of `terraform test -json -verbose`.
// The schema is one provider's of `terraform providers schema -json`.
// FILE of --given maps types of data sources to HCL values, which terraform was given too (`override_data`).
import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { openFiles } from '../../src/files/open-files.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../src/loaders/terraform/load.ts';
import type { Outcome, Verdict } from './plan-attributes/compare.ts';
import { compareStack } from './plan-attributes/compare-stack.ts';
import type { PlanJson } from './plan-attributes/planned.ts';
import type { ProviderSchema } from './plan-attributes/shape.ts';

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const pairs = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const flag = (name: string): string | undefined =>
  flags.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
const verbose = flags.includes('--verbose');
const schemas: { readonly provider_schemas: Readonly<Record<string, ProviderSchema>> } = JSON.parse(
  readFileSync(flag('schema') ?? 'schema.json', 'utf8'),
);
const [schema = { resource_schemas: {} }] = Object.values(schemas.provider_schemas);
const givenFile = flag('given');
const given: Readonly<Record<string, string>> = givenFile ? JSON.parse(readFileSync(givenFile, 'utf8')) : {};
const data = Object.entries(given).map(([type, text]) => ({ type, text }));

const ORDER: readonly Outcome[] = [
  'equal',
  'unknown',
  'unknown-here',
  'known-here',
  'filled',
  'normalised',
  'different',
];
const totals = new Map<string, number>();
let addresses = 0;
let instances = 0;
for (let at = 0; at + 1 < pairs.length; at += 2) judge(pairs[at] ?? '', resolve(pairs[at + 1] ?? ''));
process.stdout.write(`total: ${instances} instances, ${addresses} addresses differ; ${summary(totals)}\n`);

function judge(planFile: string, root: string): void {
  if (!existsSync(planFile)) return;
  const plan: PlanJson = JSON.parse(readFileSync(planFile, 'utf8'));
  const boundary = resolve(flag('boundary') ?? root);
  const files = openFiles({ path: boundary, root: boundary });
  const folder = relative(boundary, root);
  const { stacks } = loadTerraform(files, { ...defaultLoadOptions, selected: [folder], data });
  const stack = stacks.find((one) => one.root === folder && !one.id.includes('@'));
  if (!stack) {
    process.stdout.write(`${folder}: no stack\n`);
    return;
  }
  const verdict = compareStack(stack, plan, schema);
  const counts = countsOf([...verdict.attributes, ...verdict.outputs]);
  for (const [outcome, count] of counts) totals.set(outcome, (totals.get(outcome) ?? 0) + count);
  addresses += verdict.addresses.length;
  instances += verdict.instances;
  process.stdout.write(
    `${folder === '' ? root : folder}: ${verdict.instances} instances; ${summary(counts)}\n`,
  );
  for (const address of verdict.addresses) process.stdout.write(`  ${address}\n`);
  for (const one of [...verdict.attributes, ...verdict.outputs]) {
    const show = one.outcome === 'different' || (verbose && !['equal', 'unknown'].includes(one.outcome));
    if (show) process.stdout.write(`  ${line(one)}\n`);
  }
  for (const one of stack.diagnostics.filter(({ severity }) => severity === 'error')) {
    process.stdout.write(`  error ${one.at?.file}:${one.at?.start} ${one.message}\n`);
  }
}

function countsOf(verdicts: readonly Verdict[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { outcome } of verdicts) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return counts;
}

function summary(counts: ReadonlyMap<string, number>): string {
  return ORDER.map((outcome) => `${outcome} ${counts.get(outcome) ?? 0}`).join(', ');
}

function line({ outcome, path, reason, ours, theirs }: Verdict): string {
  const why = reason === undefined ? '' : ` (${reason})`;
  return `${outcome}${why} ${path}: ours ${ours.slice(0, 300)}, planned ${theirs.slice(0, 300)}`;
}
