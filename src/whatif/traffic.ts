import { BUSY_AT_MOST } from '../analyses/capacity/needed.ts';
import type { Capacity, Shortfall, Term } from '../core/capacity.ts';
import type { Component } from '../core/component.ts';
import type { Zone } from '../core/facts/common.ts';
import { Unknown } from '../core/value.ts';

export interface TrafficLoss {
  readonly zone: Zone;
  /** Multiple of the traffic. */
  readonly factor: number;
  readonly capacity: Capacity;
}

/** Copies that are too few for more traffic once a zone is lost, until others have started. */
export function shortAtTraffic(
  component: Component,
  { zone, factor, capacity }: TrafficLoss,
): Shortfall | undefined {
  const found = capacity.ofWorkload(component.id);
  const left = found?.afterZone?.evenly;
  const now = found?.replicas.low;
  if (!found || left === undefined || now === undefined || Unknown.is(left) || Unknown.is(now))
    return undefined;
  // Where none is left, the loss itself is what matters, and it is told without traffic.
  if (left < 1 || !standsIn(component, zone)) return undefined;
  const { load } = component.facts;
  const isDeclared = load?.rpsPerReplica !== undefined;
  const today = load?.rpsPerReplica === undefined ? now : load.peakRps / (load.rpsPerReplica * BUSY_AT_MOST);
  const needed = Math.ceil(today * factor - 1e-9);
  if (left >= needed) return undefined;
  const { name, id } = component;
  const { high } = found.replicas;
  const most = Unknown.is(high) ? undefined : high;
  const then =
    most !== undefined && most >= needed
      ? ` until ${needed - left} more ${needed - left === 1 ? 'has' : 'have'} started`
      : most === undefined
        ? ''
        : `, and never has more than ${most}`;
  const carries = Number((left / today).toFixed(2));
  return {
    kind: 'replicas',
    component: id,
    says:
      `${name} keeps ${left} of ${now} copies, which carry ${carries} times the traffic; ` +
      `at ${factor} times it needs ${needed}${then}.`,
    terms: [
      ...termsOf(component, now, isDeclared),
      { says: 'times the traffic', value: factor, unit: '' },
      { says: 'copies needed, rounded up', value: needed, unit: 'copies' },
      { says: 'copies left, evenly spread', value: left, unit: 'copies', at: found.afterZone?.at[0] },
    ],
    isCertain: isDeclared,
    hangsOn: isDeclared ? [] : [undeclared(name)],
  };
}

function termsOf({ name, facts: { load } }: Component, now: number, isDeclared: boolean): readonly Term[] {
  if (!isDeclared || load?.rpsPerReplica === undefined) {
    return [{ says: `copies of ${name}, taken to carry the traffic as it is`, value: now, unit: 'copies' }];
  }
  return [
    { says: `peak of ${name}, declared at ${load.place}`, value: load.peakRps, unit: 'requests/s' },
    { says: `one copy serves, declared at ${load.place}`, value: load.rpsPerReplica, unit: 'requests/s' },
    { says: 'of which it should do at most', value: BUSY_AT_MOST, unit: '' },
  ];
}

function standsIn({ facts: { zones } }: Component, { id }: Zone): boolean {
  if (zones === undefined || Unknown.is(zones.value) || Unknown.is(zones.value.names)) return true;
  return zones.value.names.some((zone) => zone.id === id);
}

function undeclared(name: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `how much of the traffic one copy of ${name} carries is not declared`,
    settledBy: `peak_rps and rps_per_replica of ${name} under \`services\` in whatfails.yaml`,
  });
}
