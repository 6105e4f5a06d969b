import { ruleId } from '../../../core/id.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { journeyEvidence } from '../../journeys.ts';
import { notApplicable, pass, remediesOf, unknown, valueEvidence } from '../../outcome.ts';
import { isInBackupPlan, longestBackupDays, mayBeCopy, notItsOwnData } from '../../stores.ts';

/** A database whose automatic backups are off, or go back fewer days than configured. */
export const rule: Rule = {
  id: ruleId('data/short-backup-retention'),
  title: 'A mistake found after a few days can no longer be undone',
  appliesTo: ['datastore'],
  severity: 'high',
  consequence: 'data-loss',
  environments: 'production-like',
  check(component, context): Outcome {
    const { backupRetentionDays } = component.facts;
    if (!backupRetentionDays) return notApplicable('it has no automatic backups of its own to configure');
    const exempt = notItsOwnData(component);
    if (exempt) return exempt;
    const { minimumBackupDays } = context.settings;
    const days = backupRetentionDays.value;
    if (!Unknown.is(days) && days >= minimumBackupDays) return pass;
    const other = longestBackupDays(component);
    if (typeof other === 'number' && other >= minimumBackupDays) {
      return notApplicable('a backup plan keeps copies long enough');
    }
    const doubt = [mayBeCopy(component), days, other, isInBackupPlan(component)].find(Unknown.is);
    if (doubt || Unknown.is(days)) return unknown(...(doubt ? [doubt] : []));
    return {
      status: 'fail',
      problem: problemOf(component.name, days),
      evidence: [valueEvidence(backupRetentionDays), ...journeyEvidence(component, context)],
      remedies: remediesOf(component, 'keep-backups').map((remedy) => forDays(remedy, context)),
      cause: backupRetentionDays.at[0],
      severity: days > 0 ? 'medium' : undefined,
      confidence: component.facts.backupsOutside ? 'medium' : undefined,
    };
  },
};

function problemOf(name: string, days: number): string {
  if (days === 0) return `What is lost in ${name} cannot be brought back: automatic backups are off.`;
  const kept = days === 1 ? 'one day' : `${days} days`;
  return `A mistake in ${name} found after ${kept} can no longer be undone: backups go back no further.`;
}

/** The remedy with the configured number of days. */
function forDays(remedy: Remedy, { settings }: RuleContext): Remedy {
  const value = settings.minimumBackupDays;
  return {
    ...remedy,
    title: remedy.title.replace(/\d+$/, String(value)),
    intents: remedy.intents.map((intent) =>
      intent.op === 'set' && typeof intent.value === 'number' ? { ...intent, value } : intent,
    ),
  };
}
