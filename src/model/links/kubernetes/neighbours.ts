import type { ComponentId } from '../../../core/id.ts';
import type { ComponentDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';

/** Tells every workload which others its stack puts into the same namespace. */
export const neighbours: LinkPass = {
  name: 'neighbours',
  after: ['unknown-kinds'],
  run(draft) {
    const groups = new Map<string, ComponentDraft[]>();
    for (const component of draft.components.values()) {
      const { pods } = component.facts;
      if (!pods) continue;
      const key = `${component.stack?.id ?? ''}\u0000${String(pods.namespace.value)}`;
      const group = groups.get(key);
      if (group) group.push(component);
      else groups.set(key, [component]);
    }
    for (const group of groups.values()) {
      const ids: readonly ComponentId[] = group.map(({ id }) => id).sort();
      for (const { facts } of group) facts.neighbours = ids;
    }
  },
};
