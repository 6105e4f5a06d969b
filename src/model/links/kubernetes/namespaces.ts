import type { ComponentId } from '../../../core/id.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { ObjectIndex } from './together.ts';
import { objectIndex } from './together.ts';

/** Tells every namespace its limits and quotas, and node pools of Karpenter which stand beside them. */
export function linkNamespaces(draft: GraphDraft): void {
  const index = objectIndex(draft);
  for (const resource of draft.ofType('Namespace')) {
    const component = draft.componentOf(resource.id);
    const facts = component?.facts.namespaceFacts;
    if (!component || !facts) continue;
    draft.setFact(component, 'namespaceFacts', {
      ...facts,
      limitRanges: governors(component, 'LimitRange', index),
      quotas: governors(component, 'ResourceQuota', index),
    });
  }
  const pools = ['karpenter.sh/NodePool', 'karpenter.sh/Provisioner'];
  for (const resource of draft.ofType(...pools)) {
    const component = draft.componentOf(resource.id);
    if (!component) continue;
    const { own, together } = index.inNamespace(resource, '', pools);
    const siblings = [...own, ...together].map(({ id }) => id).sort();
    draft.setFact(component, 'siblingPools', siblings);
  }
}

function governors({ main, name }: ComponentDraft, type: string, index: ObjectIndex): readonly ComponentId[] {
  if (!main) return [];
  const { own, together } = index.inNamespace(main, name, [type]);
  return [...own, ...together].map(({ id }) => id);
}
