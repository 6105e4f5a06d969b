import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { Labels } from '../../../core/facts/workload.ts';
import type { ComponentDraft } from '../../graph-draft.ts';
import { readLabels } from '../../kubernetes/labels.ts';
import { namespaceKey } from '../../kubernetes/object.ts';
import type { LinkPass } from '../../link-pass.ts';
import type { ObjectIndex } from './together.ts';
import { CLUSTER, nearestOf, objectIndex } from './together.ts';

/** States the labels by which bills find an owner: of the workload, its pods and its namespace. */
export const ownerLabels: LinkPass = {
  name: 'owner-labels',
  after: ['unknown-kinds'],
  run(draft) {
    const index = objectIndex(draft);
    for (const component of draft.components.values()) {
      const { main, facts } = component;
      if (!main || main.mode !== 'object' || !facts.pods) continue;
      const own = readLabels(main, ['metadata', 'labels']);
      const layers = [...namespaceLabels(component, index), facts.pods.labels, own];
      const tags: { [key: string]: Value<string> } = {};
      for (const { known } of layers) Object.assign(tags, known);
      facts.tags = { value: tags, at: [own.at], origin: 'written' };
      const further =
        layers.find(({ more }) => more)?.more ?? (layers.length < 3 ? notLoaded(component) : undefined);
      if (further) facts.furtherTags = further;
    }
  },
};

function namespaceLabels({ main }: ComponentDraft, index: ObjectIndex): readonly Labels[] {
  const namespace = main && namespaceKey(main);
  if (!main || namespace === undefined) return [];
  const [found] = nearestOf(index.named(main, CLUSTER, namespace, ['Namespace']));
  return found?.main ? [readLabels(found.main, ['metadata', 'labels'])] : [];
}

function notLoaded({ main }: ComponentDraft): Unknown {
  const namespace = (main && namespaceKey(main)) ?? 'of the workload';
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `namespace ${namespace} is not in the inputs, and its labels count for all that it holds`,
    settledBy: 'the manifests of the namespaces',
  });
}
