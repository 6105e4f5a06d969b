import { estimateOf, total } from '../analyses/availability/estimates.ts';
import type { Estimate } from '../core/estimate.ts';
import type { ResourceId } from '../core/id.ts';
import { sortedUnique } from '../core/order.ts';
import { isSameData } from '../core/same-data.ts';
import type { Data } from '../core/value.ts';
import { isDataObject } from '../core/value.ts';
import type { Priced } from './appraise.ts';
import type { BaseModels } from './counterfactual.ts';
import { Counterfactuals } from './counterfactual.ts';
import { graphChange } from './graph-change.ts';
import type { ResourceChange, Workbench } from './workbench.ts';

/**
 * What several remedies take away together: all edits in one graph, and what has no edit never fails. It is
 * less than the sum of each by itself wherever two of them take away the same minutes.
 */
export function together(
  priced: readonly Pick<Priced, 'changed' | 'without'>[],
  base: BaseModels,
  bench: Workbench,
): Estimate {
  const changes = new Map<ResourceId, ResourceChange>();
  for (const { changed } of priced) {
    for (const one of changed) changes.set(one.id, merged(changes.get(one.id), one));
  }
  const without = new Set(priced.flatMap((one) => [...one.without]));
  const change = graphChange(base.estate, bench.estate([...changes.values()]));
  const { pairs } = new Counterfactuals(base).of(change, without);
  return estimateOf(total(pairs.map((pair) => pair.change)), []);
}

/** Two edits of one resource. */
function merged(known: ResourceChange | undefined, one: ResourceChange): ResourceChange {
  if (!known?.after || !one.after || !one.before) return one;
  const attributes = both(one.before.attributes, known.after.attributes, one.after.attributes);
  return isDataObject(attributes) ? { ...one, after: { ...one.after, attributes } } : one;
}

/** What either of two edits changed of one value; where both did, the second. */
function both(before: Data | undefined, a: Data | undefined, b: Data | undefined): Data | undefined {
  if (isSameData(before, b)) return a;
  if (!isDataObject(a) || !isDataObject(b)) return b;
  const old = isDataObject(before) ? before : {};
  const result: { [key: string]: Data } = {};
  for (const key of sortedUnique([...Object.keys(a), ...Object.keys(b)])) {
    const value = both(old[key], a[key], b[key]);
    if (value !== undefined) result[key] = value;
  }
  return result;
}
