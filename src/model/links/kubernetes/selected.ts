import type { NearMatch } from '../../../core/facts/traffic.ts';
import type { Labels } from '../../../core/facts/workload.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Value } from '../../../core/value.ts';
import { nearest } from '../../../core/nearest.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft } from '../../graph-draft.ts';
import type { InScope, ObjectIndex } from './together.ts';
import { PODS } from './together.ts';

/** What a selector selects among the pods of its namespace. */
export interface Selected {
  readonly workloads: readonly ComponentDraft[];
  /** Why there may be others, or some where there are none. */
  readonly maybe: Unknown | undefined;
  /** Workloads around it that it may select. */
  readonly doubtful: readonly ComponentDraft[];
  /** Workloads of the namespace that are deployed with it, whose absence from `workloads` means something. */
  readonly around: readonly ComponentDraft[];
}

/**
 * Asks the workloads of a namespace: first those that have a label which the selector demands, and everyone
 * only when none of them is selected.
 */
export function findPods(index: ObjectIndex, from: Resource, search: Search): Selected {
  const { namespace, demanded, matches } = search;
  if (demanded) {
    const near = selectPods(matches, index.labelled(from, namespace, demanded), from);
    if (near.workloads.length > 0) return near;
  }
  return selectPods(matches, index.inNamespace(from, namespace, [PODS]), from);
}

export interface Search {
  readonly namespace: string;
  /** A label without which nothing is selected. */
  readonly demanded: readonly [key: string, value: string] | undefined;
  readonly matches: (labels: Labels) => Value<boolean>;
}

/** Asks every workload in scope; those of other stacks only make the answer doubtful. */
export function selectPods(
  matches: (labels: Labels) => Value<boolean>,
  scope: InScope,
  from: Resource,
): Selected {
  const workloads: ComponentDraft[] = [];
  const doubtful: ComponentDraft[] = [];
  let maybe: Unknown | undefined;
  const around = [...scope.own, ...scope.together];
  for (const component of around) {
    const answer = answerOf(component, matches);
    if (answer === true) workloads.push(component);
    else if (Unknown.is(answer)) {
      doubtful.push(component);
      maybe ??= answer;
    }
  }
  if (workloads.length === 0 && maybe === undefined) {
    const other = scope.elsewhere.find((component) => answerOf(component, matches) !== false);
    if (other) maybe = doubt(other, from);
    else if (around.length === 0) maybe = nobody(from);
  }
  return { workloads, maybe, doubtful, around };
}

/** Whether the pods of a workload are selected. */
export function answerOf(
  { facts }: ComponentDraft,
  matches: (labels: Labels) => Value<boolean>,
): Value<boolean> {
  return facts.pods ? matches(facts.pods.labels) : false;
}

function doubt({ name, stack }: ComponentDraft, { address }: Resource): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${address} may select ${name} of ${stack?.id ?? 'another stack'}, if both go to one cluster`,
    settledBy: 'the GitOps objects that say what is deployed together',
  });
}

function nobody({ address }: Resource): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `no workload of the namespace of ${address} is in the inputs`,
    settledBy: 'the manifests of the workloads of this namespace',
  });
}

/** Workloads that carry all labels of a selector but one. */
export function nearMatchOf(selector: Labels, around: readonly ComponentDraft[]): NearMatch | undefined {
  const found: NearMatch[] = [];
  for (const component of around) {
    const near = differingLabel(selector, component);
    if (near) found.push(near);
  }
  const words = new Set(found.map(({ says }) => says));
  return words.size === 1 ? found[0] : closest(found);
}

/** Of several candidates only one that is a slip of the pen away is worth naming. */
function closest(found: readonly NearMatch[]): NearMatch | undefined {
  const slips = found.filter(({ shouldBe, isSlip }) => shouldBe !== '' && isSlip === true);
  return new Set(slips.map(({ shouldBe }) => shouldBe)).size === 1 ? slips[0] : undefined;
}

function differingLabel(selector: Labels, component: ComponentDraft): NearMatch | undefined {
  const labels = component.facts.pods?.labels;
  const wanted = Object.entries(selector.known);
  if (!labels || labels.more || wanted.length === 0) return undefined;
  const differing = wanted.filter(([key, value]) => labels.known[key] !== value);
  const [first] = differing;
  if (differing.length !== 1 || !first) return undefined;
  const [key, value] = first;
  if (typeof value !== 'string') return undefined;
  const own = labels.known[key];
  const isSlip = typeof own === 'string' && nearest(value, [own]) !== undefined;
  // With one label only, another value of it is another workload, unless the two look alike.
  if (wanted.length === 1 && !isSlip) return undefined;
  if (typeof own !== 'string') return missingLabel(key, value, { component, selector });
  return {
    component: component.id,
    says: `${key} is ${value}, the pods of ${component.name} say ${own}`,
    at: { ...selector.at, path: [...selector.at.path, key] },
    shouldBe: own,
    isSlip,
  };
}

function missingLabel(
  key: string,
  value: string,
  { component, selector }: { readonly component: ComponentDraft; readonly selector: Labels },
): NearMatch {
  return {
    component: component.id,
    says: `${key} is ${value}, the pods of ${component.name} have no label ${key}`,
    at: { ...selector.at, path: [...selector.at.path, key] },
    shouldBe: '',
  };
}
