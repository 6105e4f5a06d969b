import type { Component, ComponentKind } from '../core/component.ts';
import type { Dependency, DependencyKind } from '../core/dependency.ts';
import type { Evidence } from '../core/finding.ts';
import type { ComponentId, ResourceId, StackId } from '../core/id.ts';
import { groupBy } from '../core/group-by.ts';
import type { JourneyPlan } from '../core/journey.ts';
import { byKey } from '../core/order.ts';
import type { Resource, Stack } from '../core/resource.ts';
import { Unknown } from '../core/value.ts';

/** The one graph of everything that was read, indexed by id, kind and end of dependency. */
export interface Estate {
  readonly stacks: readonly Stack[];
  readonly components: readonly Component[];
  /** Without candidates. */
  readonly dependencies: readonly Dependency[];
  /** What may depend on what, as permissions and settings taken in whole say; counted nowhere. */
  readonly candidates: readonly Dependency[];
  /** Journeys that the configuration declares. */
  readonly journeys: readonly JourneyPlan[];
  component(id: ComponentId): Component;
  stack(id: StackId): Stack;
  resource(id: ResourceId): Resource | undefined;
  componentOf(resource: ResourceId): Component | undefined;
  ofKind(kind: ComponentKind): readonly Component[];
  dependenciesFrom(id: ComponentId, kind?: DependencyKind): readonly Dependency[];
  dependenciesTo(id: ComponentId, kind?: DependencyKind): readonly Dependency[];
  candidatesFrom(id: ComponentId): readonly Dependency[];
}

export interface EstateInput {
  readonly stacks: readonly Stack[];
  readonly components: readonly Component[];
  readonly dependencies: readonly Dependency[];
  readonly journeys?: readonly JourneyPlan[] | undefined;
}

/** Sorts and indexes components and dependencies. */
export function makeEstate(input: EstateInput): Estate {
  const components = [...input.components].sort(byKey((component) => component.id));
  const sorted = [...merged(input.dependencies)].sort(byKey(([key]) => key)).map(([, one]) => one);
  const dependencies = sorted.filter(({ candidate }) => candidate !== true);
  const outgoing = groupBy(dependencies, (dependency) => dependency.from);
  const candidates = sorted.filter((one) => one.candidate === true && !isKnown(one, outgoing));
  const byId = new Map(components.map((component) => [component.id, component]));
  const stacks = new Map(input.stacks.map((stack) => [stack.id, stack]));
  const resources = new Map<ResourceId, Resource>();
  for (const stack of input.stacks)
    for (const resource of stack.resources) resources.set(resource.id, resource);
  const owners = new Map<ResourceId, Component>();
  for (const component of components) for (const id of component.resources) owners.set(id, component);
  const kinds = groupBy(components, (component) => component.kind);
  const possible = groupBy(candidates, (dependency) => dependency.from);
  const incoming = groupBy(dependencies, (dependency) => dependency.to);
  return {
    stacks: input.stacks,
    components,
    dependencies,
    candidates,
    journeys: input.journeys ?? [],
    component: (id) => found(byId.get(id), id),
    stack: (id) => found(stacks.get(id), id),
    resource: (id) => resources.get(id),
    componentOf: (id) => owners.get(id),
    ofKind: (kind) => kinds.get(kind) ?? [],
    dependenciesFrom: (id, kind) => ofDependencyKind(outgoing.get(id) ?? [], kind),
    dependenciesTo: (id, kind) => ofDependencyKind(incoming.get(id) ?? [], kind),
    candidatesFrom: (id) => possible.get(id) ?? [],
  };
}

/** Whether it is certain already, directly or over a Service, a target group or a listener. */
function isKnown(
  { from, to }: Dependency,
  outgoing: ReadonlyMap<ComponentId, readonly Dependency[]>,
): boolean {
  return (outgoing.get(from) ?? []).some(
    (one) =>
      one.to === to ||
      (outgoing.get(one.to) ?? []).some((next) => next.to === to && next.kind === 'routes-to'),
  );
}

function keyOf({ from, to, kind, candidate }: Dependency): string {
  return `${from}\u0000${to}\u0000${kind}${candidate === true ? '?' : ''}`;
}

/** Several lines that say the same of two components are one dependency with all its evidence. */
function merged(dependencies: readonly Dependency[]): ReadonlyMap<string, Dependency> {
  const byKeys = new Map<string, Dependency>();
  for (const one of dependencies) {
    const key = keyOf(one);
    const known = byKeys.get(key);
    byKeys.set(key, known ? together(known, one) : one);
  }
  return byKeys;
}

/** What is known to be hard is hard, whatever the other says; what is known beats what is not. */
function together(a: Dependency, b: Dependency): Dependency {
  const evidence = new Map([...a.evidence, ...b.evidence].map((line) => [evidenceKey(line), line]));
  const isStronger = b.strength === 'hard' || (Unknown.is(a.strength) && !Unknown.is(b.strength));
  return {
    ...a,
    strength: isStronger && a.strength !== 'hard' ? b.strength : a.strength,
    grade: a.grade < b.grade ? a.grade : b.grade,
    evidence: [...evidence.values()],
  };
}

function evidenceKey({ says, at, range }: Evidence): string {
  const place = at ? `${at.resource} ${at.path.join('.')}` : `${range?.file} ${range?.start}`;
  return `${says}\u0000${place}`;
}

function ofDependencyKind(
  all: readonly Dependency[],
  kind: DependencyKind | undefined,
): readonly Dependency[] {
  return kind === undefined ? all : all.filter((dependency) => dependency.kind === kind);
}

function found<T>(item: T | undefined, id: string): T {
  if (item === undefined) throw new Error(`no such id: ${id}`);
  return item;
}
