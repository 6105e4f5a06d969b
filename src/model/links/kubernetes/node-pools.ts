import type { GraphDraft } from '../../graph-draft.ts';
import { objectIndex } from './together.ts';

/** Tells node pools of Karpenter which others stand beside them. */
export function linkNodePools(draft: GraphDraft): void {
  const index = objectIndex(draft);
  const pools = ['karpenter.sh/NodePool', 'karpenter.sh/Provisioner'];
  for (const resource of draft.ofType(...pools)) {
    const component = draft.componentOf(resource.id);
    if (!component) continue;
    const { own, together } = index.inNamespace(resource, '', pools);
    const siblings = [...own, ...together].map(({ id }) => id).sort();
    draft.setFact(component, 'siblingPools', siblings);
  }
}
