import type { NearMatch } from '../../../core/facts/traffic.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataObject, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LabelSelector } from '../../kubernetes/labels.ts';
import {
  demandedBy,
  isEmptySelector,
  matchesSelector,
  readLabels,
  readSelector,
} from '../../kubernetes/labels.ts';
import { objectsAt, textListAt } from '../../kubernetes/lists.ts';
import { model as meshModel } from '../../kubernetes/mesh-policy.ts';
import { model as policyModel } from '../../kubernetes/network-policy.ts';
import { namespaceOf } from '../../kubernetes/object.ts';
import type { LinkPass } from '../../link-pass.ts';
import type { Path } from '../../read.ts';
import { at, dataAt } from '../../read.ts';
import { findPods, nearMatchOf } from './selected.ts';
import type { ObjectIndex } from './together.ts';
import { CLUSTER, objectIndex, PODS } from './together.ts';

/** Tells who may call whom, as policies of the network and the mesh say: possible, and nothing more. */
export const permittedCalls: LinkPass = {
  name: 'permitted-calls',
  after: ['addresses'],
  run(draft) {
    const index = objectIndex(draft);
    const permitted = new Permitted(draft);
    for (const resource of draft.ofType(...policyModel.types)) {
      // Calico writes its peers as expressions, which name groups and seldom workloads.
      if (!resource.type.includes('calico')) networkPeers(draft, { resource, index, permitted });
    }
    for (const resource of draft.ofType(...meshModel.types)) meshPeers(draft, { resource, index, permitted });
  },
};

/** Candidates, each once, and none where the settings say already that the one calls the other. */
class Permitted {
  readonly #draft: GraphDraft;
  readonly #known = new Set<string>();

  constructor(draft: GraphDraft) {
    this.#draft = draft;
    for (const { from, to, kind, candidate } of draft.dependencies) {
      if (candidate === true || kind === 'assumes') continue;
      const behind = draft.components.get(to)?.facts.service?.selects ?? [];
      for (const one of [to, ...behind]) this.#known.add(`${from}\u0000${one}`);
    }
  }

  add(from: ComponentDraft, to: ComponentDraft, { says, at: place }: Says): void {
    const key = `${from.id}\u0000${to.id}`;
    if (from === to || this.#known.has(key)) return;
    this.#known.add(key);
    this.#draft.depend({
      from: from.id,
      to: to.id,
      kind: 'calls',
      strength: new Unknown({
        reason: 'rule-question',
        detail: `whether ${from.name} calls ${to.name} at all is not known`,
        settledBy: 'a line under `dependencies` in whatfails.yaml',
      }),
      grade: 'D',
      candidate: true,
      evidence: [{ says, at: place }],
    });
  }
}

interface Says {
  readonly says: string;
  readonly at: Location;
}

interface Asked {
  readonly resource: Resource;
  readonly index: ObjectIndex;
  readonly permitted: Permitted;
}

function networkPeers(draft: GraphDraft, asked: Asked): void {
  const { resource } = asked;
  const policy = draft.componentOf(resource.id)?.facts.networkPolicy;
  const slip = policy?.nearest?.isSlip === true ? policy.nearest : undefined;
  const selected = selectedBy(draft, slip ? [slip.component] : (policy?.selects ?? []));
  if (selected.length === 0) return;
  const isCilium = resource.type.startsWith('cilium.io/');
  for (const [direction, side] of DIRECTIONS) {
    const peers = isCilium ? `${side}Endpoints` : side;
    for (const { path: rule } of objectsAt(resource, 'spec', direction).items) {
      for (const { path } of objectsAt(resource, ...rule, peers).items) {
        const found = isCilium ? { workloads: ciliumPeer(asked, path) } : podsOfPeer(draft, asked, path);
        const { workloads: others, slip: other } = found;
        const slips = [slip, other].flatMap((one) => (one ? [`; ${one.says}`] : [])).join('');
        const text = `${resource.address} allows it (${direction})${slips}`;
        const says = { says: text, at: at(resource, ...path) };
        for (const [other, one] of pairsOf(others, selected)) {
          if (direction === 'ingress') asked.permitted.add(other, one, says);
          else asked.permitted.add(one, other, says);
        }
      }
    }
  }
}

/** Every two of them, but never two variants of one system: each meets its own where there is one. */
function* pairsOf(
  others: readonly ComponentDraft[],
  selected: readonly ComponentDraft[],
): Generator<readonly [ComponentDraft, ComponentDraft]> {
  const [placesOfOthers, placesOfSelected] = [placesOf(others), placesOf(selected)];
  for (const other of others) {
    for (const one of selected) {
      const isBeside =
        other.stack === one.stack ||
        !(placesOfOthers.has(placeOf(one, other)) || placesOfSelected.has(placeOf(other, one)));
      if (isBeside) yield [other, one];
    }
  }
}

function placesOf(components: readonly ComponentDraft[]): ReadonlySet<string> {
  return new Set(components.map((component) => placeOf(component, component)));
}

/** Where the same object would stand in the stack of another. */
function placeOf({ stack }: ComponentDraft, { main }: ComponentDraft): string {
  return `${stack?.id ?? ''}\u0000${main?.address ?? ''}`;
}

const DIRECTIONS = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;

function selectedBy(draft: GraphDraft, ids: readonly ComponentId[]): readonly ComponentDraft[] {
  return ids.map((id) => draft.components.get(id)).filter((component) => component !== undefined);
}

interface Peers {
  readonly workloads: readonly ComponentDraft[];
  /** The word that differs where a selector meets nobody and one workload is a slip of the pen away. */
  readonly slip?: NearMatch | undefined;
}

/** Pods that a peer names by their labels; a peer that is a whole namespace says nothing about anybody. */
function podsOfPeer(draft: GraphDraft, asked: Asked, path: Path): Peers {
  const { resource } = asked;
  const selector = readSelector(resource, [...path, 'podSelector']);
  if (!selector || isEmptySelector(selector) || selector.more) return { workloads: [] };
  const namespaces = namespacesOf(draft, resource, [...path, 'namespaceSelector']);
  const workloads = namespaces.flatMap((namespace) => podsOf(asked, namespace, selector));
  const [only, another] = namespaces;
  if (workloads.length > 0 || only === undefined || another !== undefined) return { workloads };
  return nearPeer(draft, asked, { path, namespace: only });
}

function nearPeer(
  draft: GraphDraft,
  { resource, index }: Asked,
  { path, namespace }: { readonly path: Path; readonly namespace: string },
): Peers {
  const { own, together } = index.inNamespace(resource, namespace, [PODS]);
  const labels = readLabels(resource, [...path, 'podSelector', 'matchLabels']);
  const near = nearMatchOf(labels, [...own, ...together]);
  return near?.isSlip === true
    ? { workloads: selectedBy(draft, [near.component]), slip: near }
    : { workloads: [] };
}

function podsOf(
  { index, resource }: Asked,
  namespace: string,
  selector: LabelSelector,
): readonly ComponentDraft[] {
  return findPods(index, resource, {
    namespace,
    demanded: demandedBy(selector),
    matches: (labels) => matchesSelector(selector, labels),
  }).workloads;
}

const NAME_LABEL = 'kubernetes.io/metadata.name';

function namespacesOf(draft: GraphDraft, resource: Resource, path: Path): readonly string[] {
  if (dataAt(resource, ...path) === undefined) {
    const own = namespaceOf(resource).value;
    return Unknown.is(own) ? [] : [own];
  }
  const selector = readSelector(resource, path);
  if (!selector || selector.more) return [];
  if (isEmptySelector(selector)) return [CLUSTER];
  const [requirement, second] = selector.requirements;
  if (requirement?.key === NAME_LABEL && requirement.operator === 'in' && second === undefined) {
    return requirement.values.filter((value) => typeof value === 'string');
  }
  return draft.ofType('Namespace').flatMap((namespace) => {
    const labels = readLabels(namespace, ['metadata', 'labels']);
    return matchesSelector(selector, labels) === true ? [namespace.name] : [];
  });
}

/** Cilium writes the namespace as a label of the pods. */
function ciliumPeer(asked: Asked, path: Path): readonly ComponentDraft[] {
  const labels = readLabels(asked.resource, [...path, 'matchLabels']);
  const own = namespaceOf(asked.resource).value;
  const plain = Object.entries(labels.known).map(
    ([key, value]) => [key.replace(/^(k8s|any)[:.]/, ''), value] as const,
  );
  const namespace = plain.find(([key]) => key === 'io.kubernetes.pod.namespace')?.[1] ?? own;
  const requirements = plain
    .filter(([key]) => key !== 'io.kubernetes.pod.namespace' && !key.startsWith('reserved:'))
    .map(([key, value]) => ({ key, operator: 'in' as const, values: [value] }));
  if (Unknown.is(namespace) || labels.more || requirements.length === 0) return [];
  return podsOf(asked, namespace, { requirements, more: undefined });
}

/** `cluster.local/ns/shop/sa/orders` names a service account. */
function meshPeers(draft: GraphDraft, { resource, index, permitted }: Asked): void {
  const policy = draft.componentOf(resource.id)?.facts.meshPolicy;
  if (policy?.kind !== 'callers' || policy.mode !== 'ALLOW' || policy.selector.more) return;
  const namespace = policy.namespace.value;
  const requirements = Object.entries(policy.selector.known);
  if (Unknown.is(namespace) || requirements.length === 0) return;
  const selector: LabelSelector = {
    requirements: requirements.map(([key, value]) => ({ key, operator: 'in', values: [value] })),
    more: undefined,
  };
  const selected = podsOf({ resource, index, permitted }, namespace, selector);
  for (const { path: rule } of objectsAt(resource, 'spec', 'rules').items) {
    for (const { item, path } of objectsAt(resource, ...rule, 'from').items) {
      if (!isDataObject(item['source'])) continue;
      const place = [...path, 'source', 'principals'];
      for (const principal of textListAt(resource, ...place)) {
        if (Unknown.is(principal)) continue;
        const says = { says: `${resource.address} allows ${principal}`, at: at(resource, ...place) };
        for (const [other, one] of pairsOf(runningAs(principal, resource, index), selected)) {
          permitted.add(other, one, says);
        }
      }
    }
  }
}

function runningAs(principal: string, resource: Resource, index: ObjectIndex): readonly ComponentDraft[] {
  const [, namespace, account] = /\/ns\/([^/*]+)\/sa\/([^/*]+)$/.exec(principal) ?? [];
  if (namespace === undefined || account === undefined) return [];
  const { own, together } = index.inNamespace(resource, namespace, [PODS]);
  return [...own, ...together].filter(({ facts }) => facts.pods?.serviceAccount.value === account);
}
