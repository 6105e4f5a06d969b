import type { StackId } from '../../../core/id.ts';
import type { Resource, Stack } from '../../../core/resource.ts';
import { folderOf } from '../../../core/path.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { namespaceOf } from '../../kubernetes/object.ts';
import { typeKey } from '../../type-key.ts';
import { mayStartPods } from './operators.ts';

/** Objects that another one can mean, nearest first. */
export interface InScope {
  /** Of the same stack. */
  readonly own: readonly ComponentDraft[];
  /** Of stacks that are deployed together with it. */
  readonly together: readonly ComponentDraft[];
  /** Of other stacks, which may go to the same cluster or not. */
  readonly elsewhere: readonly ComponentDraft[];
}

/** Stands for every component with pods, whatever its type. */
export const PODS = 'pods';

/** Stands for every object of a kind without a model: a custom resource that an operator may act on. */
const CUSTOM = 'custom';

/** Stands for workloads whose labels are not all known. */
const OPEN = 'open';

/** Stands for every object. */
const ANY = 'any';

/** Objects of the whole cluster have no namespace. */
export const CLUSTER = '';

/** Finds objects by type and namespace, in the order of their nearness. Made once for a graph. */
export class ObjectIndex {
  readonly #stacks = new Map<StackId, Stack>();
  readonly #byKey = new Map<string, ComponentDraft[]>();
  readonly #relations = new Map<StackId, Map<StackId, Relation>>();
  readonly #namespaces = new Map<string, InScope>();

  constructor(draft: GraphDraft) {
    for (const stack of draft.stacks) this.#stacks.set(stack.id, stack);
    for (const component of draft.components.values()) {
      const { main } = component;
      if (main?.mode !== 'object') continue;
      const { value: namespace } = namespaceOf(main);
      if (Unknown.is(namespace)) continue;
      const types = [
        typeKey(main),
        ANY,
        ...(component.facts.pods ? [PODS] : []),
        ...(!component.facts.pods && mayStartPods(main) ? [CUSTOM] : []),
      ];
      for (const type of types) {
        for (const place of [namespace, CLUSTER]) {
          this.#put(keyOf(type, place), component);
          this.#put(keyOf(type, place, main.name), component);
        }
      }
      this.#putLabels(component, namespace);
    }
  }

  /** By each of its labels, where all are known; one that is not may be any. */
  #putLabels(component: ComponentDraft, namespace: string): void {
    const labels = component.facts.pods?.labels;
    if (!labels) return;
    const known = Object.entries(labels.known);
    const isOpen = labels.more !== undefined || known.some(([, value]) => Unknown.is(value));
    if (isOpen) this.#put(keyOf(OPEN, namespace), component);
    else for (const [key, value] of known) this.#put(labelKey(namespace, key, String(value)), component);
  }

  #put(key: string, component: ComponentDraft): void {
    const known = this.#byKey.get(key);
    if (known) known.push(component);
    else this.#byKey.set(key, [component]);
  }

  /** Everything of these types in a namespace, or in all of them for `CLUSTER`. */
  inNamespace(from: Resource, namespace: string, types: readonly string[]): InScope {
    // Every object of a stack asks the same of its namespace.
    const question = `${from.stack}\u0000${namespace}\u0000${types.join()}`;
    const known = this.#namespaces.get(question);
    if (known) return known;
    const found = this.#around(
      from,
      types.map((type) => keyOf(type, namespace)),
    );
    this.#namespaces.set(question, found);
    return found;
  }

  /** Workloads of a namespace that have a label, or may have it. */
  labelled(from: Resource, namespace: string, label: readonly [key: string, value: string]): InScope {
    return this.#around(from, [labelKey(namespace, ...label), keyOf(OPEN, namespace)]);
  }

  /** Custom resources of a namespace that an operator may turn into pods and Services. */
  customIn(from: Resource, namespace: string): readonly ComponentDraft[] {
    const { own, together } = this.inNamespace(from, namespace, [CUSTOM]);
    return [...own, ...together];
  }

  /**
   * Why objects of its stack may be missing: what is not found may be there all the same. With a namespace,
   * also those of other stacks that have something there.
   */
  mayMiss(from: Resource, namespace?: string): Unknown | undefined {
    const own = this.#stacks.get(from.stack)?.mayMiss;
    if (own || namespace === undefined) return own;
    const { together, elsewhere } = this.inNamespace(from, namespace, [ANY]);
    return [...together, ...elsewhere].find(({ stack }) => stack?.mayMiss)?.stack?.mayMiss;
  }

  /** The same for one name. */
  named(from: Resource, namespace: string, name: string, types: readonly string[]): InScope {
    return this.#around(
      from,
      types.map((type) => keyOf(type, namespace, name)),
    );
  }

  /** Every object of a name, wherever it is deployed. */
  everywhere(name: string, types: readonly string[]): readonly ComponentDraft[] {
    return types.flatMap((type) => this.#byKey.get(keyOf(type, CLUSTER, name)) ?? []);
  }

  #around(from: Resource, keys: readonly string[]): InScope {
    const own: ComponentDraft[] = [];
    const together: ComponentDraft[] = [];
    const elsewhere: ComponentDraft[] = [];
    for (const key of keys) {
      for (const component of this.#byKey.get(key) ?? []) {
        const relation = this.#relation(from.stack, component.stack?.id);
        if (relation === 'own') own.push(component);
        else if (relation === 'together') together.push(component);
        else if (relation === 'elsewhere') elsewhere.push(component);
      }
    }
    return { own, together, elsewhere };
  }

  #relation(from: StackId, to: StackId | undefined): Relation {
    if (to === undefined) return 'never';
    if (from === to) return 'own';
    const ofStack = this.#relations.get(from) ?? new Map<StackId, Relation>();
    const known = ofStack.get(to);
    if (known) return known;
    const [a, b] = [this.#stacks.get(from), this.#stacks.get(to)];
    const relation = a && b ? relationOf(a, b) : 'never';
    ofStack.set(to, relation);
    this.#relations.set(from, ofStack);
    return relation;
  }
}

function keyOf(type: string, namespace: string, name?: string): string {
  return name === undefined ? `${type}\u0000${namespace}` : `${type}\u0000${namespace}\u0000${name}`;
}

function labelKey(namespace: string, key: string, value: string): string {
  return `label\u0000${namespace}\u0000${key}\u0000${value}`;
}

export type Relation = 'own' | 'together' | 'elsewhere' | 'never';

/** How near two stacks are: deployed together, maybe in one cluster, or never in one. */
export function relationOf(a: Stack, b: Stack): Relation {
  if (a.family !== undefined && a.family === b.family) return 'never';
  if (isPart(a, b) || isPart(b, a) || areOfOtherEnvironments(a, b)) return 'never';
  // What nobody deploys by itself answers to nobody.
  if (b.notDeployed !== undefined) return 'never';
  // A base that overlays build on is no system of its own.
  if ((b.partOf ?? []).length > 0 && (a.partOf ?? []).length === 0) return 'never';
  if (haveSameDeployer(a, b)) return 'together';
  if (a.kind === 'manifests' && b.kind === 'manifests' && areNeighbours(a.root, b.root)) return 'together';
  return 'elsewhere';
}

function isPart({ id }: Stack, { partOf = [] }: Stack): boolean {
  return partOf.includes(id);
}

/** Whether both are known to be for environments, and share none. */
export function areOfOtherEnvironments(a: Stack, b: Stack): boolean {
  if (a.environments.length === 0 || b.environments.length === 0) return false;
  return !a.environments.some(({ name }) => b.environments.some((other) => other.name === name));
}

function haveSameDeployer({ deployers: a = [] }: Stack, { deployers: b = [] }: Stack): boolean {
  return a.some((one) => b.some(({ says, cluster }) => says === one.says && cluster === one.cluster));
}

function areNeighbours(a: string, b: string): boolean {
  return (
    folderOf(a) === folderOf(b) || a.startsWith(`${b}/`) || b.startsWith(`${a}/`) || a === '' || b === ''
  );
}

const indexes = new WeakMap<GraphDraft, ObjectIndex>();

/** The index of a graph; built when it is first asked for. */
export function objectIndex(draft: GraphDraft): ObjectIndex {
  const known = indexes.get(draft);
  if (known) return known;
  const index = new ObjectIndex(draft);
  indexes.set(draft, index);
  return index;
}

/** The first of the three circles that has anything. */
export function nearestOf({ own, together, elsewhere }: InScope): readonly ComponentDraft[] {
  if (own.length > 0) return own;
  return together.length > 0 ? together : elsewhere;
}
