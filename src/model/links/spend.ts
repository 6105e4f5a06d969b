import type { ComponentId, StackId } from '../../core/id.ts';
import { costingTypes } from '../aws/costing-types.ts';
import type { LinkPass } from '../link-pass.ts';

/** Lists, for each stack, what costs money and can say whose it is. */
export const spend: LinkPass = {
  name: 'spend',
  after: ['effective-tags'],
  run(draft) {
    const taggable = new Map<StackId, ComponentId[]>();
    for (const component of draft.components.values()) {
      const { main, stack, facts } = component;
      if (!main || !stack || facts.tags === undefined) continue;
      if (!costingTypes.has(main.type) && !facts.pods) continue;
      const listed = taggable.get(stack.id);
      if (listed) listed.push(component.id);
      else taggable.set(stack.id, [component.id]);
    }
    for (const component of draft.components.values()) {
      if (component.kind !== 'stack' || !component.stack) continue;
      component.facts.taggable = taggable.get(component.stack.id) ?? [];
    }
  },
};
