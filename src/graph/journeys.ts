import type { Component, ComponentKind } from '../core/component.ts';
import { RUNS_OR_KEEPS } from '../core/component.ts';
import type { Dependency } from '../core/dependency.ts';
import { groupBy } from '../core/group-by.ts';
import type { ComponentId } from '../core/id.ts';
import type { Journey, JourneyPlan } from '../core/journey.ts';
import { byCodeUnit, byKey } from '../core/order.ts';
import type { Estate } from './estate.ts';
import { carries, reachedFrom } from './reach.ts';

type Follows = (dependency: Dependency) => boolean;

/**
 * The journeys that the configuration declares, else one for each public entry that no other entry leads to;
 * over the components that are wanted.
 */
export function findJourneys(
  estate: Estate,
  isWanted: (component: Component) => boolean,
): readonly Journey[] {
  const isInside = (id: ComponentId): boolean => isWanted(estate.component(id));
  const follows: Follows = (dependency) =>
    carries(dependency) &&
    !isLater(dependency) &&
    isInside(dependency.to) &&
    !isTester(estate.component(dependency.to));
  const declared = estate.journeys.flatMap((plan) => {
    const entries = plan.entries.filter(isInside);
    return entries.length === 0 ? [] : [declaredJourney(estate, { ...plan, entries }, follows)];
  });
  const journeys = declared.length > 0 ? declared : inferredJourneys(estate, isWanted, follows);
  return withOwnNames(estate, journeys).sort(byKey(({ name, entries: [first] }) => `${name}\u0000${first}`));
}

/** Journeys of one name are told apart by the root that their entry stands in. */
function withOwnNames(estate: Estate, journeys: readonly Journey[]): Journey[] {
  const named = groupBy(journeys, ({ name }) => name);
  return journeys.map((journey) => {
    const [entry] = journey.entries;
    const stack = entry === undefined ? undefined : estate.component(entry).stack;
    const isAlone = (named.get(journey.name)?.length ?? 0) < 2;
    if (isAlone || stack === undefined) return journey;
    return { ...journey, name: `${journey.name} (${estate.stack(stack).root || '.'})` };
  });
}

/** Nobody waits for what happens after the answer, or for those who only manage. */
function isLater({ strength }: Dependency): boolean {
  return strength === 'async' || strength === 'control-only';
}

/** What sends load to others or tests them stands beside the system, also where a Service selects it. */
function isTester({ facts }: Component): boolean {
  return facts.pods?.generatesLoad !== undefined;
}

function inferredJourneys(
  estate: Estate,
  isWanted: (component: Component) => boolean,
  follows: Follows,
): readonly Journey[] {
  const entries = estate.components.filter(
    (component) => component.facts.isPublicEntry?.value === true && isWanted(component),
  );
  const reached = outerEntries(estate, entries, follows);
  return entries.flatMap(({ id, name }) => {
    const reaches = reached.get(id);
    if (!reaches) return [];
    const needs = reachedFrom(estate, id, (one) => one.strength === 'hard' && follows(one));
    return [journeyOf(estate, { name, entries: [id], reaches, needs })];
  });
}

/**
 * Entries that no other entry leads to, with what they reach; of entries that lead to each other, the first.
 * What an inner entry reaches is a part of that, and is not walked again.
 */
function outerEntries(
  estate: Estate,
  entries: readonly Component[],
  follows: Follows,
): ReadonlyMap<ComponentId, ReadonlySet<ComponentId>> {
  const isEntry = new Set(entries.map(({ id }) => id));
  const inner = new Set<ComponentId>();
  const reached = new Map<ComponentId, ReadonlySet<ComponentId>>();
  for (const { id } of entries) {
    if (inner.has(id)) continue;
    const all = reachedFrom(estate, id, follows);
    reached.set(id, all);
    for (const other of all) {
      if (other === id || !isEntry.has(other)) continue;
      inner.add(other);
      reached.delete(other);
    }
  }
  return reached;
}

/** Services that are named are needed; others behind them belong to other journeys. */
function declaredJourney(estate: Estate, plan: JourneyPlan, follows: Follows): Journey {
  const { name, entries, through, declaredAt, sloPercent } = plan;
  const meant = new Set([...entries, ...through]);
  const isOther = (id: ComponentId): boolean =>
    through.length > 0 && SERVES.has(estate.component(id).kind) && !meant.has(id);
  const leadsOn = (id: ComponentId): boolean => {
    const routes = estate.dependenciesFrom(id, 'routes-to');
    return routes.length === 0 || routes.some(({ to }) => !isOther(to));
  };
  const own: Follows = (one) => follows(one) && !isOther(one.to) && leadsOn(one.to);
  const reaches = new Set<ComponentId>();
  const needs = new Set<ComponentId>();
  for (const id of meant) {
    for (const other of reachedFrom(estate, id, own)) reaches.add(other);
    for (const other of reachedFrom(estate, id, (one) => one.strength === 'hard' && own(one))) {
      needs.add(other);
    }
  }
  return journeyOf(estate, { name, entries, reaches, needs, declaredAt, sloPercent });
}

interface Reached {
  readonly name: string;
  readonly entries: readonly ComponentId[];
  readonly reaches: ReadonlySet<ComponentId>;
  readonly needs: ReadonlySet<ComponentId>;
  readonly declaredAt?: Journey['declaredAt'];
  readonly sloPercent?: Journey['sloPercent'];
}

function journeyOf(estate: Estate, { reaches, needs, ...rest }: Reached): Journey {
  const running = [...reaches].filter((id) => RUNS_OR_KEEPS.has(estate.component(id).kind));
  return {
    declaredAt: undefined,
    ...rest,
    reaches: [...reaches].sort(byCodeUnit),
    needs: [...needs].sort(byCodeUnit),
    isSmall: running.length < 2,
  };
}

const SERVES: ReadonlySet<ComponentKind> = new Set([
  'workload',
  'function',
] satisfies readonly ComponentKind[]);
