import type { Component } from '../core/component.ts';
import { RUNS_OR_KEEPS } from '../core/component.ts';
import type { ComponentId } from '../core/id.ts';
import { byCodeUnit, sortedUnique } from '../core/order.ts';
import type { Estate } from '../graph/estate.ts';
import { carries, reachedFrom } from '../graph/reach.ts';

/** What can be said where nothing tells how users come in. */
export interface NoJourney {
  /** What most others need, and who they are; undefined where nothing needs anything. */
  readonly hub: { readonly component: Component; readonly users: readonly string[] } | undefined;
  /** What others seem to begin at: a name for `journeys` in the configuration. */
  readonly entry: string | undefined;
  /** What runs or keeps something here, by name. */
  readonly parts: readonly string[];
}

/** The part that most others need, and the one that needs most others. */
export function withoutJourneys(estate: Estate, isWanted: (component: Component) => boolean): NoJourney {
  const parts = estate.components.filter((one) => RUNS_OR_KEEPS.has(one.kind) && isWanted(one));
  const wanted = new Set<ComponentId>(parts.map(({ id }) => id));
  const users = new Map<ComponentId, string[]>();
  let entry: { readonly name: string; readonly reach: number } | undefined;
  for (const part of parts) {
    if (part.kind !== 'workload' && part.kind !== 'function') continue;
    const reached = [...reachedFrom(estate, part.id, (one) => carries(one) && one.strength !== 'async')];
    const others = reached.filter((id) => id !== part.id && wanted.has(id));
    for (const id of others) users.set(id, [...(users.get(id) ?? []), part.name]);
    const isMore = !entry || others.length > entry.reach;
    if (others.length > 0 && isMore) entry = { name: part.name, reach: others.length };
  }
  const [hub] = parts
    .flatMap((component) => {
      const names = [...new Set(users.get(component.id) ?? [])].sort(byCodeUnit);
      return names.length > 1 ? [{ component, users: names }] : [];
    })
    .sort((a, b) => b.users.length - a.users.length || byCodeUnit(a.component.id, b.component.id));
  return {
    hub,
    entry: entry && entry.reach >= 2 ? entry.name : undefined,
    parts: sortedUnique(parts.filter(({ kind }) => kind !== 'external').map(({ name }) => name)),
  };
}
