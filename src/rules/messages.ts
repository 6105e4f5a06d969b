import type { Component } from '../core/component.ts';
import type { Evidence } from '../core/finding.ts';
import type { RuleContext } from '../core/rule.ts';

const LISTED = 3;

/** Who writes to a queue or topic, and who takes from it, as evidence. */
export function flowEvidence({ id }: Component, context: RuleContext): readonly Evidence[] {
  const producers = context
    .dependenciesTo(id, 'publishes')
    .slice(0, LISTED)
    .map(({ from, evidence }) => ({
      says: `${context.component(from).name} writes to it`,
      at: evidence[0]?.at,
    }));
  const consumers = consumersOf(id, context)
    .slice(0, LISTED)
    .map(({ component, at }) => ({
      says: `${component.name} takes from it`,
      at,
    }));
  return [...producers, ...consumers];
}

/** Components that take messages from a queue or topic, with the line that says so. */
export function consumersOf(
  id: Component['id'],
  context: RuleContext,
): readonly { readonly component: Component; readonly at: Evidence['at'] }[] {
  return context.dependenciesTo(id, 'consumes').map(({ from, evidence }) => ({
    component: context.component(from),
    at: evidence[0]?.at,
  }));
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
