import { isDataList, isDataObject, Unknown } from '../../../core/value.ts';
import type { Data, Value } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { namespaceKey } from '../../kubernetes/object.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at } from '../../read.ts';
import type { ObjectIndex } from './together.ts';
import { objectIndex, PODS } from './together.ts';

/** Tells of each claim whether anything mounts or names it. */
export const claimUsers: LinkPass = {
  name: 'claim-users',
  after: ['volume-claims'],
  run(draft) {
    const claims = draft.ofType('PersistentVolumeClaim');
    if (claims.length === 0) return;
    const index = objectIndex(draft);
    const mounted = new Set<string>();
    for (const { id, address } of claims) {
      if ((draft.componentOf(id)?.facts.volumeClaim?.mountedBy ?? []).length > 0) mounted.add(address);
    }
    let named: ReadonlySet<string> | undefined;
    for (const resource of claims) {
      const component = draft.componentOf(resource.id);
      const claim = component?.facts.volumeClaim;
      if (!component || !claim) continue;
      // One claim written several times (one file for each cloud) is used when one of them is.
      const isMounted = mounted.has(resource.address);
      named ??= isMounted ? undefined : textsOfOthers(draft);
      const value = isMounted || named?.has(resource.name) === true || nobody(component, index);
      component.facts.isAttached = { value, at: [at(resource)], origin: 'written' };
    }
  },
};

/** Every text in objects whose meaning is not modelled: a release's `existingClaim` is a user. */
function textsOfOthers(draft: GraphDraft): ReadonlySet<string> {
  const texts = new Set<string>();
  const visit = (data: Data): void => {
    if (typeof data === 'string') for (const word of data.split(/[^\w.-]+/)) texts.add(word);
    else if (isDataList(data)) data.forEach(visit);
    else if (isDataObject(data)) Object.values(data).forEach(visit);
  };
  for (const { main, facts } of draft.components.values()) {
    const isRead = facts.pods ?? facts.volumeClaim ?? facts.persistentVolume;
    if (main?.mode === 'object' && !isRead && !BACKUPS.test(main.type))
      visit(main.attributes['spec'] ?? null);
  }
  return texts;
}

// What saves a claim does not use it.
const BACKUPS =
  /^(?:volsync\.backube|velero\.io|snapshot\.storage\.k8s\.io|snapscheduler\.backube|k8up\.io)\//;

/** False where the workloads of its namespace are here and none mounts it; else nobody can tell. */
function nobody({ main, name }: ComponentDraft, index: ObjectIndex): Value<boolean> {
  const namespace = main && namespaceKey(main);
  if (main && namespace !== undefined) {
    const { own, together } = index.inNamespace(main, namespace, [PODS]);
    if (own.length + together.length > 0) return false;
  }
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `no workload of the namespace of claim ${name} is in the inputs`,
    settledBy: 'the workloads of the namespaces of the claims',
  });
}
