import type { Resource } from '../../../core/resource.ts';
import type { DataObject } from '../../../core/value.ts';
import { isDataObject } from '../../../core/value.ts';
import { dataAt } from '../../read.ts';

/** The selector by which a workload finds its own pods, where it is fully known. */
export function ownSelector(resource: Resource): DataObject | undefined {
  const selector = dataAt(resource, 'spec', 'selector');
  if (!isDataObject(selector)) return undefined;
  const isPlain = Object.values(selector).every((value) => typeof value === 'string');
  const labels = isPlain ? selector : selector['matchLabels'];
  const onlyLabels = isPlain || Object.keys(selector).every((key) => key === 'matchLabels');
  if (!onlyLabels || !isDataObject(labels) || Object.keys(labels).length === 0) return undefined;
  return Object.values(labels).every((value) => typeof value === 'string')
    ? { matchLabels: labels }
    : undefined;
}
