import type { Component } from '../../../core/component.ts';
import type { DisruptionBudget, Pods } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';
import { copiedPods, isNotApplicable, minimumEvidence, podCount, scaled, shown } from '../../pods.ts';

export const rule: Rule = {
  id: ruleId('resilience/disruption-budget-blocks-drain'),
  title: 'Node drains hang because this budget never allows an eviction',
  appliesTo: ['workload'],
  severity: 'high',
  consequence: 'toil',
  environments: 'any',
  check(component, context) {
    const pods = copiedPods(component);
    if (isNotApplicable(pods)) return pods;
    const [first, second] = pods.budgets.map((id) => context.component(id));
    if (!first) return notApplicable('no budget selects its pods');
    if (isSwitchedOff(pods)) return notApplicable('it is switched off');
    if (second) return twice(component, pods, context);
    const budget = first.facts.disruptionBudget;
    if (!budget) return notApplicable('no budget selects its pods');
    return judge({ component, pods, budget, policy: first }, context);
  },
};

function isSwitchedOff({ minimum, autoscalers }: Pods): boolean {
  return minimum?.value === 0 && autoscalers.length === 0;
}

interface Budgeted {
  readonly component: Component;
  readonly pods: Pods;
  readonly budget: DisruptionBudget;
  /** The budget's own component. */
  readonly policy: Component;
}

function judge(budgeted: Budgeted, context: RuleContext): Outcome {
  const { budget } = budgeted;
  const limit = budget.maxUnavailable ?? budget.minAvailable;
  if (!limit) return pass;
  if (Unknown.is(limit.value)) return unknown(limit.value);
  const certain = budget.maxUnavailable ? atAnySize(limit.value) : neverLess(limit.value);
  if (certain === 'some') return pass;
  if (certain === 'none') return failed(budgeted, undefined, context);
  const total = smallestTotal(budget, context);
  if (Unknown.is(total)) return unknown(total);
  if (total === 0) return pass;
  const needed = scaled(limit.value, total, 'up');
  if (needed === undefined) return unknown(notAnAmount(budgeted));
  if (total - needed > 0) return pass;
  return budget.maybeSelects ? unknown(budget.maybeSelects) : failed(budgeted, total, context);
}

/** What `maxUnavailable` allows whatever the number of pods; percentages are rounded up. */
function atAnySize(limit: number | string): 'some' | 'none' | undefined {
  const ofMany = scaled(limit, 1, 'up');
  return ofMany === undefined ? undefined : ofMany > 0 ? 'some' : 'none';
}

/** What `minAvailable` allows whatever the number of pods. */
function neverLess(limit: number | string): 'some' | 'none' | undefined {
  if (limit === 0 || limit === '0%') return 'some';
  return limit === '100%' ? 'none' : undefined;
}

/** The fewest pods that the budget can select: all its workloads at their minimum. */
function smallestTotal({ selects }: DisruptionBudget, context: RuleContext): number | Unknown {
  let total = 0;
  for (const id of selects) {
    const minimum = context.component(id).facts.pods?.minimum?.value ?? 0;
    if (Unknown.is(minimum)) return minimum;
    total += minimum;
  }
  return total;
}

function notAnAmount({ policy }: Budgeted): Unknown {
  return new Unknown({
    reason: 'evaluation-error',
    detail: `the limit of budget ${policy.name} is neither a number nor a percentage`,
    settledBy: `a number or a percentage in budget ${policy.name}`,
  });
}

function failed(budgeted: Budgeted, total: number | undefined, context: RuleContext): Outcome {
  const { component, pods, budget, policy } = budgeted;
  const limit = budget.maxUnavailable ?? budget.minAvailable;
  const says = limit ? `${fieldOf(budget)} is ${shown(limit)}` : 'it allows none';
  const evidence: Evidence[] = limit ? [evidenceOf(limit, `budget ${policy.name}: ${says}`)] : [];
  const size =
    total === undefined ? 'whatever the number of pods' : `and there may be only ${podCount(total)}`;
  return {
    status: 'fail',
    problem: `Node drains hang at ${component.name}: ${says} ${size}, so no eviction is ever allowed.`,
    evidence: [
      ...evidence,
      ...minimumEvidence(pods, context),
      ...(total === undefined ? [] : [{ says: `${total} - ${total} = 0 pods may be evicted` }]),
    ],
    remedies: looser(budget),
    cause: limit?.at[0],
  };
}

function fieldOf({ maxUnavailable }: DisruptionBudget): string {
  return maxUnavailable ? 'maxUnavailable' : 'minAvailable';
}

/** One pod at a time may go, at any size. */
function looser({ maxUnavailable, minAvailable }: DisruptionBudget): readonly Remedy[] {
  const written = (maxUnavailable ?? minAvailable)?.at[0];
  if (!written) return [];
  const one: Location = { ...written, path: [...written.path.slice(0, -1), 'maxUnavailable'] };
  return [
    {
      title: 'Set maxUnavailable: 1 in the budget, or run one pod more than it asks for',
      safety: 'review',
      caution: 'With a single pod, every drain then stops the workload until the pod runs elsewhere.',
      intents: maxUnavailable
        ? [{ op: 'set', at: one, value: 1 }]
        : [
            { op: 'remove', at: written },
            { op: 'set', at: one, value: 1 },
          ],
    },
  ];
}

function twice(component: Component, { budgets }: Pods, context: RuleContext): Outcome {
  const policies = budgets.map((id) => context.component(id));
  const places = policies.map((policy): Evidence => {
    const [main] = policy.resources;
    return { says: `budget ${policy.name} selects its pods`, at: main && { resource: main, path: [] } };
  });
  return {
    status: 'fail',
    problem:
      `Node drains hang at ${component.name}: ${budgets.length} budgets select its pods, ` +
      'and the eviction of a pod under two budgets always fails.',
    evidence: places,
    remedies: [
      {
        title: `Remove all but one of the budgets ${policies.map(({ name }) => name).join(', ')}`,
        safety: 'review',
        caution: 'The one that stays must allow at least one eviction.',
        intents: [],
      },
    ],
    cause: places.at(-1)?.at,
  };
}
