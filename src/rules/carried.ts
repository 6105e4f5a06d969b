import type { Component } from '../core/component.ts';
import type { Evidence } from '../core/finding.ts';
import type { ComponentId } from '../core/id.ts';
import type { Journey } from '../core/journey.ts';
import type { Location } from '../core/location.ts';
import type { RuleContext } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';

/** A journey that may stop with a component. */
export interface Carrying {
  readonly journey: Journey;
  /** True where every dependency on the way is known to be hard. */
  readonly isCertain: boolean;
}

/**
 * Journeys that stop with a component, or may: it is reached over dependencies that are hard or whose
 * strength is not known. What is known to be soft, or needed at the start alone, carries nothing on.
 */
export function carriedBy({ id }: Component, context: RuleContext): readonly Carrying[] {
  return allCarried(context).get(id) ?? [];
}

/** Everything that journeys stop with, or may. */
export function allCarried(context: RuleContext): ReadonlyMap<ComponentId, readonly Carrying[]> {
  const made = known.get(context);
  if (made) return made;
  const found = everyCarrying(context);
  known.set(context, found);
  return found;
}

const known = new WeakMap<RuleContext, ReadonlyMap<ComponentId, readonly Carrying[]>>();

function everyCarrying(context: RuleContext): ReadonlyMap<ComponentId, readonly Carrying[]> {
  const found = new Map<ComponentId, Carrying[]>();
  for (const journey of context.journeys()) {
    if (!journey.entries.some((id) => context.isProductionLike(context.component(id)))) continue;
    const certain = new Set(journey.needs);
    const within = new Set(journey.reaches);
    for (const id of spread([...journey.needs, ...journey.entries], context, (to) => within.has(to))) {
      const carrying = { journey, isCertain: certain.has(id) };
      const list = found.get(id);
      if (list) list.push(carrying);
      else found.set(id, [carrying]);
    }
  }
  return found;
}

// What a request waits for; keys, secrets and roles are asked elsewhere.
const WAITED_FOR = new Set(['calls', 'stores', 'publishes', 'runs-on', 'routes-to', 'member-of']);

/** These, and all that they stop with or may stop with. */
export function spread(
  starts: readonly ComponentId[],
  context: RuleContext,
  isWanted: (id: ComponentId) => boolean = () => true,
): ReadonlySet<ComponentId> {
  const seen = new Set(starts);
  const queue = [...seen];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const { to, kind, strength } of context.dependenciesFrom(id)) {
      if (seen.has(to) || !WAITED_FOR.has(kind) || !isWanted(to)) continue;
      if (strength !== 'hard' && !Unknown.is(strength)) continue;
      seen.add(to);
      queue.push(to);
    }
  }
  return seen;
}

/** Where a component is declared. */
export function declaredAt({ resources: [main] }: Component): Location | undefined {
  return main && { resource: main, path: [] };
}

/** One place for all that one journey carries, so that it is told once. */
export function placeOfJourney({ entries: [entry] }: Journey, context: RuleContext): Location | undefined {
  return entry && declaredAt(context.component(entry));
}

const NAMED = 3;

/** `it carries checkout, refunds and 4 more journeys`, as a line of proof at the first entry. */
export function carryingEvidence(carrying: readonly Carrying[], context: RuleContext): readonly Evidence[] {
  const [first] = carrying;
  if (!first) return [];
  const names = carrying.slice(0, NAMED).map(({ journey }) => journey.name);
  const more = carrying.length > NAMED ? ` and ${carrying.length - NAMED} more` : '';
  const doubt = carrying.some(({ isCertain }) => isCertain)
    ? ''
    : '; whether it stops without it is not told';
  return [
    { says: `on the way of ${names.join(', ')}${more}${doubt}`, at: placeOfJourney(first.journey, context) },
  ];
}
