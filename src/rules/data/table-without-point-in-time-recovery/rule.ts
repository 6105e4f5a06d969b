import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, remediesOf, unknown, valueEvidence } from '../../outcome.ts';
import { isInBackupPlan } from '../../stores.ts';

// With a declared expiry the name says what expires; without one a name says nothing.
const SHORT_LIVED = /session|lock|cache|token|idempoten|rate-?_?limit|nonce|dedup|otp/i;

/** A table that cannot be put back to the moment before a bad write. */
export const rule: Rule = {
  id: ruleId('data/table-without-point-in-time-recovery'),
  title: 'A bad write to this table cannot be taken back',
  appliesTo: ['datastore'],
  severity: 'medium',
  consequence: 'data-loss',
  environments: 'production-like',
  check(component, context): Outcome {
    const { pointInTimeRecovery, holdsLocksOnly, expires } = component.facts;
    if (!pointInTimeRecovery) return notApplicable('it has no point-in-time recovery of its own');
    if (pointInTimeRecovery.value === true) return pass;
    if (holdsLocksOnly?.value === true) return notApplicable('it holds nothing but locks');
    const isShortLived = SHORT_LIVED.test(component.name);
    if (isShortLived && expires?.value === true) return notApplicable('what it holds expires by itself');
    const doubt = [pointInTimeRecovery.value, isShortLived ? expires?.value : undefined].find(Unknown.is);
    if (doubt) return unknown(doubt);
    const planned = isInBackupPlan(component) === true;
    const reach = planned ? 'can be taken back only to the last planned backup' : 'cannot be taken back';
    return {
      status: 'fail',
      problem: `A bad write to ${component.name} ${reach}: point-in-time recovery is off.`,
      evidence: [valueEvidence(pointInTimeRecovery), ...writersOf(component, context)],
      remedies: remediesOf(component, 'recover-to-any-moment'),
      cause: pointInTimeRecovery.at[0],
      severity: planned ? 'low' : undefined,
    };
  },
};

function writersOf(component: Component, context: RuleContext): readonly Evidence[] {
  const writers = context.dependenciesTo(component.id, 'stores').slice(0, 3);
  const names = writers.map(({ from }) => context.component(from).name);
  return names.length === 0 ? [] : [{ says: `written by ${names.join(', ')}` }];
}
