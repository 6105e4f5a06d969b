import type { Component } from '../core/component.ts';
import type { Dependency, DependencyKind } from '../core/dependency.ts';
import type { ComponentId } from '../core/id.ts';
import type { Estate } from './estate.ts';

// What an entry needs to answer: not who observes, deploys or encrypts it.
const CARRYING: ReadonlySet<DependencyKind> = new Set([
  'calls',
  'stores',
  'consumes',
  'publishes',
  'runs-on',
  'routes-to',
  'reads-secret',
  'member-of',
]);

/** Everything that some public entry reaches, or would if each candidate were a dependency. */
export function possiblyReached(estate: Estate): ReadonlySet<ComponentId> {
  const entries = estate.components.filter(({ facts }) => facts.isPublicEntry?.value === true);
  const seen = new Set<ComponentId>(entries.map(({ id }) => id));
  const queue = [...seen];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const dependency of [...estate.dependenciesFrom(id), ...estate.candidatesFrom(id)]) {
      if (seen.has(dependency.to) || !carries(dependency)) continue;
      seen.add(dependency.to);
      queue.push(dependency.to);
    }
  }
  return seen;
}

/**
 * For every component, the public entries that reach it over dependencies a request can follow; only of those
 * that count.
 */
export function entriesReaching(
  estate: Estate,
  counts: (entry: Component) => boolean,
): ReadonlyMap<ComponentId, readonly ComponentId[]> {
  const reaching = new Map<ComponentId, ComponentId[]>();
  for (const entry of estate.components) {
    if (entry.facts.isPublicEntry?.value !== true || !counts(entry)) continue;
    for (const id of reachedFrom(estate, entry.id)) {
      const entries = reaching.get(id);
      if (entries) entries.push(entry.id);
      else reaching.set(id, [entry.id]);
    }
  }
  return reaching;
}

/** True for what an entry needs in order to answer. */
export function carries({ kind }: Dependency): boolean {
  return CARRYING.has(kind);
}

/** The start and everything that dependencies lead to that may be followed. */
export function reachedFrom(
  estate: Estate,
  start: ComponentId,
  follows: (dependency: Dependency) => boolean = carries,
): ReadonlySet<ComponentId> {
  const seen = new Set<ComponentId>([start]);
  const queue = [start];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const dependency of estate.dependenciesFrom(id)) {
      if (seen.has(dependency.to) || !follows(dependency)) continue;
      seen.add(dependency.to);
      queue.push(dependency.to);
    }
  }
  return seen;
}
