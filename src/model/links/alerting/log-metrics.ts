import type { ComponentId } from '../../../core/id.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../../core/value.ts';
import { symbolicText } from '../../../core/partial-text.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { dataAt } from '../../read.ts';
import { findNamed } from '../find-named.ts';

const LOG_GROUP = { types: ['aws_cloudwatch_log_group'], name: 'name' };

const known = new WeakMap<GraphDraft, ReadonlyMap<string, readonly ComponentDraft[]>>();

/** What writes the lines that a filter of logs counts as this metric. */
export function writersOf(
  draft: GraphDraft,
  namespace: Data | undefined,
  name: Data | undefined,
): readonly ComponentDraft[] {
  let index = known.get(draft);
  if (!index) {
    index = writersByMetric(draft);
    known.set(draft, index);
  }
  return index.get(keyOf(namespace, name)) ?? [];
}

function keyOf(namespace: Data | undefined, name: Data | undefined): string {
  return [namespace, name]
    .map((one) => (Unknown.is(one) ? symbolicText(one) : (scalarText(one ?? null) ?? '')))
    .join(' ');
}

function writersByMetric(draft: GraphDraft): ReadonlyMap<string, readonly ComponentDraft[]> {
  const filters = draft.ofType('aws_cloudwatch_log_metric_filter');
  const found = new Map<string, ComponentDraft[]>();
  if (filters.length === 0) return found;
  const writers = new Map<ComponentId, ComponentDraft[]>();
  for (const { from, to, kind } of draft.dependencies) {
    const writer = draft.components.get(from);
    if (kind !== 'stores' || !writer || draft.components.get(to)?.kind !== 'log-store') continue;
    writers.set(to, [...(writers.get(to) ?? []), writer]);
  }
  for (const filter of filters) {
    const groups = findNamed(draft, dataAt(filter, 'log_group_name'), filter, LOG_GROUP).components;
    const own = groups.flatMap(({ id }) => writers.get(id) ?? []);
    const transformations = dataAt(filter, 'metric_transformation');
    for (const one of isDataList(transformations) ? transformations : []) {
      if (!isDataObject(one)) continue;
      const key = keyOf(one['namespace'], one['name']);
      found.set(key, [...(found.get(key) ?? []), ...own]);
    }
  }
  return found;
}
