import type { ServiceFacts } from '../../../core/facts/traffic.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { demandedLabel, matchesLabels } from '../../kubernetes/labels.ts';
import { dataAt } from '../../read.ts';
import { findPods, nearMatchOf } from './selected.ts';
import type { ObjectIndex } from './together.ts';
import { objectIndex } from './together.ts';

/** Joins every Service with the workloads that its selector selects. */
export function linkServices(draft: GraphDraft): void {
  const index = objectIndex(draft);
  for (const resource of draft.ofType('Service')) {
    const component = draft.componentOf(resource.id);
    const service = component?.facts.service;
    if (!component || !service) continue;
    const linked = linkService(resource, service, index);
    draft.setFact(component, 'service', linked);
    depend(draft, component, linked);
  }
}

function linkService(resource: Resource, service: ServiceFacts, index: ObjectIndex): ServiceFacts {
  const { selector, namespace } = service;
  const hasOwnEndpoints = endpointsOf(resource, service, index);
  if (!selector) return { ...service, hasOwnEndpoints };
  if (Unknown.is(namespace.value)) return { ...service, maybeSelects: namespace.value };
  const selected = findPods(index, resource, {
    namespace: namespace.value,
    demanded: demandedLabel(selector),
    matches: (labels) => matchesLabels(selector, labels),
  });
  const { workloads, around } = selected;
  const operator = workloads.length === 0 ? mayStartPodsBeside(resource, namespace.value, index) : undefined;
  const maybe = selected.maybe ?? operator;
  return {
    ...service,
    hasOwnEndpoints,
    selects: workloads.map(({ id }) => id),
    maybeSelects: maybe,
    nearest: workloads.length === 0 && !maybe ? nearMatchOf(selector, around) : undefined,
  };
}

function endpointsOf(resource: Resource, { namespace }: ServiceFacts, index: ObjectIndex): boolean {
  if (Unknown.is(namespace.value)) return false;
  const scope = index.inNamespace(resource, namespace.value, ['discovery.k8s.io/EndpointSlice', 'Endpoints']);
  return [...scope.own, ...scope.together].some(({ main }) => {
    if (!main) return false;
    const service = dataAt(main, 'metadata', 'labels', 'kubernetes.io/service-name');
    return (service ?? main.name) === resource.name;
  });
}

/** Set when the namespace has a custom resource that an operator may turn into the pods that are missed. */
export function mayStartPodsBeside(
  resource: Resource,
  namespace: string,
  index: ObjectIndex,
): Unknown | undefined {
  const operator = index.customIn(resource, namespace)[0]?.main;
  if (!operator) return index.mayMiss(resource);
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `an operator may start the pods of ${resource.address} for ${operator.address}`,
    settledBy: 'the pods that the operator makes; or an accept with that reason',
  });
}

function depend(draft: GraphDraft, { id }: ComponentDraft, { selects, selector }: ServiceFacts): void {
  const labels = Object.entries(selector?.known ?? {}).map(([key, value]) => `${key}=${String(value)}`);
  for (const to of selects) {
    draft.depend({
      from: id,
      to,
      kind: 'routes-to',
      strength: 'hard',
      grade: 'A',
      evidence: [{ says: `selector ${labels.join(', ')}`, at: selector?.at }],
    });
  }
}
