import { byCodeUnit } from '../core/order.ts';
import type { Stack } from '../core/resource.ts';

/**
 * Groups of stacks that describe the same workloads: a chart, a kustomization and plain manifests of one
 * system that stand side by side in a repository. Environments of one system are no such group, and neither
 * are stacks in different namespaces.
 */
export function sameSystems(stacks: readonly Stack[]): readonly (readonly Stack[])[] {
  const described = stacks
    .map((stack) => ({ stack, workloads: workloadsOf(stack) }))
    .filter(({ workloads }) => workloads.size > 0)
    .sort((a, b) => b.workloads.size - a.workloads.size || byCodeUnit(a.stack.id, b.stack.id));
  const byWorkload = new Map<string, (typeof described)[number][]>();
  const groups: { readonly first: (typeof described)[number]; readonly members: Stack[] }[] = [];
  const groupOf = new Map<Stack, (typeof groups)[number]>();
  for (const one of described) {
    const [name] = one.workloads.keys();
    const candidates = [...one.workloads.keys()].flatMap((key) => byWorkload.get(key) ?? []);
    const known = [...new Set(candidates)].find((other) => isSame(one, other));
    const group = known && groupOf.get(known.stack);
    if (group) {
      group.members.push(one.stack);
      groupOf.set(one.stack, group);
    } else if (name !== undefined) {
      const made = { first: one, members: [one.stack] };
      groups.push(made);
      groupOf.set(one.stack, made);
      for (const key of one.workloads.keys()) byWorkload.set(key, [...(byWorkload.get(key) ?? []), one]);
    }
  }
  return groups.map(({ members }) => members).filter(({ length }) => length > 1);
}

/** The stacks that together describe the workloads of one, nearly all of them; none when they do not. */
export function coveringStacks(stack: Stack, others: readonly Stack[]): readonly Stack[] {
  const own = workloadsOf(stack);
  if (own.size === 0) return [];
  const covering = new Set<Stack>();
  const left = new Map(own);
  for (const other of others) {
    for (const [key, namespaces] of workloadsOf(other)) {
      const known = left.get(key);
      if (!known || !agree(known, namespaces)) continue;
      left.delete(key);
      covering.add(other);
    }
  }
  return own.size - left.size >= own.size * SHARED_PART ? [...covering] : [];
}

interface Described {
  readonly stack: Stack;
  /** Kind and name, with the namespaces it is in. */
  readonly workloads: ReadonlyMap<string, ReadonlySet<string>>;
}

const WORKLOADS = /(^|\/)(Deployment|StatefulSet|DaemonSet|CronJob|Rollout|DeploymentConfig)$/;

function workloadsOf({ resources }: Stack): Described['workloads'] {
  const found = new Map<string, Set<string>>();
  for (const { type, address, mode } of resources) {
    if (mode !== 'object' || !WORKLOADS.test(type)) continue;
    const [kind = '', namespace = '', ...name] = address.split('/');
    const key = `${kind}/${name.join('/')}`;
    const known = found.get(key);
    if (known) known.add(namespace);
    else found.set(key, new Set([namespace]));
  }
  return found;
}

// Copies of one system drift: a load generator or a tracer stands in one of them only.
const SHARED_PART = 0.8;

/** Nearly the same workloads in namespaces that do not contradict, by descriptions of different roots. */
function isSame(one: Described, other: Described): boolean {
  if (one.stack.family !== undefined && one.stack.family === other.stack.family) return false;
  if (one.stack.kind === other.stack.kind && one.stack.root === other.stack.root) return false;
  // One workload of one name in two folders may be two: told apart by how they are written.
  const larger = Math.max(one.workloads.size, other.workloads.size);
  if (larger === 1 && one.stack.kind === other.stack.kind) return false;
  let shared = 0;
  for (const [key, namespaces] of one.workloads) {
    const others = other.workloads.get(key);
    if (others && agree(namespaces, others)) shared += 1;
  }
  return shared > 0 && shared >= larger * SHARED_PART;
}

/** `default` is where a description leaves the choice to whoever applies it. */
function agree(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  if (some.has('default') || others.has('default')) return true;
  for (const one of some) if (others.has(one)) return true;
  return false;
}
