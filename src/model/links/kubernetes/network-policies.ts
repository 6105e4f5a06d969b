import type { NetworkPolicy } from '../../../core/facts/traffic.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Labels } from '../../../core/facts/workload.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { matchesSelector } from '../../kubernetes/labels.ts';
import { model } from '../../kubernetes/network-policy.ts';
import { policySelector } from '../../kubernetes/policy-selector.ts';
import { mayStartPodsBeside } from './services.ts';
import { answerOf, nearMatchOf, selectPods } from './selected.ts';
import type { ObjectIndex } from './together.ts';
import { CLUSTER, objectIndex, PODS } from './together.ts';

/** Joins network policies with the workloads they select, from both sides. */
export function linkNetworkPolicies(draft: GraphDraft): void {
  const index = objectIndex(draft);
  const protectedBy = new Map<ComponentId, ComponentId[]>();
  const maybeBy = new Map<ComponentId, Unknown>();
  for (const resource of draft.ofType(...model.types)) {
    const component = draft.componentOf(resource.id);
    const policy = component?.facts.networkPolicy;
    if (!component || !policy) continue;
    const { linked, undecided } = link(resource, policy, index);
    draft.setFact(component, 'networkPolicy', linked);
    if (linked.limitsIngress === false) continue;
    if (linked.limitsIngress === true) for (const id of linked.selects) put(protectedBy, id, component.id);
    const open = Unknown.is(linked.limitsIngress) ? linked.limitsIngress : undefined;
    if (open) for (const id of linked.selects) maybeBy.set(id, open);
    const because = open ?? linked.maybeSelects ?? otherStack(resource);
    for (const { id } of undecided) maybeBy.set(id, because);
  }
  for (const component of draft.components.values()) {
    if (!component.facts.pods) continue;
    draft.setFact(component, 'ingressPolicies', protectedBy.get(component.id) ?? []);
    const maybe = maybeBy.get(component.id);
    if (maybe) draft.setFact(component, 'maybeIngressPolicy', maybe);
  }
}

function otherStack({ address, stack }: Resource): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${address} of ${stack} selects it, if both go to one cluster`,
    settledBy: 'the GitOps objects that say what is deployed together',
  });
}

interface Linked {
  readonly linked: NetworkPolicy;
  /** Workloads that it may select. */
  readonly undecided: readonly ComponentDraft[];
}

function link(resource: Resource, policy: NetworkPolicy, index: ObjectIndex): Linked {
  const namespace = policy.wholeCluster ? CLUSTER : policy.namespace.value;
  if (Unknown.is(namespace)) return { linked: { ...policy, maybeSelects: namespace }, undecided: [] };
  const { selector } = policySelector(resource);
  const scope = index.inNamespace(resource, namespace, [PODS]);
  const matches = (labels: Labels): Value<boolean> => matchesSelector(selector, labels);
  const selected = selectPods(matches, scope, resource);
  const { workloads, around, doubtful } = selected;
  const operator = workloads.length === 0 ? mayStartPodsBeside(resource, namespace, index) : undefined;
  const maybe = selected.maybe ?? operator;
  return {
    linked: {
      ...policy,
      selects: workloads.map(({ id }) => id),
      maybeSelects: maybe,
      nearest: workloads.length === 0 && !maybe ? nearMatchOf(policy.selector, around) : undefined,
    },
    undecided: [...doubtful, ...scope.elsewhere.filter((one) => answerOf(one, matches) !== false)],
  };
}

function put(map: Map<ComponentId, ComponentId[]>, key: ComponentId, value: ComponentId): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
