import type { Component, Stated } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import { switchWords, notApplicable, pass, remediesOf, unknown, valueEvidence } from '../../outcome.ts';
import { mayBeCopy, notItsOwnData } from '../../stores.ts';

/** A database that leaves no last copy when it is deleted or replaced. */
export const rule: Rule = {
  id: ruleId('data/skipped-final-snapshot'),
  title: 'Deleting or replacing the database leaves no copy',
  appliesTo: ['datastore'],
  severity: 'medium',
  consequence: 'data-loss',
  environments: 'production-like',
  check(component): Outcome {
    const { skipsFinalSnapshot, deletionProtection } = component.facts;
    if (!skipsFinalSnapshot) return notApplicable('it takes no final snapshot');
    if (skipsFinalSnapshot.value === false) return pass;
    const exempt = notItsOwnData(component);
    if (exempt) return exempt;
    const survives = backupsSurvive(component);
    if (survives === true) return notApplicable('its backups are kept after deletion');
    const doubt = [mayBeCopy(component), skipsFinalSnapshot.value, survives].find(Unknown.is);
    if (doubt) return unknown(doubt);
    return {
      status: 'fail',
      problem:
        `Deleting or replacing ${component.name} leaves no copy: ` +
        `${switchWords(skipsFinalSnapshot, 'on')}.`,
      evidence: evidenceOf(component, skipsFinalSnapshot),
      remedies: remediesOf(component, 'take-final-snapshot'),
      cause: skipsFinalSnapshot.at[0],
      severity: deletionProtection?.value === true ? 'low' : undefined,
    };
  },
};

/** Backups that are kept after deletion help only where there are any. */
function backupsSurvive({ facts }: Component): Value<boolean> {
  const kept = facts.keepsBackupsAfterDeletion?.value ?? false;
  const days = facts.backupRetentionDays?.value ?? 0;
  if (kept === false || days === 0) return false;
  return Unknown.is(kept) ? kept : Unknown.is(days) ? days : true;
}

function evidenceOf({ facts }: Component, skips: Stated<boolean>): readonly Evidence[] {
  const others = [facts.deletionProtection, facts.backupRetentionDays];
  return [valueEvidence(skips), ...others.flatMap((fact) => (fact ? [valueEvidence(fact)] : []))];
}
