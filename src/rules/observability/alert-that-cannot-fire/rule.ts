import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { conditionOf, isDrill } from '../../alerts.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

/** An alert whose condition nothing can meet. */
export const rule: Rule = {
  id: ruleId('observability/alert-that-cannot-fire'),
  title: 'This alert can never fire',
  appliesTo: ['alarm'],
  severity: 'high',
  consequence: 'availability',
  environments: 'any',
  check(component): Outcome {
    const { alert } = component.facts;
    if (alert?.platform !== 'prometheus') return notApplicable('its condition is no expression');
    if (isDrill(alert, component.name)) return notApplicable('it is a test of the way to people');
    const [why] = alert.cannotFire ?? [];
    if (why === undefined) return undecided(alert.watchesUnknown, alert.expression?.value) ?? pass;
    return {
      status: 'fail',
      problem: `${component.name} looks like protection and is none: ${why}.`,
      evidence: [conditionOf(alert), { says: why, at: alert.at }],
      remedies: remediesOf(component, 'reachable-threshold'),
      cause: alert.at,
    };
  },
};

/** An expression that is templated, or in a language that is not read. */
function undecided(
  doubt: Unknown | undefined,
  expression: string | Unknown | undefined,
): Extract<Outcome, { status: 'unknown' }> | undefined {
  if (Unknown.is(expression)) return unknown(expression);
  return doubt?.reason === 'evaluation-error' ? unknown(doubt) : undefined;
}
