import type { Component } from '../../../core/component.ts';
import type { BackupVerdict } from '../../../core/facts/backup.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';
import { mayBeCopy, notItsOwnData } from '../../stores.ts';

const LISTED = 4;

/** A volume, file system or database that no plan takes in and that has no backups of its own. */
export const rule: Rule = {
  id: ruleId('data/storage-outside-backup-plan'),
  title: 'No backup plan covers this data',
  appliesTo: ['volume', 'datastore'],
  severity: 'high',
  consequence: 'data-loss',
  environments: 'production-like',
  check(component): Outcome {
    const {
      keepsData,
      backupVerdicts,
      pointInTimeRecovery,
      automaticBackups,
      backupRetentionDays,
      backupsOutside,
    } = component.facts;
    if (keepsData?.value !== true) return notApplicable('it keeps nothing that cannot be made again');
    if (!backupVerdicts) return notApplicable('no backup plan can take in its kind');
    if (pointInTimeRecovery)
      return notApplicable('a table: data/table-without-point-in-time-recovery judges it');
    const exempt = notItsOwnData(component);
    if (exempt) return exempt;
    if (automaticBackups?.value === true) return pass;
    const days = backupRetentionDays?.value;
    if (typeof days === 'number' && days > 0) return notApplicable('it has backups of its own');
    if (backupVerdicts.some(({ covers }) => covers === true)) return pass;
    const because = [
      backupsOutside,
      automaticBackups?.value,
      days,
      mayBeCopy(component),
      ...backupVerdicts.map(({ covers }) => covers),
    ].filter((value) => Unknown.is(value));
    if (because.length > 0) return unknown(...because);
    const asked = backupVerdicts.length === 0 ? asksForPlan(component) : undefined;
    return asked ? unknown(asked) : failed(component, backupVerdicts);
  },
};

/** A tag such as `backup = daily` points to a plan, also where the plan is not in the inputs. */
function asksForPlan({ name, facts }: Component): Unknown | undefined {
  const tags = facts.tags?.value;
  if (!tags || Unknown.is(tags)) return undefined;
  const [key, value] =
    Object.entries(tags).find(([tag, set]) => /backup|snapshot/i.test(tag) && !isRefusal(set)) ?? [];
  if (key === undefined) return undefined;
  const shown = Unknown.is(value) ? '…' : value;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${name} carries the tag ${key} = ${shown}, and no backup plan is in the inputs`,
    settledBy: 'the code of the backup plan that selects this tag',
  });
}

function isRefusal(value: Value<string>): boolean {
  return !Unknown.is(value) && /^(false|no|none|off|disabled|0)?$/i.test(value);
}

function failed(component: Component, verdicts: readonly BackupVerdict[]): Outcome {
  const { tags, backupRetentionDays, automaticBackups } = component.facts;
  const near = verdicts.find(({ wants }) => wants !== undefined);
  const evidence: readonly Evidence[] = [
    ...verdicts
      .slice(0, LISTED)
      .map(({ selection, why, at }) => ({ says: `${selection} does not take it in: ${why}`, at })),
    ...(verdicts.length === 0 ? [{ says: 'no backup selection and no snapshot policy is declared' }] : []),
    ...(tags && verdicts.length > 0 ? [evidenceOf(tags, `its tags are ${tagsInWords(component)}`)] : []),
    ...[backupRetentionDays, automaticBackups].flatMap((fact) =>
      fact ? [evidenceOf(fact, 'it has no backups of its own')] : [],
    ),
  ];
  return {
    status: 'fail',
    problem: `What is deleted or overwritten in ${component.name} is gone: ${near?.why ?? reason(verdicts)}.`,
    evidence,
    remedies: [near?.wants && tags?.at[0] ? addTag(near, tags.at[0]) : scaffold()],
    cause: tags?.at[0],
  };
}

function reason(verdicts: readonly BackupVerdict[]): string {
  return verdicts.length === 0 ? 'nothing backs it up' : 'no backup selection takes it in';
}

function tagsInWords({ facts }: Component): string {
  const tags = facts.tags?.value;
  if (!tags || Unknown.is(tags)) return 'not known';
  const listed = Object.entries(tags).map(([key, value]) => `${key} = ${Unknown.is(value) ? '?' : value}`);
  return listed.length === 0 ? 'none' : listed.slice(0, LISTED).join(', ');
}

function addTag({ wants, selection }: BackupVerdict, tags: NonNullable<Evidence['at']>): Remedy {
  const { key, value } = wants ?? { key: '', value: '' };
  return {
    title: `Add the tag ${key} = ${value}, which ${selection} asks for`,
    safety: 'safe',
    caution: 'Copies cost storage from the next run of the plan on.',
    intents: [{ op: 'set', at: { resource: tags.resource, path: [...tags.path, key] }, value }],
  };
}

function scaffold(): Remedy {
  return {
    title: 'Add it to a backup selection, or a plan with a selection by tag',
    safety: 'safe',
    caution: 'Copies cost storage from the next run of the plan on.',
    intents: [],
  };
}
