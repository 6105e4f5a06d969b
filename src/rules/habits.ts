import type { Component } from '../core/component.ts';
import type { ComponentId } from '../core/id.ts';
import type { Remedy } from '../core/remedy.ts';
import type { RuleContext } from '../core/rule.ts';

/** Workloads of one stack and namespace that are written alike: one habit, one finding. */
export interface Habit {
  /** The one that speaks for all, whose text is the cause. */
  readonly speaker: Component;
  /** Everyone, those that matter most first, where the component speaks; else the component alone. */
  readonly members: readonly Component[];
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
    const sorted =
      known.get(ids) ??
      minorLast(
        ids.map((id) => context.component(id)),
        (one) => hasHabit(one, context),
      );
    known.set(ids, sorted);
    const [speaker = component] = sorted;
    return { speaker, members: speaker === component ? sorted : [component] };
  };
}

function minorLast(
  components: readonly Component[],
  hasHabit: (one: Component) => boolean,
): readonly Component[] {
  const members = components.filter(hasHabit);
  return [...members.filter((one) => !isMinor(one)), ...members.filter(isMinor)];
}

/** Agents of the platform are somebody else's text, and jobs end: they never speak for the rest. */
export function isMinor({ facts: { pods } }: Component): boolean {
  return pods?.platformAgent !== undefined || pods?.controller === 'job' || pods?.controller === 'pod';
}

/** `orders`, `orders and carts`, `orders and 11 other workloads of namespace shop`. */
export function memberWords({ members }: Habit): string {
  const [first, second, third] = new Set(members.map(({ name }) => name));
  if (first === undefined || second === undefined) return first ?? '';
  if (third === undefined) return `${first} and ${second}`;
  const namespace = members[0]?.facts.pods?.namespace.value;
  const where = typeof namespace === 'string' ? ` of namespace ${namespace}` : '';
  const others = new Set(members.map(({ name }) => name)).size - 1;
  return `${first} and ${others} other workloads${where}`;
}

/** One remedy of this name for every member; advice where one of them cannot be edited. */
export function joinedRemedy({ members }: Habit, name: string, title: string): readonly Remedy[] {
  const own = members.flatMap(({ remedies }) => remedies[name] ?? []);
  const [first, second] = own;
  if (!first || !second) return own;
  const canEdit = own.length === members.length && own.every(({ intents }) => intents.length > 0);
  return [{ ...first, title, intents: canEdit ? own.flatMap(({ intents }) => intents) : [] }];
}
