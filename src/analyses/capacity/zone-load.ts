import type { Left, Term, ZoneLoad } from '../../core/capacity.ts';
import type { Component } from '../../core/component.ts';
import { Unknown } from '../../core/value.ts';
import type { Estate } from '../../graph/estate.ts';
import type { Copies } from './copies.ts';
import type { Target } from './needed.ts';
import { BUSY_AT_MOST, noPeak, round, targetOf } from './needed.ts';

interface Placed {
  readonly component: Component;
  readonly copies: Copies;
  readonly left: Left | undefined;
}

/** How busy the copies of the other zones are once those of one zone are gone. */
export function zoneLoadOf(placed: Placed, estate: Estate): ZoneLoad | undefined {
  const { component, copies, left } = placed;
  const zones = left?.over.atLeast ?? 0;
  const fewest = copies.low.value;
  if (!left || zones < 2 || Unknown.is(fewest) || fewest < 2) return undefined;
  const target = targetOf(component, estate);
  const peak = ofPeak(placed, { zones, fewest, target });
  if (peak) return peak;
  if (target && copies.isScaled && !Unknown.is(target.value)) {
    return ofTarget(placed, { zones, fewest, target: { ...target, value: target.value } });
  }
  return open(component, { zones, fewest });
}

interface Standing {
  readonly zones: number;
  readonly fewest: number;
}

function leftOf(copies: number, zones: number): number {
  return copies - Math.ceil(copies / zones);
}

/** Copies that an autoscaler runs at the peak, or all there are, and the peak on those left. */
function ofPeak(
  { component: { facts, name }, copies, left: standing }: Placed,
  { zones, fewest, target }: Standing & { readonly target: Target | undefined },
): ZoneLoad | undefined {
  const { load } = facts;
  const rate = load?.rpsPerReplica;
  if (!load || rate === undefined) return undefined;
  const held = target && !Unknown.is(target.value) ? Math.min(target.value, 1) : BUSY_AT_MOST;
  const highest = Unknown.is(copies.high.value) ? fewest : copies.high.value;
  const wanted = Math.ceil(round(load.peakRps / (rate * held)));
  const running = copies.isScaled ? Math.max(Math.min(wanted, highest), fewest) : fewest;
  const left = leftOf(running, zones);
  const enoughCopies = Math.ceil(round(load.peakRps / (rate * BUSY_AT_MOST)));
  // An autoscaler with room brings the copies back in minutes: until then they may be busy, not overloaded.
  const atMost = copies.isScaled && highest >= enoughCopies ? 1 : BUSY_AT_MOST;
  const utilization = round(load.peakRps / (rate * Math.max(left, 0)));
  const declared = `declared at ${load.place}`;
  const needed = Math.ceil(round(load.peakRps / (rate * atMost)));
  return {
    ...said({ name, running, left, needed, zones, utilization, atMost }),
    basis: 'declared peak',
    headroom: zones / (zones - 1),
    terms: [
      { says: `peak of ${name}, ${declared}`, value: load.peakRps, unit: 'requests/s' },
      { says: `one copy serves, ${declared}`, value: rate, unit: 'requests/s' },
      { says: 'running at the peak', value: running, unit: 'copies', at: copies.low.at[0] },
      {
        says: `left of them in ${zones - 1} of ${zones} zones`,
        value: left,
        unit: 'copies',
        at: standing?.at[0],
      },
      { says: 'their utilization', value: utilization, unit: '' },
      { says: 'utilization that still holds', value: atMost, unit: '' },
    ],
    enough: enoughAtPeak(copies, { wanted, highest, enough: smallestWith(needed, zones) }),
  };
}

interface AtPeak {
  /** Copies that the autoscaler would start, those it may start, and those that would be enough. */
  readonly wanted: number;
  readonly highest: number;
  readonly enough: number;
}

/** An autoscaler that wants enough copies only needs a higher maximum; else more have to run all the time. */
function enoughAtPeak(
  { low, high, isScaled }: Copies,
  { wanted, highest, enough }: AtPeak,
): ZoneLoad['enough'] {
  const [minimumAt, maximumAt] = [low.at[0], high.at[0]];
  if (isScaled && wanted >= enough && maximumAt) {
    return { sets: 'maximum', value: enough, at: maximumAt, maximumAt: undefined };
  }
  if (!minimumAt) return undefined;
  const isAbove = isScaled && enough > highest;
  return { sets: 'minimum', value: enough, at: minimumAt, maximumAt: isAbove ? maximumAt : undefined };
}

/** The fewest copies of which so many are left without one zone. */
function smallestWith(needed: number, zones: number): number {
  let copies = needed;
  while (leftOf(copies, zones) < needed) copies += 1;
  return copies;
}

/** The target is the load: what n copies do at it, those left must do. */
function ofTarget(
  { component: { name }, left: standing }: Placed,
  { zones, fewest, target }: Standing & { readonly target: Target & { readonly value: number } },
): ZoneLoad {
  // Fewer copies than zones are a matter of the minimum; the target is asked for its own reserve.
  const running = Math.max(fewest, zones);
  const left = leftOf(running, zones);
  const share = round((target.value * running) / (left * target.reserve));
  const utilization = target.isCapped ? share : noCap(name);
  const needed = Math.ceil(round((target.value * running) / target.reserve));
  const holds = Math.floor(round((100 * left * target.reserve) / running));
  const terms: readonly Term[] = [
    { says: 'utilization that the autoscaler holds', value: target.value, unit: '', at: target.at },
    { says: 'running at it', value: running, unit: 'copies' },
    {
      says: `left of them in ${zones - 1} of ${zones} zones`,
      value: left,
      unit: 'copies',
      at: standing?.at[0],
    },
    { says: 'their utilization', value: utilization, unit: '' },
  ];
  return {
    ...said({ name, running, left, needed, zones, utilization, atMost: 1 }),
    basis: 'autoscaler target',
    headroom: zones / (zones - 1),
    terms,
    enough: target.at && { sets: 'target', value: holds, at: target.at, maximumAt: undefined },
  };
}

interface Saying {
  readonly name: string;
  readonly running: number;
  readonly left: number;
  readonly needed: number;
  readonly zones: number;
  readonly utilization: number | Unknown;
  readonly atMost: number;
}

type Said = Pick<
  ZoneLoad,
  | 'needed'
  | 'zones'
  | 'copies'
  | 'left'
  | 'utilization'
  | 'atMost'
  | 'verdict'
  | 'says'
  | 'isCertain'
  | 'hangsOn'
>;

function said({ name, running, left, needed, zones, utilization, atMost }: Saying): Said {
  const isOpen = Unknown.is(utilization);
  const verdict = isOpen ? 'open' : utilization > atMost ? 'over' : 'within';
  const busy = isOpen ? 'how busy is not known' : `each ${Math.round(utilization * 100)} % busy`;
  return {
    zones,
    copies: running,
    left,
    needed,
    utilization,
    atMost,
    verdict,
    says: `Without one of ${zones} zones ${name} has ${left} of ${running} copies, ${busy}.`,
    isCertain: !isOpen,
    hangsOn: isOpen ? [utilization] : [],
  };
}

function open(component: Component, { zones, fewest }: Standing): ZoneLoad {
  const utilization = noPeak(component);
  const left = leftOf(fewest, zones);
  return {
    ...said({
      name: component.name,
      running: fewest,
      left,
      needed: 1,
      zones,
      utilization,
      atMost: BUSY_AT_MOST,
    }),
    basis: 'nothing',
    headroom: zones / (zones - 1),
    terms: [],
    enough: undefined,
  };
}

function noCap(name: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `pods of ${name} may use more than they request, as far as their nodes have it`,
    settledBy: `peak_rps and rps_per_replica of ${name} under \`services\` in whatfails.yaml`,
  });
}
