import type { StackId } from '../../../../core/id.ts';
import type { Stack } from '../../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import { relationOf } from '../together.ts';

/** The cluster that objects of a stack go to, and what says so. */
export interface ClusterOf {
  readonly cluster: ComponentDraft;
  readonly says: string;
  readonly grade: 'B' | 'C';
}

const KUBERNETES: ReadonlySet<string> = new Set([
  'aws_eks_cluster',
  'google_container_cluster',
  'azurerm_kubernetes_cluster',
]);

/** Tells of every stack of objects which cluster of the inputs it goes to, where that can be told. */
export class ClustersOf {
  readonly #byStack = new Map<StackId, ComponentDraft[]>();
  readonly #byName = new Map<string, ComponentDraft[]>();
  readonly #stacks: ReadonlyMap<StackId, Stack>;
  readonly #known = new Map<StackId, ClusterOf | undefined>();
  readonly all: readonly ComponentDraft[];

  constructor(draft: GraphDraft) {
    this.#stacks = new Map(draft.stacks.map((stack) => [stack.id, stack]));
    this.all = [...draft.components.values()].filter(
      ({ kind, main }) => kind === 'cluster' && main !== undefined && KUBERNETES.has(main.type),
    );
    for (const cluster of this.all) {
      if (cluster.stack) put(this.#byStack, cluster.stack.id, cluster);
      put(this.#byName, cluster.name, cluster);
    }
  }

  of(id: StackId): ClusterOf | undefined {
    if (this.#known.has(id)) return this.#known.get(id);
    // A deployer may itself be deployed by what it deploys.
    this.#known.set(id, undefined);
    const stack = this.#stacks.get(id);
    const found = stack && this.all.length > 0 ? this.#find(stack) : undefined;
    this.#known.set(id, found);
    return found;
  }

  #find(stack: Stack): ClusterOf | undefined {
    for (const { cluster: name, says, resource } of stack.deployers ?? []) {
      const named = name === undefined ? undefined : this.#named(stack, name);
      if (named) return { cluster: named, says: `${says} names it`, grade: 'B' };
      const own = name === undefined ? resource?.split('#')[0] : undefined;
      const parent = own === undefined ? undefined : this.#stackNamed(own);
      const found = parent && (this.#only(parent.id) ?? this.of(parent.id)?.cluster);
      if (found) return { cluster: found, says: `${says} stands beside it`, grade: 'B' };
    }
    const beside = stack.ofStack === undefined ? undefined : this.#only(stack.ofStack);
    if (beside) return { cluster: beside, says: 'one root makes both', grade: 'B' };
    const [only] = this.all;
    const isOne = only?.stack && this.all.length === 1 && only.main?.unknownCount === false;
    if (!isOne || !only.stack || relationOf(only.stack, stack) === 'never') return undefined;
    return { cluster: only, says: 'it is the only cluster of the inputs', grade: 'C' };
  }

  #stackNamed(id: string): Stack | undefined {
    for (const stack of this.#stacks.values()) if (stack.id === id) return stack;
    return undefined;
  }

  #only(stack: StackId): ComponentDraft | undefined {
    const [only, other] = this.#byStack.get(stack) ?? [];
    return other ? undefined : only;
  }

  /** By its name, or an ARN or address that ends with it. */
  #named(stack: Stack, text: string): ComponentDraft | undefined {
    const last = text.split('/').at(-1) ?? text;
    const found = (this.#byName.get(last) ?? []).filter(
      (cluster) => cluster.stack && relationOf(cluster.stack, stack) !== 'never',
    );
    return found.length === 1 ? found[0] : undefined;
  }
}

function put<K>(map: Map<K, ComponentDraft[]>, key: K, value: ComponentDraft): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
