import type { Component, ComponentKind } from '../core/component.ts';
import type { Dependency } from '../core/dependency.ts';
import type { ComponentId } from '../core/id.ts';
import type { Journey } from '../core/journey.ts';
import { byCodeUnit, byKey } from '../core/order.ts';
import type { Estate } from './estate.ts';
import { carries, reachedFrom } from './reach.ts';

/**
 * One journey for each public entry that no other entry leads to, over the components that are wanted.
 */
export function findJourneys(
  estate: Estate,
  isWanted: (component: Component) => boolean,
): readonly Journey[] {
  const entries = estate.components.filter(
    (component) => component.facts.isPublicEntry?.value === true && isWanted(component),
  );
  const follows = (dependency: Dependency): boolean =>
    carries(dependency) && isWanted(estate.component(dependency.to));
  const reached = new Map(entries.map(({ id }) => [id, reachedFrom(estate, id, follows)]));
  const inner = innerEntries(entries, reached);
  return entries
    .filter(({ id }) => !inner.has(id))
    .map((entry): Journey => {
      const reaches = [...(reached.get(entry.id) ?? [])].sort(byCodeUnit);
      const needs = reachedFrom(estate, entry.id, (one) => one.strength === 'hard' && follows(one));
      return {
        name: entry.name,
        entries: [entry.id],
        reaches,
        needs: [...needs].sort(byCodeUnit),
        declaredAt: undefined,
        isSmall: reaches.filter((id) => RUNS_OR_KEEPS.has(estate.component(id).kind)).length < 2,
      };
    })
    .sort(byKey(({ name, entries: [first] }) => `${name}\u0000${first}`));
}

const RUNS_OR_KEEPS: ReadonlySet<ComponentKind> = new Set([
  'workload',
  'function',
  'datastore',
  'cache',
  'queue',
  'topic',
  'bucket',
  'external',
] satisfies readonly ComponentKind[]);

/** Entries that another entry leads to; of entries that lead to each other, all but the first. */
function innerEntries(
  entries: readonly Component[],
  reached: ReadonlyMap<ComponentId, ReadonlySet<ComponentId>>,
): ReadonlySet<ComponentId> {
  const isEntry = new Set(entries.map(({ id }) => id));
  const inner = new Set<ComponentId>();
  for (const { id } of entries) {
    if (inner.has(id)) continue;
    for (const other of reached.get(id) ?? []) if (other !== id && isEntry.has(other)) inner.add(other);
  }
  return inner;
}
