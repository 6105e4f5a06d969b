import type { Stated } from '../../../core/component.ts';
import type { PodVolume, VolumeClaim } from '../../../core/facts/workload.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { matchesSelector, readLabels, readSelector } from '../../kubernetes/labels.ts';
import { textAt } from '../../kubernetes/object.ts';
import type { LinkPass } from '../../link-pass.ts';
import type { ObjectIndex } from './together.ts';
import { CLUSTER, nearestOf, objectIndex } from './together.ts';

/** Joins claims with their classes and volumes, and workloads with the claims they mount. */
export const volumeClaims: LinkPass = {
  name: 'volume-claims',
  after: ['unknown-kinds'],
  run(draft) {
    const index = objectIndex(draft);
    for (const resource of draft.ofType('PersistentVolumeClaim')) {
      const component = draft.componentOf(resource.id);
      const claim = component?.facts.volumeClaim;
      if (component && claim) component.facts.volumeClaim = bound(resource, claim, index);
    }
    for (const component of draft.components.values()) {
      if (component.facts.pods) mount(draft, component, index);
    }
  },
};

/** A claim with what its class, or the volume it names, says about where the data is. */
function bound(resource: Resource, claim: VolumeClaim, index: ObjectIndex): VolumeClaim {
  const volume = volumeOf(resource, claim, index);
  if (volume?.facts.persistentVolume) {
    const { reach, zones } = volume.facts.persistentVolume;
    return { ...claim, reach, boundZones: zones };
  }
  const found = classOf(resource, claim.storageClass, index);
  const facts = found?.facts.storageClass;
  if (!found || !facts) return claim;
  const { reach, zones } = facts;
  return { ...claim, class: found.id, reach, boundZones: zones };
}

function volumeOf(resource: Resource, claim: VolumeClaim, index: ObjectIndex): ComponentDraft | undefined {
  const name = textAt(resource, ['spec', 'volumeName']);
  if (typeof name === 'string' && name !== '') {
    return nearestOf(index.named(resource, CLUSTER, name, ['PersistentVolume']))[0];
  }
  const namespace = claim.namespace.value;
  if (Unknown.is(namespace)) return undefined;
  const { own, together } = index.inNamespace(resource, CLUSTER, ['PersistentVolume']);
  const reference = `${namespace}/${claim.name}`;
  const volumes = [...own, ...together];
  const named = volumes.find(({ facts }) => facts.persistentVolume?.claim === reference);
  return named ?? volumeOfClass(resource, claim, volumes);
}

/** A volume that was made by hand for the class and the labels that a claim asks for, whichever it takes. */
function volumeOfClass(
  resource: Resource,
  claim: VolumeClaim,
  volumes: readonly ComponentDraft[],
): ComponentDraft | undefined {
  const wanted = claim.storageClass?.value;
  if (wanted === undefined || Unknown.is(wanted)) return undefined;
  const selector = readSelector(resource, ['spec', 'selector']);
  const fitting = volumes.filter(({ main, facts }) => {
    if (!main || !facts.persistentVolume || facts.persistentVolume.claim !== undefined) return false;
    if ((facts.persistentVolume.storageClass?.value ?? '') !== wanted) return false;
    return !selector || matchesSelector(selector, readLabels(main, ['metadata', 'labels'])) === true;
  });
  const reaches = new Set(fitting.map(({ facts }) => facts.persistentVolume?.reach.value));
  return reaches.size === 1 ? fitting[0] : undefined;
}

/** The class that a claim names; where it names none, the one class that is marked as default. */
function classOf(
  resource: Resource,
  name: Stated<string> | undefined,
  index: ObjectIndex,
): ComponentDraft | undefined {
  const type = ['storage.k8s.io/StorageClass'];
  if (name === undefined) {
    const classes = nearestOf(index.inNamespace(resource, CLUSTER, type));
    const defaults = classes.filter(({ facts }) => facts.storageClass?.isDefault.value === true);
    return defaults.length === 1 ? defaults[0] : undefined;
  }
  if (Unknown.is(name.value) || name.value === '') return undefined;
  const found = nearestOf(index.named(resource, CLUSTER, name.value, type));
  const reaches = new Set(found.map(({ facts }) => facts.storageClass?.reach.value));
  // Clusters of one estate may give one name to different classes.
  return reaches.size === 1 ? found[0] : undefined;
}

function mount(draft: GraphDraft, component: ComponentDraft, index: ObjectIndex): void {
  const { main, facts } = component;
  const { pods } = facts;
  if (!pods || !main) return;
  const hasClaims = pods.volumes.some(({ kind }) => kind === 'claim') || pods.claimTemplates.length > 0;
  if (!hasClaims) return;
  const volumes = pods.volumes.map((volume) => withClaim(volume, main, index));
  const claimTemplates = pods.claimTemplates.map((claim) => bound(main, claim, index));
  facts.pods = { ...pods, volumes, claimTemplates };
  for (const { claim, at } of volumes) {
    const target = claim === undefined ? undefined : draft.components.get(claim);
    if (!target?.facts.volumeClaim) continue;
    target.facts.volumeClaim = {
      ...target.facts.volumeClaim,
      mountedBy: added(target.facts.volumeClaim.mountedBy, component.id),
    };
    draft.depend({
      from: component.id,
      to: target.id,
      kind: 'stores',
      strength: 'hard',
      grade: 'A',
      evidence: [{ says: `mounts claim ${target.name}`, at }],
    });
  }
}

function added(ids: readonly ComponentId[], id: ComponentId): readonly ComponentId[] {
  return ids.includes(id) ? ids : [...ids, id];
}

function withClaim(volume: PodVolume, main: Resource, index: ObjectIndex): PodVolume {
  const name = volume.source?.value;
  const [, namespace = 'default'] = main.address.split('/');
  if (volume.kind !== 'claim' || typeof name !== 'string') return volume;
  const [claim] = nearestOf(index.named(main, namespace, name, ['PersistentVolumeClaim']));
  return { ...volume, claim: claim?.id };
}
