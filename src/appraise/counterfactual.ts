import { availabilityOf } from '../analyses/availability/availability.ts';
import { copiesOf } from '../analyses/availability/copies.ts';
import { difference } from '../analyses/availability/estimates.ts';
import type { Assumptions } from '../core/assumption.ts';
import type { Availability, Cause, Spreads } from '../core/availability.ts';
import type { Capacity } from '../core/capacity.ts';
import type { Component, ComponentKind } from '../core/component.ts';
import { RUNS_OR_KEEPS } from '../core/component.ts';
import type { ComponentId } from '../core/id.ts';
import type { Journey } from '../core/journey.ts';
import { Unknown } from '../core/value.ts';
import type { Estate } from '../graph/estate.ts';
import { findJourneys } from '../graph/journeys.ts';
import type { GraphChange } from './graph-change.ts';
import { overlaid } from './graph-change.ts';

export interface BaseModels {
  readonly estate: Estate;
  readonly journeys: readonly Journey[];
  readonly availability: Availability;
  readonly capacity: Capacity;
  readonly assumptions: Assumptions;
  isWanted(component: Component): boolean;
}

/** One journey in both worlds. */
export interface JourneyPair {
  readonly journey: Journey;
  readonly before: Spreads;
  readonly after: Spreads;
  readonly change: Spreads;
}

/** What the models say with a change in place. */
export interface World {
  /** Only journeys that differ. */
  readonly pairs: readonly JourneyPair[];
  /** The model with the change in place; undefined where it is the one before, without some events. */
  readonly availability: Availability | undefined;
  /** Events that never happen there, beside the change. */
  readonly without: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();
const SAME: World = { pairs: [], availability: undefined, without: NONE };

/** Runs the models again with changes of the graph in place, as far as journeys can tell. */
export class Counterfactuals {
  readonly #base: BaseModels;
  readonly #components: ReadonlyMap<ComponentId, Component>;
  readonly #touching: ReadonlyMap<ComponentId, ReadonlySet<Journey>>;

  constructor(base: BaseModels) {
    this.#base = base;
    this.#components = new Map(base.estate.components.map((one) => [one.id, one]));
    const touching = new Map<ComponentId, Set<Journey>>();
    for (const journey of base.journeys) {
      for (const id of journey.reaches) touching.set(id, (touching.get(id) ?? new Set()).add(journey));
    }
    this.#touching = touching;
  }

  /** Whether a journey reaches one of these. */
  reaches(ids: readonly ComponentId[]): boolean {
    return ids.some((id) => this.#touching.has(id));
  }

  /** Whether users may need one of these, on a way that is known or on one that no file tells. */
  mayServe(ids: readonly ComponentId[]): boolean {
    return ids.some((id) => RUNS_OR_KEEPS.has(this.#components.get(id)?.kind ?? 'other'));
  }

  /** Whether the models read anything of a component. */
  isRead({ id, kind }: Component): boolean {
    return this.#touching.has(id) || SHARED.has(kind);
  }

  of(change: GraphChange, without = NONE): World {
    const { journeys: before, assumptions } = this.#base;
    const isSame = change.components.size + change.gone.length + change.fresh.length === 0;
    if (before.length === 0) return SAME;
    if (isSame) return this.without(({ event }) => without.has(event));
    const estate = overlaid(this.#base.estate, change);
    const now = mayMoveJourneys(change, this.#components)
      ? findJourneys(estate, (one) => this.#base.isWanted(one))
      : before;
    const affected = without.size > 0 ? now : this.#affected(change, now);
    if (affected.length === 0) return SAME;
    const availability = availabilityOf({
      estate,
      journeys: affected,
      assumptions,
      needed: (id) => this.#needed(id),
    });
    const pairs = this.#pairs(affected, (journey) =>
      availability.spreads(journey, without.size > 0 ? without : undefined),
    );
    return { pairs, availability, without };
  }

  /** The world in which some causes never happen. */
  without(isMeant: (cause: Cause) => boolean): World {
    const { availability, journeys } = this.#base;
    const causes = availability.causes.filter(isMeant);
    if (causes.length === 0) return SAME;
    const events = new Set(causes.map(({ event }) => event));
    const reached = causes.map(({ component }) => component && this.#touching.get(component));
    // A zone or a node group belongs to nobody: any journey may stand on it.
    const touched = reached.includes(undefined)
      ? undefined
      : new Set(reached.flatMap((one) => [...(one ?? [])]));
    const affected = touched ? journeys.filter((journey) => touched.has(journey)) : journeys;
    const pairs = this.#pairs(affected, (journey) => availability.spreads(journey, events));
    return { pairs, availability: undefined, without: events };
  }

  #pairs(journeys: readonly Journey[], after: (journey: Journey) => Spreads): readonly JourneyPair[] {
    const known = new Map(this.#base.journeys.map((one) => [keyOf(one), one]));
    return journeys.flatMap((one) => {
      const journey = known.get(keyOf(one));
      if (!journey) return [];
      const pair = { before: this.#base.availability.spreads(journey), after: after(one) };
      const change = difference(pair.before, pair.after);
      return isNothing(change) ? [] : [{ journey, ...pair, change }];
    });
  }

  #affected(change: GraphChange, now: readonly Journey[]): readonly Journey[] {
    if (now !== this.#base.journeys) return now;
    const changed = [...change.components].map(([id, one]) => one ?? this.#components.get(id));
    if (changed.some((one) => one && SHARED.has(one.kind))) return now;
    const touched = new Set(
      [...change.components.keys()].flatMap((id) => [...(this.#touching.get(id) ?? [])]),
    );
    return now.filter((journey) => touched.has(journey));
  }

  /** The load stays what it was: so many copies as carried it must be left, whatever a remedy adds. */
  #needed(id: ComponentId): { readonly atLeast: number; readonly atMost: number } | undefined {
    const component = this.#components.get(id);
    if (!component) return undefined;
    const needed = this.#base.capacity.ofWorkload(id)?.needed;
    if (needed && !Unknown.is(needed.atMost)) return { atLeast: needed.atLeast, atMost: needed.atMost };
    const count = copiesOf(component);
    return typeof count === 'number' && count > 0 ? { atLeast: 1, atMost: count } : undefined;
  }
}

/** Shared by components that no dependency leads to: any journey may stand on them. */
const SHARED: ReadonlySet<ComponentKind> = new Set([
  'subnet',
  'nat',
  'node-pool',
] satisfies readonly ComponentKind[]);

/** Whether other components may be reached, or other entries be found. */
function mayMoveJourneys(
  { components, gone, fresh }: GraphChange,
  base: ReadonlyMap<ComponentId, Component>,
): boolean {
  if (gone.length + fresh.length > 0) return true;
  return [...components].some(([id, now]) => {
    const was = base.get(id);
    return (
      !was ||
      !now ||
      was.kind !== now.kind ||
      was.facts.isPublicEntry?.value !== now.facts.isPublicEntry?.value ||
      (was.facts.pods?.generatesLoad === undefined) !== (now.facts.pods?.generatesLoad === undefined)
    );
  });
}

function keyOf({ name, entries: [first] }: Journey): string {
  return `${name}\n${first ?? ''}`;
}

function isNothing(spreads: Spreads): boolean {
  return Object.values(spreads).every(
    ({ likely, drawn }) => Math.abs(likely) < NOTHING && drawn.every((value) => Math.abs(value) < NOTHING),
  );
}

// Minutes a year: less than this is what is left of rounding.
const NOTHING = 1e-6;
