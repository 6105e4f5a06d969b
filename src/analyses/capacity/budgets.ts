import type { Shortfall } from '../../core/capacity.ts';
import type { Component } from '../../core/component.ts';
import type { DisruptionBudget } from '../../core/facts/workload.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { Estate } from '../../graph/estate.ts';

/** Budgets that allow no eviction at the fewest pods: a node with such a pod is never drained. */
export function blockedBy(component: Component, estate: Estate): readonly Shortfall[] {
  const { pods } = component.facts;
  const fewest = pods?.minimum?.value;
  if (!pods || fewest === undefined || Unknown.is(fewest) || fewest === 0) return [];
  return pods.budgets.flatMap((id): readonly Shortfall[] => {
    const policy = estate.component(id);
    const budget = policy.facts.disruptionBudget;
    const limit = budget?.maxUnavailable ?? budget?.minAvailable;
    const allowed = budget && allowedBy(budget, fewest);
    if (!budget || !limit || allowed === undefined || Unknown.is(allowed) || allowed > 0) return [];
    const isShared = budget.selects.length > 1;
    const present = fewest === 1 ? 'there is 1' : `there are ${fewest}`;
    return [
      {
        kind: 'disruption-budget',
        component: component.id,
        says: `Budget ${policy.name} lets no pod of ${component.name} be evicted while ${present}.`,
        terms: [
          { says: 'at the least', value: fewest, unit: 'pods', at: pods.minimum?.at[0] },
          { says: 'that may be evicted', value: allowed, unit: 'pods', at: limit.at[0] },
        ],
        // Pods of the others count too.
        isCertain: !isShared,
        hangsOn: budget.maybeSelects ? [budget.maybeSelects] : [],
      },
    ];
  });
}

/** Percentages of both kinds are rounded up. https://kubernetes.io/docs/tasks/run-application/configure-pdb/ */
function allowedBy(
  { maxUnavailable, minAvailable }: DisruptionBudget,
  pods: number,
): Value<number> | undefined {
  if (maxUnavailable) return partOf(maxUnavailable.value, pods);
  const kept = minAvailable && partOf(minAvailable.value, pods);
  if (kept === undefined || Unknown.is(kept)) return kept;
  return Math.max(pods - kept, 0);
}

function partOf(amount: Value<number | string>, pods: number): Value<number> | undefined {
  if (Unknown.is(amount) || typeof amount === 'number') return amount;
  const percent = /^(\d+)%$/.exec(amount)?.[1];
  return percent === undefined ? undefined : Math.ceil((Number(percent) * pods) / 100);
}
