// Writes the remedies of a repository's findings on objects, each by itself, and counts what came of it.
// usage: node tools/run-ts.mjs test/realworld/remedies.ts CHECKOUT [--verbose]
// Written means proved: rendered again, the object is as intended and every other object is unchanged.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../../src/audit.ts';
import { byKey } from '../../src/core/order.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { rules } from '../../src/rules/registry.generated.ts';
import { runRules } from '../../src/rules/run.ts';
import { makeSupportTable } from '../../src/rules/support-table.ts';
import { modelsOf } from '../../src/models.ts';
import { testAssumptions } from '../support/test-assumptions.ts';

const [checkout, verbose] = process.argv.slice(2);
if (checkout === undefined) throw new Error('usage: remedies.ts CHECKOUT [--verbose]');
const files = openFiles({ path: checkout, root: undefined });
const choice = { environment: 'production', corrections: [], stack: undefined, given: [] };
const { stacks, choices } = load(files, { ...choice, load: defaultLoadOptions });
const { estate } = buildGraph(stacks.filter(({ id }) => choices.get(id)?.chosen === true));
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
const models = modelsOf({ estate, assumptions: testAssumptions, isWanted: () => true });
const { judgements } = runRules({ estate, rules, asOf: '2026-11-21', settings, support, ...models });

const counts = new Map<string, Map<string, number>>();
for (const { rule, component, outcome } of judgements) {
  const { id: name } = rule;
  if (outcome.status !== 'fail') continue;
  for (const { title, intents } of outcome.remedies) {
    const [first] = intents;
    const id = first?.op === 'add' ? first.stack : first && estate.resource(first.at.resource)?.stack;
    const write = id && estate.stack(id).write;
    if (!write) continue;
    const written = write(intents);
    const result =
      'notWritable' in written ? written.notWritable.replace(/^\w+\/\S+/, 'an object') : 'written';
    const of = counts.get(name) ?? new Map<string, number>();
    of.set(result, (of.get(result) ?? 0) + 1);
    counts.set(name, of);
    if (verbose !== undefined) process.stdout.write(`${name} ${component.id}: ${title}: ${result}\n`);
  }
}
for (const [name, of] of [...counts].sort(byKey(([key]) => key))) {
  const parts = [...of].map(([result, count]) => `${count} ${result}`);
  process.stdout.write(`${name}: ${parts.join(' · ')}\n`);
}
