import type { RuleTally } from '../core/report.ts';
import type { RuleId } from '../core/id.ts';
import type { Outcome, Rule } from '../core/rule.ts';

type Counts = Record<Outcome['status'] | 'error', number>;

/** How often each rule failed, passed, could not tell, did not apply or broke. */
export function tally(
  rules: readonly Rule[],
  judged: readonly { readonly rule: Rule; readonly outcome: Outcome }[],
  failures: readonly { readonly rule: RuleId }[],
): readonly RuleTally[] {
  const counts = new Map<RuleId, Counts>(
    rules.map(({ id }) => [id, { fail: 0, pass: 0, unknown: 0, 'not-applicable': 0, error: 0 }]),
  );
  const add = (id: RuleId, status: keyof Counts): void => {
    const own = counts.get(id);
    if (own) own[status] += 1;
  };
  for (const { rule, outcome } of judged) add(rule.id, outcome.status);
  for (const { rule } of failures) add(rule, 'error');
  return rules.map(({ id, title }) => {
    const own = counts.get(id);
    if (!own) throw new Error(`${id} was not counted`);
    const { fail, pass, unknown, error } = own;
    return { id, title, fail, pass, unknown, notApplicable: own['not-applicable'], error };
  });
}
