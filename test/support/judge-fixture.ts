import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import supportData from '../../data/end-of-life.json' with { type: 'json' };
import { readConfig } from '../../src/config/read-config.ts';
import type { Declared } from '../../src/core/declared.ts';
import { nothingDeclared } from '../../src/core/declared.ts';
import type { Files } from '../../src/core/files.ts';
import type { Rule, RuleSettings } from '../../src/core/rule.ts';
import type { Estate } from '../../src/graph/estate.ts';
import { loadStacks } from '../../src/load-stacks.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { loadPlan } from '../../src/loaders/terraform-plan/load.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { modelsOf } from '../../src/models.ts';
import { runRules } from '../../src/rules/run.ts';
import { makeSupportTable } from '../../src/rules/support-table.ts';
import { filesOfFolder } from './memory-files.ts';
import { testAssumptions } from './test-assumptions.ts';

const testSettings: RuleSettings = {
  stage: 'growth',
  minimumBackupDays: 7,
  supportHorizonDays: 90,
  logRetentionDays: 90,
  requiredTags: [],
  ownAccounts: [],
};

/** The day that every fixture takes as today. */
const testDay = '2026-11-01';

const support = makeSupportTable(supportData);

/**
 * Runs one rule on one fixture folder: everything in it, and its `plan.json` where there is one.
 * `statuses` are `status component-id[ key]`, sorted. A file `expected.txt` in the fixture states them
 * exactly, one a line (with `[low]` behind a lowered fail); without it only the folder's name counts. A file
 * `required-tags.txt` names the tags that the configuration requires, one a line; a `whatfails.yaml` declares
 * services, dependencies and journeys.
 */
export function judgeFixture(rule: Rule, folder: string): Judged {
  const { judgements, failures } = judgeFiles(rule, filesOfFolder(folder), folder);
  const statuses = judgements.map(({ component, outcome }) => {
    const key = outcome.key === undefined ? '' : ` ${outcome.key}`;
    const severity =
      outcome.status === 'fail' && outcome.severity !== undefined ? ` [${outcome.severity}]` : '';
    return `${outcome.status} ${component.id}${key}${severity}`;
  });
  const file = join(folder, 'expected.txt');
  const expectations = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
  return { statuses: statuses.sort(), expectations: expectations.sort(), failures };
}

/** What a rule says about these files, with the settings and the plan of a fixture folder. */
export function judgeFiles(
  rule: Rule,
  files: Files,
  folder: string,
): ReturnType<typeof runRules> & { readonly estate: Estate } {
  const { stacks } = loadStacks(files, defaultLoadOptions);
  const plan = join(folder, 'plan.json');
  const planned = existsSync(plan) ? loadPlan(readFileSync(plan, 'utf8'), { file: 'plan.json' }).stacks : [];
  const { estate } = buildGraph([...stacks, ...planned], declaredIn(folder));
  const settings = { ...testSettings, ...settingsOf(folder) };
  const models = modelsOf({ estate, assumptions: testAssumptions, isWanted: () => true });
  return { ...runRules({ estate, rules: [rule], asOf: testDay, settings, support, ...models }), estate };
}

/** What a `whatfails.yaml` of the fixture declares. */
function declaredIn(folder: string): Declared {
  const file = join(folder, 'whatfails.yaml');
  if (!existsSync(file)) return nothingDeclared;
  return readConfig('whatfails.yaml', readFileSync(file, 'utf8')).config.declared;
}

function settingsOf(folder: string): Partial<RuleSettings> {
  const file = join(folder, 'required-tags.txt');
  if (!existsSync(file)) return {};
  const requiredTags = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return { requiredTags };
}

export interface Judged {
  readonly statuses: readonly string[];
  readonly expectations: readonly string[];
  readonly failures: readonly unknown[];
}
