import type { ComponentId } from '../../../core/id.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';

/** Notes the carriers again when later passes have made parts of components out of some of them. */
export const carriers: LinkPass = {
  name: 'carriers',
  after: ['every pass that absorbs'],
  run: noteCarriers,
};

/** Tells every subnet and every security group who stands in it or carries it. */
export function noteCarriers(draft: GraphDraft): void {
  const carriers = new Map<ComponentId, ComponentId[]>();
  for (const component of draft.components.values()) {
    const { knownSubnets = [], knownSecurityGroups = [] } = component.facts;
    for (const id of [...knownSubnets, ...knownSecurityGroups]) {
      const known = carriers.get(id);
      if (known) known.push(component.id);
      else carriers.set(id, [component.id]);
    }
  }
  for (const [id, ids] of carriers) {
    const component = draft.components.get(id);
    if (component) component.facts.carriers = ids;
  }
}
