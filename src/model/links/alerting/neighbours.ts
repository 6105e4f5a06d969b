import { byCodeUnit } from '../../../core/order.ts';
import type { Resource } from '../../../core/resource.ts';
import { scalarText } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';

/** Tells alarms which others stand in their file or object, or else in their stack. */
export function tellNeighbours(draft: GraphDraft, alerts: readonly Resource[]): void {
  const sources = new Map<string, ComponentDraft[]>();
  for (const resource of alerts) {
    const component = draft.componentOf(resource.id);
    const key = `${resource.stack}\u0000${scalarText(resource.attributes['source']) ?? ''}`;
    const same = sources.get(key);
    if (component && same) same.push(component);
    else if (component) sources.set(key, [component]);
  }
  for (const group of sources.values()) {
    const ids = group.map(({ id }) => id).sort(byCodeUnit);
    for (const { facts } of group) facts.neighbours = ids;
  }
}
