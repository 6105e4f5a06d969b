import type { Loss, Shortfall, WorkloadCapacity } from '../../core/capacity.ts';
import type { Component } from '../../core/component.ts';
import type { Zone } from '../../core/facts/common.ts';
import type { ComponentId } from '../../core/id.ts';
import { byKey } from '../../core/order.ts';
import { Unknown } from '../../core/value.ts';
import { areDifferentZones, zoneLabel } from '../../core/zones.ts';
import type { Estate } from '../../graph/estate.ts';
import { addressesAfter } from './addresses.ts';
import { blockedBy } from './budgets.ts';
import { noPeak } from './needed.ts';
import type { Without } from './nodes.ts';
import { clustersWithPools, demandOn, gib, lowestCount, roomOf, workloadsOn } from './nodes.ts';
import { poolsOf, zonesOf } from './placement.ts';

interface Asked {
  readonly estate: Estate;
  readonly ofWorkload: (id: ComponentId) => WorkloadCapacity | undefined;
}

/** What is missing once this is gone. */
export function shortfallsAfter(loss: Loss, asked: Asked): readonly Shortfall[] {
  const found = loss.kind === 'zone' ? afterZone(loss.zone, asked) : afterNodes(loss, asked);
  const rank = ({ isCertain, kind, component }: Shortfall): string =>
    `${isCertain ? 0 : 1} ${kind} ${component}`;
  return [...found].sort(byKey(rank));
}

function afterZone(zone: Zone, { estate, ofWorkload }: Asked): readonly Shortfall[] {
  const found: Shortfall[] = [];
  for (const component of estate.ofKind('workload')) {
    if (!mayStandIn(component, zone, estate)) continue;
    const capacity = ofWorkload(component.id);
    const short = capacity && tooFewLeft(component, capacity, zoneLabel(zone));
    if (short) found.push(short);
    found.push(...boundVolumes(component, zone, estate));
  }
  for (const cluster of clustersWithPools(estate)) {
    if (!poolsOf(cluster.id, estate).some((pool) => mayStandIn(pool, zone, estate))) continue;
    const words = `without zone ${zoneLabel(zone)}`;
    found.push(...nodesMissing(cluster, estate, { without: { zone }, words }));
  }
  return [...found, ...addressesAfter(zone, estate)];
}

/** False only where its zones are known and the lost one is none of them. */
function mayStandIn(component: Component, zone: Zone, estate: Estate): boolean {
  const zones = zonesOf(component, estate)?.value;
  if (zones === undefined) return false;
  if (Unknown.is(zones) || Unknown.is(zones.names)) return true;
  return zones.names.some((own) => own.id === zone.id || !areDifferentZones(own, zone));
}

/** Copies are taken to stand evenly: that they may not is a matter of availability. */
function tooFewLeft(
  component: Component,
  { zoneLoad: load }: WorkloadCapacity,
  zone: string,
): Shortfall | undefined {
  if (load?.verdict !== 'over') return undefined;
  const { copies, left, needed, terms, basis } = load;
  const isDeclared = basis === 'declared peak';
  const when = isDeclared ? 'at its peak' : "at its autoscaler's target";
  return {
    kind: 'replicas',
    component: component.id,
    says:
      `${component.name} keeps ${left} of ${copies} copies without zone ${zone}, ` +
      `and needs ${needed} ${when}.`,
    terms,
    isCertain: isDeclared,
    hangsOn: isDeclared ? [] : [noPeak(component)],
  };
}

/** Disks that stand in the zone: their pods cannot move. */
function boundVolumes(component: Component, zone: Zone, estate: Estate): readonly Shortfall[] {
  const { pods } = component.facts;
  const claims = [
    ...(pods?.claimTemplates ?? []),
    ...(pods?.volumes ?? []).flatMap(({ claim }) =>
      claim === undefined ? [] : (estate.component(claim).facts.volumeClaim ?? []),
    ),
  ];
  return claims.flatMap(({ name, boundZones, at }): readonly Shortfall[] => {
    const zones = boundZones?.value;
    if (zones === undefined || Unknown.is(zones) || zone.name === undefined) return [];
    if (!zones.includes(zone.name)) return [];
    return [
      {
        kind: 'volume',
        component: component.id,
        says:
          `Pods of ${component.name} that use ${name} wait until zone ${zoneLabel(zone)} is back: ` +
          'the disk stays there.',
        terms: [{ says: `of ${name}`, value: zones.length, unit: 'zones', at }],
        isCertain: zones.length === 1,
        hangsOn: [],
      },
    ];
  });
}

function afterNodes(loss: Exclude<Loss, { kind: 'zone' }>, { estate }: Asked): readonly Shortfall[] {
  const pool = estate.component(loss.kind === 'node' ? loss.pool : loss.id);
  if (pool.kind !== 'node-pool') return [];
  const without: Without = loss.kind === 'node' ? { nodeOf: pool.id } : { pool: pool.id };
  const words = loss.kind === 'node' ? `without one node of ${pool.name}` : `without ${pool.name}`;
  const clusters = estate.dependenciesFrom(pool.id, 'member-of').map(({ to }) => estate.component(to));
  return clusters.flatMap((cluster) => [
    ...nodesMissing(cluster, estate, { without, words }),
    ...workloadsOn(cluster.id, estate).flatMap((component) => blockedBy(component, estate)),
  ]);
}

interface Missing {
  readonly without: Without;
  readonly words: string;
}

function nodesMissing(cluster: Component, estate: Estate, { without, words }: Missing): readonly Shortfall[] {
  const demand = demandOn(cluster.id, estate, lowestCount(estate));
  const room = roomOf(cluster, estate, without);
  if (Unknown.is(room.amount)) return [];
  const { cores, memoryBytes } = room.amount;
  if (demand.cores <= cores && demand.memoryBytes <= memoryBytes) return [];
  const isCores = demand.cores > cores;
  const [asked, given, unit] = isCores
    ? [Number(demand.cores.toFixed(2)), Number(cores.toFixed(2)), 'cores']
    : [gib(demand.memoryBytes), gib(memoryBytes), 'GiB'];
  const whole = roomOf(cluster, estate, {}).amount;
  const fitsBefore =
    !Unknown.is(whole) && demand.cores <= whole.cores && demand.memoryBytes <= whole.memoryBytes;
  const already = fitsBefore ? '' : ' They ask for more than there is even before.';
  return [
    {
      kind: 'nodes',
      component: cluster.id,
      says:
        `Pods of ${cluster.name} wait for nodes ${words}: they ask for ${asked} ${unit}, ` +
        `and the nodes that are left have at most ${given}.${already}`,
      terms: [...demand.terms, ...room.terms, { says: 'left at most', value: given, unit }],
      isCertain: fitsBefore,
      hangsOn: demand.unknown,
    },
  ];
}
