import type { ComponentId } from '../../../core/id.ts';
import type { LinkPass } from '../../link-pass.ts';

const TYPES = ['aws_autoscaling_group', 'aws_eks_node_group', 'aws_instance', 'aws_ecs_service'];

/** Tells the instances of one block (`count`, `for_each`, a module called several times) about each other. */
export const siblings: LinkPass = {
  name: 'siblings',
  after: [],
  run(draft) {
    const families = new Map<string, ComponentId[]>();
    for (const resource of draft.ofType(...TYPES)) {
      const component = draft.componentOf(resource.id);
      if (!component) continue;
      const key = `${resource.stack} ${resource.address.replace(/\[[^\]]*\]/g, '')}`;
      const family = families.get(key);
      if (family) family.push(component.id);
      else families.set(key, [component.id]);
    }
    for (const family of families.values()) {
      if (family.length < 2) continue;
      for (const id of family) {
        const component = draft.components.get(id);
        if (component) component.facts.siblings = family;
      }
    }
  },
};
