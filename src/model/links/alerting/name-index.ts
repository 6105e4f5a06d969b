import type { ComponentKind } from '../../../core/component.ts';
import type { ComponentId, StackId } from '../../../core/id.ts';
import type { Stack } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { namespaceKey } from '../../kubernetes/object.ts';
import type { Relation } from '../kubernetes/together.ts';
import { relationOf } from '../kubernetes/together.ts';

/** What labels of metrics can name. */
const NAMED: ReadonlySet<ComponentKind> = new Set([
  'workload',
  'function',
  'datastore',
  'cache',
  'queue',
  'topic',
  'bucket',
  'load-balancer',
  'target-group',
  'gateway',
  'api',
  'cdn',
]);

/** A component with everything that a label of a metric may call it. */
export interface Candidate {
  readonly component: ComponentDraft;
  readonly namespace: string | undefined;
  /** Its own name, the names in its labels, and of the Services that select it. */
  readonly names: readonly string[];
  readonly containers: readonly string[];
  /** A name as its pods have: `orders-5c9f6d7b8-x2x4z`. */
  readonly podName: string | undefined;
}

/** Finds components by what labels of metrics call them. Made once for a graph. */
export class NameIndex {
  readonly candidates: readonly Candidate[];
  readonly #draft: GraphDraft;
  readonly #byNamespace = new Map<string, Candidate[]>();
  readonly #byName = new Map<string, Candidate[]>();
  readonly #stacks = new Map<StackId, Stack>();
  readonly #relations = new Map<string, Relation>();
  readonly #homes = new Set<StackId>();

  constructor(draft: GraphDraft) {
    this.#draft = draft;
    for (const stack of draft.stacks) this.#stacks.set(stack.id, stack);
    const services = servicesOf(draft);
    const candidates: Candidate[] = [];
    for (const component of draft.components.values()) {
      if (!NAMED.has(component.kind)) continue;
      const candidate = candidateOf(component, services.get(component.id) ?? []);
      candidates.push(candidate);
      if (component.stack) this.#homes.add(component.stack.id);
      if (candidate.namespace !== undefined) put(this.#byNamespace, candidate.namespace, candidate);
      for (const name of new Set([...candidate.names, ...candidate.containers]))
        put(this.#byName, name, candidate);
    }
    this.candidates = candidates;
  }

  /** Whether a stack holds anything that labels of metrics can name. */
  isHome(stack: Stack | undefined): boolean {
    return stack !== undefined && this.#homes.has(stack.id);
  }

  named(name: string): readonly Candidate[] {
    return this.#byName.get(name) ?? [];
  }

  /** These, and the workloads behind those that are Services. */
  withSelected(components: readonly ComponentDraft[]): readonly ComponentDraft[] {
    const behind = components.flatMap(({ facts }) => facts.service?.selects ?? []);
    return [...components, ...behind.flatMap((id) => this.#draft.components.get(id) ?? [])];
  }

  inNamespace(namespace: string): readonly Candidate[] {
    return this.#byNamespace.get(namespace) ?? [];
  }

  namespaces(): Iterable<string> {
    return this.#byNamespace.keys();
  }

  /** How near the stack of a component is to another one. */
  relation(from: Stack | undefined, { stack: to }: ComponentDraft): Relation {
    if (!from || !to) return 'never';
    if (from.id === to.id) return 'own';
    const key = `${from.id}\u0000${to.id}`;
    const known = this.#relations.get(key);
    if (known) return known;
    const relation = relationOf(from, to);
    this.#relations.set(key, relation);
    return relation;
  }
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** The Services that select each workload. */
function servicesOf(draft: GraphDraft): ReadonlyMap<ComponentId, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { facts, name } of draft.components.values()) {
    for (const workload of facts.service?.selects ?? []) put(names, workload, name);
  }
  return new Map(
    [...draft.components.keys()].flatMap((id) => {
      const own = names.get(id);
      return own ? [[id, own] as const] : [];
    }),
  );
}

const NAMING_LABELS = ['app', 'app.kubernetes.io/name', 'app.kubernetes.io/instance', 'k8s-app', 'name'];

function candidateOf(component: ComponentDraft, services: readonly string[]): Candidate {
  const { facts, main, name } = component;
  const labels = facts.pods?.labels.known ?? {};
  const inLabels = NAMING_LABELS.flatMap((label) => {
    const value = Object.hasOwn(labels, label) ? labels[label] : undefined;
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
  const isObject = main?.mode === 'object' && main.type.includes('/');
  return {
    component,
    namespace: isObject && main ? namespaceKey(main) : undefined,
    names: [...new Set([name, ...inLabels, ...services])],
    containers: (facts.pods?.containers ?? []).flatMap((container) =>
      container.role === 'main' ? container.name : [],
    ),
    podName: podNameOf(component),
  };
}

// As the controllers name pods: the name, a hash of the template, five characters.
function podNameOf({ facts, name }: ComponentDraft): string | undefined {
  switch (facts.pods?.controller) {
    case undefined:
      return undefined;
    case 'stateful-set':
      return `${name}-0`;
    case 'pod':
      return name;
    case 'daemon-set':
    case 'job':
      return `${name}-x2x4z`;
    case 'cron-job':
      return `${name}-28912345-x2x4z`;
    default:
      return `${name}-5c9f6d7b8-x2x4z`;
  }
}

const indexes = new WeakMap<GraphDraft, NameIndex>();

/** The index of a graph; built when it is first asked for. */
export function nameIndex(draft: GraphDraft): NameIndex {
  const known = indexes.get(draft);
  if (known) return known;
  const index = new NameIndex(draft);
  indexes.set(draft, index);
  return index;
}

/** Why a name leads to nothing. */
export function notFound(label: string, name: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `nothing in the inputs is called ${name} (${label})`,
    settledBy: `the code or the manifests of ${name}`,
  });
}
