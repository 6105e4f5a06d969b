import type { Component } from '../core/component.ts';
import type { ComponentId } from '../core/id.ts';
import type { Remedy } from '../core/remedy.ts';
import type { RuleContext } from '../core/rule.ts';

/** Workloads of one stack and namespace that are written alike: one habit, one finding. */
export interface Habit {
  /** Everyone it covers, sorted; those that matter most first. */
  readonly members: readonly Component[];
  /** The one that speaks for all. */
  readonly first: Component;
}

/**
 * Finds who shares a habit with a component that has it. What it finds is kept for each group of
 * neighbours, so that a group is looked at once, not once for each of its members.
 */
export function habitFinder(
  hasHabit: (component: Component, context: RuleContext) => boolean,
): (component: Component, context: RuleContext) => Habit {
  const known = new WeakMap<readonly ComponentId[], readonly Component[]>();
  return (component, context) => {
    const ids = component.facts.neighbours ?? [component.id];
    const members =
      known.get(ids) ?? ids.map((id) => context.component(id)).filter((one) => hasHabit(one, context));
    known.set(ids, members);
    const sorted = [...members.filter((one) => !isMinor(one)), ...members.filter(isMinor)];
    return { members: sorted, first: sorted[0] ?? component };
  };
}

/** Agents of the platform are somebody else's text, and jobs end: they never speak for the rest. */
export function isMinor({ facts: { pods } }: Component): boolean {
  return pods?.platformAgent !== undefined || pods?.controller === 'job' || pods?.controller === 'pod';
}

/** `orders`, `orders and carts`, `orders and 11 other workloads of namespace shop`. */
export function memberWords({ members, first }: Habit): string {
  const names = new Set(members.map(({ name }) => name));
  const [, second, third] = names;
  if (second === undefined) return first.name;
  if (third === undefined) return `${first.name} and ${second}`;
  const namespace = first.facts.pods?.namespace.value;
  const where = typeof namespace === 'string' ? ` of namespace ${namespace}` : '';
  return `${first.name} and ${names.size - 1} other workloads${where}`;
}

/** One remedy of this name for every member; advice where one of them cannot be edited. */
export function joinedRemedy({ members }: Habit, name: string, title: string): readonly Remedy[] {
  const own = members.flatMap(({ remedies }) => remedies[name] ?? []);
  const [first, second] = own;
  if (!first || !second) return own;
  const canEdit = own.length === members.length && own.every(({ intents }) => intents.length > 0);
  return [{ ...first, title, intents: canEdit ? own.flatMap(({ intents }) => intents) : [] }];
}
