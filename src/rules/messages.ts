import type { Component } from '../core/component.ts';
import type { Dependency } from '../core/dependency.ts';
import type { Evidence } from '../core/finding.ts';
import type { ComponentId } from '../core/id.ts';
import type { RuleContext } from '../core/rule.ts';

const LISTED = 3;

/** One neighbour, with the first line that says so. */
interface Neighbour {
  readonly component: Component;
  readonly at: Evidence['at'];
}

/** Who writes to a queue or topic, and who takes from it, as evidence. */
export function flowEvidence({ id }: Component, context: RuleContext): readonly Evidence[] {
  const producers = distinct(context.dependenciesTo(id, 'publishes'), ({ from }) => from, context);
  return [...inWords(producers, 'writes to it'), ...inWords(consumersOf(id, context), 'takes from it')];
}

/** What calls a function without waiting, as evidence. */
export function callerEvidence({ id }: Component, context: RuleContext): readonly Evidence[] {
  return inWords(
    distinct(context.dependenciesFrom(id, 'consumes'), ({ to }) => to, context),
    'calls it',
  );
}

/** Components that take messages from a queue or topic. */
export function consumersOf(id: ComponentId, context: RuleContext): readonly Neighbour[] {
  return distinct(context.dependenciesTo(id, 'consumes'), ({ from }) => from, context);
}

function distinct(
  dependencies: readonly Dependency[],
  end: (dependency: Dependency) => ComponentId,
  context: RuleContext,
): readonly Neighbour[] {
  const found = new Map<ComponentId, Neighbour>();
  for (const dependency of dependencies) {
    const id = end(dependency);
    if (!found.has(id)) found.set(id, { component: context.component(id), at: dependency.evidence[0]?.at });
  }
  return [...found.values()];
}

function inWords(neighbours: readonly Neighbour[], what: string): readonly Evidence[] {
  return neighbours.slice(0, LISTED).map(({ component, at }) => ({ says: `${component.name} ${what}`, at }));
}

/** Seconds as people say them: `4 days`, `30 seconds`. */
export function duration(seconds: number): string {
  const units = [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
  ] as const;
  for (const [size, name] of units) {
    if (seconds >= size && seconds % size === 0)
      return `${seconds / size} ${name}${seconds === size ? '' : 's'}`;
  }
  return `${seconds} second${seconds === 1 ? '' : 's'}`;
}
