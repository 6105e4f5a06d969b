import type { Remedy } from '../../../core/remedy.ts';
import type { Resource } from '../../../core/resource.ts';
import { at } from '../../read.ts';
import type { Path } from '../../read.ts';

/**
 * Remedies of autoscalers and budgets by name.
 *
 * - autoscalers: `raise-minimum` (to 2), `raise-minimum-to-three`; of vertical ones `recommend-only`;
 *   `correct-target` where one near match exists (set by the pass that looks for targets)
 * - budgets: `allow-one-eviction` (`maxUnavailable: 1`), `drop-budget`
 */
export function raiseMinimum(resource: Resource, path: Path): { [name: string]: Remedy } {
  const raise = (value: number): Remedy => ({
    title: `Set ${path.at(-1)} to ${value}`,
    safety: 'review',
    caution: 'the pods that quiet times did without cost money around the clock',
    intents: [{ op: 'set', at: at(resource, ...path), value }],
  });
  return { 'raise-minimum': raise(2), 'raise-minimum-to-three': raise(3) };
}

/** Lets a drain evict one pod at a time. */
export function budgetRemedies(resource: Resource, statesMinimum: boolean): { [name: string]: Remedy } {
  const set = { op: 'set', at: at(resource, 'spec', 'maxUnavailable'), value: 1 } as const;
  const remove = { op: 'remove', at: at(resource, 'spec', 'minAvailable') } as const;
  return {
    'allow-one-eviction': {
      title: 'Let one pod be evicted at a time: maxUnavailable 1',
      safety: 'review',
      caution: 'a drain may then stop one pod; with a single pod that is all of it',
      intents: statesMinimum ? [remove, set] : [set],
    },
    'drop-budget': {
      title: 'Remove the budget: a single pod cannot be protected by one',
      safety: 'review',
      intents: [{ op: 'remove', at: at(resource) }],
    },
  };
}
