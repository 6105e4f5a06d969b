import type { Container, ContainerKind } from '../../core/architecture.ts';
import type { Component } from '../../core/component.ts';
import { groupBy } from '../../core/group-by.ts';
import type { ComponentId, StackId } from '../../core/id.ts';
import { sortedUnique } from '../../core/order.ts';
import type { Stack, StackKind } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { Estate } from '../estate.ts';

/** One frame around a component; the key tells it from others of the same name. */
export interface Frame {
  readonly kind: ContainerKind;
  readonly key: string;
  readonly name: string;
}

/** For every box the frames it stands in, the outermost first. */
export function framesOf(
  boxes: readonly Component[],
  estate: Estate,
): ReadonlyMap<ComponentId, readonly Frame[]> {
  const clusters = clustersOf(boxes, estate);
  const groups = groupsOfStacks(boxes, estate, clusters);
  const frames = new Map<ComponentId, readonly Frame[]>();
  for (const box of boxes) {
    const outer = box.kind === 'external' ? [] : groupFrame(box, groups, estate);
    frames.set(box.id, [...outer, ...innerFrames(box, estate, clusters.get(box.id))]);
  }
  return withoutLonely(withoutCommon(frames));
}

/** The containers that frames make, each once, outer ones first. */
export function containersOf(frames: Iterable<readonly Frame[]>): readonly Container[] {
  const found = new Map<string, Container>();
  for (const path of frames) {
    for (const [depth, frame] of path.entries()) {
      const id = frameId(path.slice(0, depth + 1));
      const parent = depth === 0 ? undefined : frameId(path.slice(0, depth));
      found.set(id, { id, kind: frame.kind, name: frame.name, parent });
    }
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What a container is called in data: the keys from the outermost frame on. */
export function frameId(path: readonly Frame[]): string {
  return path.map(({ kind, key }) => `${kind} ${key}`).join(' / ');
}

/** The cluster of each box; what is deployed with others of one cluster runs there too. */
function clustersOf(
  boxes: readonly Component[],
  estate: Estate,
): ReadonlyMap<ComponentId, Component | undefined> {
  const own = new Map(boxes.map((box) => [box.id, clusterAround(box, estate)]));
  const ofStack = groupBy(
    boxes.filter(({ stack }) => stack !== undefined && OBJECTS.has(estate.stack(stack).kind)),
    ({ stack }) => stack,
  );
  for (const together of ofStack.values()) {
    const found = new Set(together.flatMap(({ id }) => own.get(id) ?? []));
    const [only] = found;
    if (found.size === 1) for (const { id } of together) own.set(id, only);
  }
  return own;
}

function innerFrames(box: Component, estate: Estate, clusterOf: Component | undefined): readonly Frame[] {
  const { facts } = box;
  const network = networkOf(box, estate) ?? (clusterOf ? networkOf(clusterOf, estate) : undefined);
  const region = known(facts.region?.value) ?? known(clusterOf?.facts.region?.value);
  const namespace = known(facts.pods?.namespace.value) ?? known(facts.routing?.namespace.value);
  const service = known(facts.service?.namespace.value);
  const zone = zoneOf(box);
  const frames: Frame[] = [];
  if (region !== undefined) frames.push({ kind: 'region', key: region, name: region });
  if (network) frames.push({ kind: 'network', key: network.id, name: `network ${network.name}` });
  const named = clusterOf ? undefined : namedCluster(box, estate);
  if (clusterOf) frames.push({ kind: 'cluster', key: clusterOf.id, name: `cluster ${clusterOf.name}` });
  if (named !== undefined) frames.push({ kind: 'cluster', key: named, name: `cluster ${named}` });
  const inside = namespace ?? service;
  if (inside !== undefined) frames.push({ kind: 'namespace', key: inside, name: `namespace ${inside}` });
  if (zone !== undefined) frames.push({ kind: 'zone', key: zone, name: `zone ${zone}` });
  return frames;
}

function known<T>(value: Value<T> | undefined): T | undefined {
  return Unknown.is(value) ? undefined : value;
}

function networkOf({ facts }: Component, estate: Estate): Component | undefined {
  const own = known(facts.network?.value);
  if (own !== undefined) return estate.component(own);
  for (const subnet of known(facts.subnets?.value) ?? facts.knownSubnets ?? []) {
    const id = known(estate.component(subnet).facts.network?.value);
    if (id !== undefined) return estate.component(id);
  }
  return undefined;
}

/** The one cluster it runs in, as its settings say or as dependencies lead there over node pools. */
function clusterAround(box: Component, estate: Estate): Component | undefined {
  const stated = known(box.facts.clusters?.value) ?? [];
  const [first] = stated;
  if (first !== undefined) return stated.length === 1 ? estate.component(first) : undefined;
  const found = new Set(clustersFrom(box.id, estate, 2));
  const [only] = found;
  return found.size === 1 && only !== undefined ? estate.component(only) : undefined;
}

function clustersFrom(id: ComponentId, estate: Estate, steps: number): readonly ComponentId[] {
  return estate.dependenciesFrom(id).flatMap(({ kind, to }) => {
    if (kind !== 'runs-on' && kind !== 'member-of') return [];
    const target = estate.component(to).kind;
    if (target === 'cluster') return [to];
    return target === 'node-pool' && steps > 1 ? clustersFrom(to, estate, steps - 1) : [];
  });
}

/** The cluster as its deployer calls it, where the cluster itself is not in the inputs. */
function namedCluster({ stack }: Component, estate: Estate): string | undefined {
  const deployers = stack === undefined ? [] : (estate.stack(stack).deployers ?? []);
  const names = sortedUnique(deployers.flatMap(({ cluster }) => cluster ?? []));
  const [only] = names;
  return names.length === 1 && only !== undefined && !only.includes('://') ? only : undefined;
}

/** The zone, where it is certainly one and has a name. */
function zoneOf({ facts }: Component): string | undefined {
  const zones = known(facts.zones?.value);
  if (!zones || zones.atMost !== 1 || Unknown.is(zones.names)) return undefined;
  return zones.names.length === 1 ? zones.names[0]?.name : undefined;
}

interface StackGroup {
  readonly key: string;
  readonly name: string;
  readonly kind: ContainerKind;
}

function groupFrame(
  { stack }: Component,
  groups: ReadonlyMap<StackId, StackGroup>,
  estate: Estate,
): readonly Frame[] {
  const group = stack === undefined ? undefined : groups.get(stack);
  if (!group || stack === undefined) return [];
  const { kind } = estate.stack(stack);
  return [{ kind: kind === 'compose' ? 'project' : group.kind, key: group.key, name: group.name }];
}

/** Stacks that share a network or cluster, or deploy one another, are one system. */
function groupsOfStacks(
  boxes: readonly Component[],
  estate: Estate,
  clusters: ReadonlyMap<ComponentId, Component | undefined>,
): ReadonlyMap<StackId, StackGroup> {
  const above = new Map<StackId, StackId>();
  const top = (id: StackId): StackId => {
    let at = id;
    for (let up = above.get(at); up !== undefined; up = above.get(at)) at = up;
    return at;
  };
  const join = (a: StackId, b: StackId): void => {
    const [one, other] = [top(a), top(b)];
    if (one !== other) above.set(one < other ? other : one, one < other ? one : other);
  };
  const ofCluster = new Map<string, StackId>();
  for (const box of boxes) {
    if (box.stack === undefined) continue;
    const around = clusters.get(box.id);
    for (const shared of [around, networkOf(box, estate), around && networkOf(around, estate)]) {
      if (shared?.stack !== undefined) join(box.stack, shared.stack);
    }
    const stack = estate.stack(box.stack);
    const owner = ownerOf(stack, estate);
    if (owner !== undefined) join(box.stack, owner);
    else if (OBJECTS.has(stack.kind) && !around) {
      const cluster = sortedUnique((stack.deployers ?? []).map((one) => one.cluster ?? '')).join(' ');
      const first = ofCluster.get(cluster);
      if (first === undefined) ofCluster.set(cluster, box.stack);
      else join(first, box.stack);
    }
  }
  const members = new Map<StackId, Set<StackId>>();
  for (const { stack } of boxes) {
    if (stack === undefined) continue;
    const own = members.get(top(stack));
    if (own) own.add(stack);
    else members.set(top(stack), new Set([stack]));
  }
  const groups = new Map<StackId, StackGroup>();
  for (const [key, stacks] of members) {
    const group: StackGroup = { key, name: nameOfGroup([...stacks], estate), kind: 'stack' };
    for (const stack of stacks) groups.set(stack, group);
  }
  return groups;
}

const OBJECTS: ReadonlySet<StackKind> = new Set([
  'manifests',
  'kustomization',
  'helm',
] satisfies readonly StackKind[]);

/** The Terraform root that deploys objects. */
function ownerOf({ ofStack, deployers = [] }: Stack, estate: Estate): StackId | undefined {
  if (ofStack !== undefined) return ofStack;
  for (const { resource } of deployers) {
    const by = resource === undefined ? undefined : estate.resource(resource)?.stack;
    if (by !== undefined && estate.stack(by).kind.startsWith('terraform')) return by;
  }
  return undefined;
}

/** The folder that holds the roots, Terraform's before others: they say what a system is called. */
function nameOfGroup(stacks: readonly StackId[], estate: Estate): string {
  const all = stacks.map((id) => estate.stack(id));
  const terraform = all.filter(({ kind }) => kind.startsWith('terraform'));
  const roots = sortedUnique((terraform.length > 0 ? terraform : all).map(({ root }) => root));
  const [first = ''] = roots;
  let folder = first;
  while (folder !== '' && !roots.every((root) => root === folder || root.startsWith(`${folder}/`))) {
    folder = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '';
  }
  const name = folder === '' ? 'the root folder' : folder;
  return roots.length > 1 ? `${name}, ${roots.length} roots` : name;
}

/** A frame around everything says nothing, unless it is where things run. */
function withoutCommon(
  frames: ReadonlyMap<ComponentId, readonly Frame[]>,
): ReadonlyMap<ComponentId, readonly Frame[]> {
  const groups = new Set<string>();
  for (const [first] of frames.values()) if (first?.kind === 'stack') groups.add(first.key);
  if (groups.size > 1) return frames;
  return new Map([...frames].map(([id, path]) => [id, path.filter(({ kind }) => kind !== 'stack')]));
}

/** Frames around one box alone are told on the box; a frame around one other frame is joined to it. */
function withoutLonely(
  frames: ReadonlyMap<ComponentId, readonly Frame[]>,
): ReadonlyMap<ComponentId, readonly Frame[]> {
  const sizes = new Map<string, number>();
  for (const path of frames.values()) {
    for (let depth = 1; depth <= path.length; depth += 1) {
      const id = frameId(path.slice(0, depth));
      sizes.set(id, (sizes.get(id) ?? 0) + 1);
    }
  }
  const sizeAt = (path: readonly Frame[], depth: number): number =>
    sizes.get(frameId(path.slice(0, depth))) ?? 0;
  return new Map(
    [...frames].map(([id, path]): [ComponentId, readonly Frame[]] => {
      const kept: Frame[] = [];
      for (const [index, frame] of path.entries()) {
        const size = sizeAt(path, index + 1);
        const last = kept.at(-1);
        if (last && size === sizeAt(path, index)) kept.splice(-1, 1, joined(last, frame));
        else if (size > 1 || frame.kind === 'stack' || frame.kind === 'project') kept.push(frame);
        else break;
      }
      return [id, kept];
    }),
  );
}

function joined(outer: Frame, inner: Frame): Frame {
  return { kind: inner.kind, key: `${outer.key} · ${inner.key}`, name: `${outer.name} · ${inner.name}` };
}
