import type { Component } from '../core/component.ts';
import type { Dependency } from '../core/dependency.ts';
import { groupBy } from '../core/group-by.ts';
import type { ComponentId } from '../core/id.ts';
import { isSameData } from '../core/same-data.ts';
import type { Estate } from '../graph/estate.ts';

/** What differs between two graphs of one estate. */
export interface GraphChange {
  /** Components as they are afterwards; undefined: gone. */
  readonly components: ReadonlyMap<ComponentId, Component | undefined>;
  /** Dependencies that are gone or have another strength. */
  readonly gone: readonly Dependency[];
  /** Dependencies that are new or have another strength. */
  readonly fresh: readonly Dependency[];
}

export const NO_CHANGE: GraphChange = { components: new Map(), gone: [], fresh: [] };

/** Compares two graphs by what models read: kinds, facts, and who depends on whom how much. */
export function graphChange(before: Estate, after: Estate): GraphChange {
  const now = new Map(after.components.map((one) => [one.id, one]));
  const components = new Map<ComponentId, Component | undefined>();
  for (const old of before.components) {
    const one = now.get(old.id);
    if (!one || !isSameComponent(old, one)) components.set(old.id, one);
    now.delete(old.id);
  }
  for (const [id, one] of now) components.set(id, one);
  const [was, is] = [keyed(before.dependencies), keyed(after.dependencies)];
  return {
    components,
    gone: [...was].flatMap(([key, one]) => (is.has(key) ? [] : [one])),
    fresh: [...is].flatMap(([key, one]) => (was.has(key) ? [] : [one])),
  };
}

function isSameComponent(a: Component, b: Component): boolean {
  return a.kind === b.kind && a.name === b.name && isSameData(a.facts, b.facts);
}

function keyed(dependencies: readonly Dependency[]): ReadonlyMap<string, Dependency> {
  return new Map(dependencies.map((one) => [keyOf(one), one]));
}

function keyOf({ from, to, kind, strength }: Dependency): string {
  return `${from}\n${to}\n${kind}\n${typeof strength === 'string' ? strength : '?'}`;
}

/** The estate with a change in place, without building it again: the rest is looked up where it was. */
export function overlaid(base: Estate, { components, gone, fresh }: GraphChange): Estate {
  const isGone = new Set(gone.map(keyOf));
  const of = (
    from: readonly Dependency[],
    added: readonly Dependency[] | undefined,
  ): readonly Dependency[] => {
    const kept = isGone.size === 0 ? from : from.filter((one) => !isGone.has(keyOf(one)));
    return added ? [...kept, ...added] : kept;
  };
  const out = groupBy(fresh, ({ from }) => from);
  const into = groupBy(fresh, ({ to }) => to);
  const component = (id: ComponentId): Component => components.get(id) ?? base.component(id);
  const all = (list: readonly Component[], isMeant: (one: Component) => boolean): readonly Component[] => {
    const kept = list.flatMap((one) => {
      const now = components.has(one.id) ? components.get(one.id) : one;
      return now && isMeant(now) ? [now] : [];
    });
    const known = new Set(list.map(({ id }) => id));
    const more = [...components.values()].filter((one) => one && !known.has(one.id) && isMeant(one));
    return [...kept, ...more.flatMap((one) => one ?? [])];
  };
  return {
    ...base,
    component,
    get components() {
      return all(base.components, () => true);
    },
    get dependencies() {
      return of(base.dependencies, fresh);
    },
    ofKind: (kind) => all(base.ofKind(kind), (one) => one.kind === kind),
    componentOf: (resource) => {
      const owner = base.componentOf(resource);
      if (owner) return component(owner.id);
      return [...components.values()].find((one) => one?.resources.includes(resource));
    },
    dependenciesFrom: (id, kind) => of(base.dependenciesFrom(id, kind), ofKind(out.get(id), kind)),
    dependenciesTo: (id, kind) => of(base.dependenciesTo(id, kind), ofKind(into.get(id), kind)),
  };
}

function ofKind(
  all: readonly Dependency[] | undefined,
  kind: Dependency['kind'] | undefined,
): readonly Dependency[] | undefined {
  return kind === undefined ? all : all?.filter((one) => one.kind === kind);
}
