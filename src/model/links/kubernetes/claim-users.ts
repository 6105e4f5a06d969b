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
    const makers = makersOfPods(draft);
    let named: ReadonlySet<string> | undefined;
    for (const resource of claims) {
      const component = draft.componentOf(resource.id);
      const claim = component?.facts.volumeClaim;
      if (!component || !claim) continue;
      // One claim written several times (one file for each cloud) is used when one of them is.
      const isMounted = mounted.has(resource.address);
      named ??= isMounted ? undefined : textsOfOthers(draft);
      const value = isMounted || named?.has(resource.name) === true || nobody(component, index, makers);
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
    if (main?.mode !== 'object' || isRead || BACKUPS.test(main.type)) continue;
    // A script or a template of a task in a ConfigMap may name the claim.
    visit(main.attributes['spec'] ?? main.attributes['data'] ?? null);
  }
  return texts;
}

/** Namespaces with an object of a kind that nobody knows here, and that an operator may turn into pods. */
function makersOfPods(draft: GraphDraft): ReadonlyMap<string, string> {
  const makers = new Map<string, string>();
  for (const { main, kind, name } of draft.components.values()) {
    if (main?.mode !== 'object' || kind !== 'other' || !mayMakePods(main.type)) continue;
    const namespace = namespaceKey(main);
    if (namespace !== undefined && !makers.has(namespace)) {
      makers.set(namespace, `${main.type.split('/').at(-1) ?? ''} ${name}`);
    }
  }
  return makers;
}

/** A kind of somebody's own: groups of Kubernetes itself have no dot or end in `k8s.io`. */
function mayMakePods(type: string): boolean {
  const [group = '', , kind = ''] = type.split('/');
  if (kind === '' || !group.includes('.') || group.endsWith('k8s.io')) return false;
  return !WITHOUT_PODS.has(group) && !WATCHING.test(kind);
}

// Certificates, secrets, routes, sources, policies and copies: nothing that pods come from.
const WITHOUT_PODS: ReadonlySet<string> = new Set(
  (
    'acme.cert-manager.io cert-manager.io external-secrets.io bitnami.com cilium.io ' +
    'networking.istio.io security.istio.io traefik.io keda.sh kyverno.io ' +
    'source.toolkit.fluxcd.io image.toolkit.fluxcd.io notification.toolkit.fluxcd.io ' +
    'volsync.backube velero.io k8up.io integreatly.org grafana.integreatly.org ' +
    'route.openshift.io image.openshift.io project.openshift.io console.openshift.io'
  ).split(' '),
);
const WATCHING = /^(ServiceMonitor|PodMonitor|PrometheusRule|Probe|ScrapeConfig|AlertmanagerConfig)$/;

// What saves a claim does not use it.
const BACKUPS =
  /^(?:volsync\.backube|velero\.io|snapshot\.storage\.k8s\.io|snapscheduler\.backube|k8up\.io)\//;

/** False where the workloads of its namespace are here and none mounts it; else nobody can tell. */
function nobody(
  { main, name }: ComponentDraft,
  index: ObjectIndex,
  makers: ReadonlyMap<string, string>,
): Value<boolean> {
  const namespace = main && namespaceKey(main);
  const maker = namespace === undefined ? undefined : makers.get(namespace);
  if (maker !== undefined) {
    return new Unknown({
      reason: 'not-in-inputs',
      detail: `pods that mount claim ${name} may come from ${maker}, whose kind is not known here`,
      settledBy: `what ${maker} runs, and which claims that mounts`,
    });
  }
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
