import type { Cause, Reading } from '../../core/availability.ts';
import type { Component } from '../../core/component.ts';
import type { Zone } from '../../core/facts/common.ts';
import { Unknown } from '../../core/value.ts';
import { zoneLabel } from '../../core/zones.ts';
import { placeCause } from './causes.ts';

/** Where a component stands, as far as it matters when a zone is lost. */
export type Placement =
  /** It stands in no zone, or wherever there is room. */
  | { readonly kind: 'free' }
  /** All of it in one zone. */
  | { readonly kind: 'one'; readonly zone: Cause }
  /** In each of these, one after the other. */
  | { readonly kind: 'several'; readonly zones: readonly Cause[] };

export interface Placed {
  readonly placement: Placement;
  /** Set where the two readings differ. */
  readonly unknown: Unknown | undefined;
}

const FREE: Placed = { placement: { kind: 'free' }, unknown: undefined };

// More zones than this make no difference: all of them would have to be lost.
const MOST_ZONES = 3;

/**
 * The zones of a component, as its facts state them; what is not known is taken as the reading says.
 * `isCopy`: others of the same block stand beside it.
 */
export function placementOf(component: Component, reading: Reading, isCopy: boolean): Placed {
  const { zones } = component.facts;
  if (!zones) return FREE;
  const { value } = zones;
  if (Unknown.is(value)) return maybePinned(component, reading, value);
  const { atLeast, atMost, names } = value;
  const known = Unknown.is(names) ? [] : names;
  // Of zones that nobody names, no single one is known to matter.
  if (atLeast >= 2 && known.length < 2) return FREE;
  if (atLeast >= 2) {
    return {
      placement: { kind: 'several', zones: known.slice(0, MOST_ZONES).map(named) },
      unknown: undefined,
    };
  }
  if (Unknown.is(atMost)) return maybePinned(component, reading, atMost);
  if (atMost > 1) return FREE;
  const [zone] = known;
  const only = zone ? named(zone) : unnamed(component, isCopy && reading === 'best' ? 'worst' : reading);
  return { placement: { kind: 'one', zone: only }, unknown: undefined };
}

function maybePinned(component: Component, reading: Reading, unknown: Unknown): Placed {
  if (reading !== 'worst') return { placement: { kind: 'free' }, unknown };
  return { placement: { kind: 'one', zone: unnamed(component, reading) }, unknown };
}

function named(zone: Zone): Cause {
  return placeCause('zone', zone.id, zoneLabel(zone));
}

/**
 * A zone that the provider chose. In the best reading all of one region chose the same, in the worst each
 * its own. Copies that stand in for each other are better off the other way round.
 */
export function unnamed(component: Component, reading: Reading): Cause {
  const region = regionOf(component) ?? 'the region';
  return reading !== 'worst'
    ? placeCause('zone', `${region}/?`, `of ${region} that the provider picks`)
    : placeCause('zone', `${component.id}#?`, `of ${component.name}`);
}

/** The region that a component states, where it is known. */
export function regionOf({ facts: { region } }: Component): string | undefined {
  return region === undefined || Unknown.is(region.value) ? undefined : region.value;
}
