import type { Component, ComponentKind } from '../../src/core/component.ts';
import type { Dependency, DependencyKind } from '../../src/core/dependency.ts';
import type { ComponentId } from '../../src/core/id.ts';
import { matchesPattern } from '../../src/core/pattern.ts';
import type { Estate } from '../../src/graph/estate.ts';

/** A part of a system as people name it, and the patterns over names, addresses and ids that mean it. */
export interface Named {
  readonly name: string;
  readonly match: readonly string[];
}

export interface ServiceEdge {
  readonly from: string;
  readonly to: string;
  readonly dependency: Dependency;
}

const FOLLOWED: ReadonlySet<DependencyKind> = new Set([
  'calls',
  'stores',
  'consumes',
  'publishes',
  'routes-to',
  'reads-secret',
  'encrypts',
  'member-of',
] satisfies readonly DependencyKind[]);

/** Unnamed ones of these are other parts of the system, not ways through it. */
const STANDS_FOR_ITSELF: ReadonlySet<ComponentKind> = new Set([
  'workload',
  'function',
  'datastore',
  'cache',
  'queue',
  'topic',
  'bucket',
  'external',
] satisfies readonly ComponentKind[]);

/**
 * What the graph says about named parts: an edge for each way from one to another that leads through unnamed
 * components only (Services, target groups, listeners, secrets).
 */
export function serviceEdges(
  estate: Estate,
  parts: readonly Named[],
  {
    isWanted,
    from = (id) => estate.dependenciesFrom(id),
  }: {
    readonly isWanted: (component: Component) => boolean;
    readonly from?: (id: ComponentId) => readonly Dependency[];
  },
): readonly ServiceEdge[] {
  const nameOf = new Map<ComponentId, string>();
  for (const component of estate.components) {
    if (!isWanted(component)) continue;
    const part = parts.find(({ match }) => match.some((pattern) => isMeant(component, pattern, estate)));
    if (part) nameOf.set(component.id, part.name);
  }
  const edges = new Map<string, ServiceEdge>();
  for (const [start, name] of nameOf) {
    const seen = new Set<ComponentId>([start]);
    const queue: { readonly id: ComponentId; readonly first: Dependency | undefined }[] = [
      { id: start, first: undefined },
    ];
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
      for (const dependency of from(one.id)) {
        const { to, kind } = dependency;
        if (!FOLLOWED.has(kind) || seen.has(to) || !isWanted(estate.component(to))) continue;
        seen.add(to);
        const first = one.first ?? dependency;
        const other = nameOf.get(to);
        if (other === undefined) {
          if (!STANDS_FOR_ITSELF.has(estate.component(to).kind)) queue.push({ id: to, first });
        } else if (other !== name)
          edges.set(`${name} → ${other}`, { from: name, to: other, dependency: first });
        else queue.push({ id: to, first: one.first });
      }
    }
  }
  return [...edges.values()];
}

function isMeant({ id, name, resources: [main] }: Component, pattern: string, estate: Estate): boolean {
  const address = main === undefined ? undefined : estate.resource(main)?.address;
  return [name, id, address].some((text) => text !== undefined && matchesPattern(pattern, text));
}
