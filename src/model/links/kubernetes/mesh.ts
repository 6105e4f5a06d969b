import type { MeshPolicy, ServiceFacts } from '../../../core/facts/traffic.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { matchesLabels, readLabels } from '../../kubernetes/labels.ts';
import { model as meshModel } from '../../kubernetes/mesh-policy.ts';
import type { ObjectIndex } from './together.ts';
import { CLUSTER, objectIndex, PODS } from './together.ts';

/** Joins mesh policies with workloads, and mesh gateways with the proxies and Services in front of them. */
export function linkMesh(draft: GraphDraft): void {
  const index = objectIndex(draft);
  const callers = new Map<ComponentId, ComponentId[]>();
  for (const resource of draft.ofType(...meshModel.types)) {
    const component = draft.componentOf(resource.id);
    const policy = component?.facts.meshPolicy;
    if (!component || !policy) continue;
    if (policy.kind !== 'callers' || policy.mode === 'AUDIT') continue;
    for (const id of selectedBy(resource, policy, index))
      callers.set(id, [...(callers.get(id) ?? []), component.id]);
  }
  for (const [id, policies] of callers) {
    const workload = draft.components.get(id);
    if (workload) draft.setFact(workload, 'callerPolicies', policies);
  }
  linkGateways(draft, index);
}

function selectedBy(resource: Resource, policy: MeshPolicy, index: ObjectIndex): readonly ComponentId[] {
  const namespace = policy.wholeMesh ? CLUSTER : policy.namespace.value;
  if (Unknown.is(namespace) || policy.selector.more) return [];
  const isOpen = Object.keys(policy.selector.known).length === 0;
  const { own, together } = index.inNamespace(resource, namespace, [PODS]);
  return [...own, ...together]
    .filter(({ facts: { pods } }) => pods && (isOpen || matchesLabels(policy.selector, pods.labels) === true))
    .map(({ id }) => id);
}

/** The proxies that a gateway configures, and the load balancers in front of them. */
function linkGateways(draft: GraphDraft, index: ObjectIndex): void {
  const frontsOf = servicesByWorkload(draft);
  for (const resource of draft.ofType('networking.istio.io/Gateway')) {
    const component = draft.componentOf(resource.id);
    const routing = component?.facts.routing;
    if (!component || !routing) continue;
    const selector = readLabels(resource, ['spec', 'selector']);
    const { own, together, elsewhere } = index.inNamespace(resource, CLUSTER, [PODS]);
    const proxies = [...own, ...together, ...elsewhere].filter(
      ({ facts: { pods } }) => pods && matchesLabels(selector, pods.labels) === true,
    );
    for (const proxy of proxies) {
      draft.depend({
        from: proxy.id,
        to: component.id,
        kind: 'routes-to',
        strength: 'soft',
        grade: 'A',
        evidence: [{ says: `selects the proxies ${proxy.name}`, at: selector.at }],
      });
    }
    const fronts = proxies.flatMap(({ id }) => frontsOf.get(id) ?? []);
    for (const front of fronts) markFront(draft, front, component.id);
    const balancers = fronts.filter(({ facts }) => facts.service?.type.value === 'LoadBalancer');
    const [first] = balancers;
    const isInternal = balancers.every(({ facts }) => facts.service?.isInternal.value === true);
    if (first?.facts.service && isInternal) {
      const { isInternal: stated } = first.facts.service;
      draft.setFact(component, 'routing', { ...routing, isInternal: stated });
      draft.setFact(component, 'isPublicEntry', { ...stated, value: false });
    }
  }
}

function servicesByWorkload(draft: GraphDraft): ReadonlyMap<ComponentId, readonly ComponentDraft[]> {
  const found = new Map<ComponentId, ComponentDraft[]>();
  for (const resource of draft.ofType('Service')) {
    const component = draft.componentOf(resource.id);
    for (const id of component?.facts.service?.selects ?? []) {
      if (component) found.set(id, [...(found.get(id) ?? []), component]);
    }
  }
  return found;
}

/** The Service in front of a gateway is no entry of its own: the gateway's hosts are. */
function markFront(draft: GraphDraft, front: ComponentDraft, gateway: ComponentId): void {
  const service: ServiceFacts | undefined = front.facts.service;
  if (!service) return;
  const leadsTo = new Set([...(service.leadsToGateways ?? []), gateway]);
  draft.setFact(front, 'service', { ...service, leadsToGateways: [...leadsTo] });
  const { isPublicEntry } = front.facts;
  if (isPublicEntry) draft.setFact(front, 'isPublicEntry', { ...isPublicEntry, value: false });
}
