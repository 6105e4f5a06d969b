import type { Term } from '../../core/capacity.ts';
import type { Component } from '../../core/component.ts';
import type { Zone } from '../../core/facts/common.ts';
import type { Container } from '../../core/facts/container.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { areDifferentZones } from '../../core/zones.ts';
import type { Estate } from '../../graph/estate.ts';
import { copiesOf } from './copies.ts';
import { poolsOf } from './placement.ts';

/** Cores and memory together; what is not known is left out, and said beside it. */
export interface Amount {
  readonly cores: number;
  readonly memoryBytes: number;
}

/** What the workloads of a cluster ask for: never less than. */
export interface Demand extends Amount {
  readonly terms: readonly Term[];
  readonly unknown: readonly Unknown[];
}

/** What pools can give: never more than. Infinite where nothing bounds them; Unknown where a size is. */
export interface Room {
  readonly amount: Value<Amount>;
  readonly terms: readonly Term[];
}

/** Clusters whose pools are in the inputs. */
export function clustersWithPools(estate: Estate): readonly Component[] {
  return estate.ofKind('cluster').filter(({ id }) => poolsOf(id, estate).length > 0);
}

/** The workloads whose pods run on a cluster. */
export function workloadsOn(cluster: ComponentId, estate: Estate): readonly Component[] {
  return estate.dependenciesTo(cluster, 'runs-on').map(({ from }) => estate.component(from));
}

/** How many copies are meant: at the quietest moment times a factor, never more than the maximum. */
export type CountOf = (component: Component) => Value<number> | undefined;

/** Copies at the quietest moment. */
export function lowestCount(estate: Estate): CountOf {
  return (component) => copiesOf(component, estate)?.low.value;
}

const SHOWN = 4;

/** Requests of all copies. Daemons and the system come on top, so it is a lower bound. */
export function demandOn(cluster: ComponentId, estate: Estate, countOf: CountOf): Demand {
  const parts: { readonly component: Component; readonly count: number; readonly ask: Amount }[] = [];
  const unknown: Unknown[] = [];
  for (const component of workloadsOn(cluster, estate)) {
    const count = countOf(component);
    if (count === undefined) continue;
    if (Unknown.is(count)) unknown.push(count);
    else parts.push({ component, count, ask: askOf(component.facts.pods?.containers ?? [], unknown) });
  }
  const sorted = [...parts].sort((a, b) => b.count * b.ask.cores - a.count * a.ask.cores);
  const total = sorted.reduce((sum, { count, ask }) => plus(sum, ask, count), NOTHING);
  const terms = sorted.slice(0, SHOWN).map(({ component, count, ask }): Term => ({
    says: `${component.name}: ${count} × ${ask.cores} cores and ${gib(ask.memoryBytes)} GiB`,
    value: rounded(count * ask.cores),
    unit: 'cores',
    at: component.facts.pods?.template,
  }));
  const all: Term = {
    says: 'requests of all pods together',
    value: rounded(total.cores),
    unit: 'cores',
  };
  const memory: Term = { says: 'and their memory', value: gib(total.memoryBytes), unit: 'GiB' };
  return { ...total, terms: [...terms, all, memory], unknown };
}

const NOTHING: Amount = { cores: 0, memoryBytes: 0 };

function plus(sum: Amount, { cores, memoryBytes }: Amount, times: number): Amount {
  return { cores: sum.cores + cores * times, memoryBytes: sum.memoryBytes + memoryBytes * times };
}

function askOf(containers: readonly Container[], unknown: Unknown[]): Amount {
  let [cores, memoryBytes] = [0, 0];
  for (const { role, requests } of containers) {
    if (role === 'init') continue;
    const [cpu, memory] = [requests.cpu?.value ?? 0, requests.memory?.value ?? 0];
    if (Unknown.is(cpu)) unknown.push(cpu);
    else cores += cpu;
    if (Unknown.is(memory)) unknown.push(memory);
    else memoryBytes += memory;
  }
  return { cores, memoryBytes };
}

/** What is taken away before the room is counted. */
export interface Without {
  readonly zone?: Zone | undefined;
  readonly pool?: ComponentId | undefined;
  /** One node of this pool. */
  readonly nodeOf?: ComponentId | undefined;
}

/** What the pools of a cluster can give at most: at their largest, as far as something makes them grow. */
export function roomOf(cluster: Component, estate: Estate, without: Without): Room {
  const { nodeScaling } = cluster.facts;
  const grows = nodeScaling === undefined || nodeScaling.by.length > 0 || nodeScaling.maybe !== undefined;
  let total = NOTHING;
  const terms: Term[] = [];
  for (const pool of poolsOf(cluster.id, estate)) {
    if (pool.id === without.pool) continue;
    const offer = offerOf(pool, { grows, without });
    if (Unknown.is(offer.amount)) return offer;
    total = plus(total, offer.amount, 1);
    terms.push(...offer.terms);
  }
  return { amount: total, terms };
}

const BOUNDLESS: Amount = { cores: Infinity, memoryBytes: Infinity };

function offerOf(
  pool: Component,
  { grows, without }: { readonly grows: boolean; readonly without: Without },
): Room {
  const { facts, name } = pool;
  const share = without.zone ? shareOutside(pool, without.zone) : 1;
  if (share === 0) return { amount: NOTHING, terms: [] };
  if (facts.serverless?.value === true) return { amount: BOUNDLESS, terms: [] };
  if (facts.poolLimits) return { amount: limitsOf(pool), terms: [] };
  const size = (grows ? facts.maximumSize : undefined) ?? facts.desiredSize ?? facts.minimumSize;
  const machine = facts.machine?.value;
  if (size === undefined || machine === undefined) return { amount: noSize(pool), terms: [] };
  if (Unknown.is(size.value)) return { amount: size.value, terms: [] };
  if (Unknown.is(machine)) return { amount: machine, terms: [] };
  const zones = facts.countsPerZone?.value === true ? zoneCount(pool) : 1;
  if (Unknown.is(zones)) return { amount: zones, terms: [] };
  // A group over several zones starts lost nodes in the others; numbers for each zone stay where they are.
  const kept = facts.countsPerZone?.value === true ? share : 1;
  const nodes = Math.max(Math.floor(size.value * zones * kept) - (without.nodeOf === pool.id ? 1 : 0), 0);
  return {
    amount: plus(NOTHING, machine, nodes),
    terms: [
      {
        says: `${name}: ${nodes} × ${machine.type} (${machine.cores} cores, ${gib(machine.memoryBytes)} GiB)`,
        value: rounded(nodes * machine.cores),
        unit: 'cores',
        at: size.at[0],
        source: machine.source,
      },
    ],
  };
}

/** The part of a pool's zones that is left; all of it where it may not stand in the lost one. */
function shareOutside({ facts }: Component, zone: Zone): number {
  const zones = facts.zones?.value;
  if (zones === undefined || Unknown.is(zones) || Unknown.is(zones.names)) return 1;
  const left = zones.names.filter((own) => own.id !== zone.id && areDifferentZones(own, zone));
  return left.length / Math.max(zones.names.length, 1);
}

function zoneCount({ facts, name }: Component): Value<number> {
  const zones = facts.zones?.value;
  if (Unknown.is(zones)) return zones;
  return zones?.atMost ?? noSizeOf(name);
}

function limitsOf({ facts }: Component): Value<Amount> {
  const limits = facts.poolLimits?.value;
  if (limits === undefined || Unknown.is(limits)) return limits ?? BOUNDLESS;
  const { cores = Infinity, memoryBytes = Infinity } = limits;
  if (Unknown.is(cores)) return cores;
  return Unknown.is(memoryBytes) ? memoryBytes : { cores, memoryBytes };
}

function noSize({ name }: Component): Unknown {
  return noSizeOf(name);
}

function noSizeOf(name: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `how many nodes ${name} may have, or how large they are, is not written`,
    settledBy: `the maximum size and the instance type of ${name}`,
  });
}

/** Bytes as GiB with two decimals. */
export function gib(bytes: number): number {
  return Number((bytes / 2 ** 30).toFixed(2));
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
