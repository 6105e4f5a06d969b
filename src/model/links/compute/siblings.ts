import { zonesTogether } from '../../../core/zones.ts';
import type { ComponentDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';

/** Tells groups of servers made by one block (`count`, `for_each`, a module called often) where all stand. */
export const siblings: LinkPass = {
  name: 'siblings',
  after: ['placement'],
  run(draft) {
    const families = new Map<string, ComponentDraft[]>();
    for (const resource of draft.ofType('aws_autoscaling_group')) {
      const component = draft.componentOf(resource.id);
      if (!component?.facts.zones) continue;
      const key = `${resource.stack} ${resource.address.replace(/\[[^\]]*\]/g, '')}`;
      const family = families.get(key);
      if (family) family.push(component);
      else families.set(key, [component]);
    }
    for (const family of families.values()) if (family.length > 1) tell(family);
  },
};

function tell(family: readonly ComponentDraft[]): void {
  const facts = family.flatMap(({ facts: { zones } }) => zones ?? []);
  const value = zonesTogether(facts.map((zones) => zones.value));
  const at = facts.flatMap((zones) => zones.at.slice(0, 1));
  for (const { facts: own } of family) own.zonesOfSiblings = { value, at, origin: 'written' };
}
