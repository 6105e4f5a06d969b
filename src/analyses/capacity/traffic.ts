import type { Bottleneck, ConnectionCapacity, Term } from '../../core/capacity.ts';
import type { Component } from '../../core/component.ts';
import type { ComponentId } from '../../core/id.ts';
import { byCodeUnit } from '../../core/order.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { Estate } from '../../graph/estate.ts';
import { addressesIn, sharingSubnets, subnetTerms, takenBy } from './addresses.ts';
import type { Copies } from './copies.ts';
import { copiesOf } from './copies.ts';
import { BUSY_AT_MOST } from './needed.ts';
import type { CountOf } from './nodes.ts';
import { clustersWithPools, demandOn, gib, roomOf } from './nodes.ts';

interface Asked {
  readonly estate: Estate;
  readonly factor: number;
  readonly ofStore: (id: ComponentId) => ConnectionCapacity | undefined;
}

/**
 * What stops growing before traffic has grown by the factor, the first one first. The starting point of a
 * workload is its declared peak; without one, what its fewest copies carry.
 */
export function bottlenecksUnder({ estate, factor, ofStore }: Asked): readonly Bottleneck[] {
  const ofWorkloads = estate.ofKind('workload').flatMap((component) => ofCopies(component, estate) ?? []);
  const found = [
    ...ofWorkloads.filter(({ carriesUpTo }) => !Unknown.is(carriesUpTo)),
    ...inOneLine(
      ofWorkloads.filter(({ carriesUpTo }) => Unknown.is(carriesUpTo)),
      estate,
    ),
    ...clustersWithPools(estate).flatMap((cluster) => ofNodes(cluster, estate, factor) ?? []),
    ...estate.ofKind('datastore').flatMap((store) => ofConnections(ofStore(store.id), estate, factor) ?? []),
    ...ofAddresses(estate, factor),
  ];
  const isReached = ({ carriesUpTo }: Bottleneck): boolean => Unknown.is(carriesUpTo) || carriesUpTo < factor;
  return found.filter(isReached).sort(firstFirst);
}

const NAMED = 5;

/** Many that nothing is known of are one question. */
function inOneLine(open: readonly Bottleneck[], estate: Estate): readonly Bottleneck[] {
  const [first, ...others] = open;
  if (!first || others.length === 0) return open;
  const names = open.map(({ component }) => estate.component(component).name);
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  const because = noStart(`each of ${names.length} workloads`);
  return [
    {
      ...first,
      says: `How much traffic these can carry is not known: ${names.slice(0, NAMED).join(', ')}${more}.`,
      terms: open.slice(0, NAMED).flatMap(({ terms }) => terms),
      hangsOn: [because],
      carriesUpTo: because,
    },
  ];
}

function firstFirst(a: Bottleneck, b: Bottleneck): number {
  const [own, other] = [a, b].map(({ carriesUpTo }) => (Unknown.is(carriesUpTo) ? Infinity : carriesUpTo));
  if (own !== other && own !== undefined && other !== undefined) return own - other;
  return byCodeUnit(`${a.kind} ${a.component}`, `${b.kind} ${b.component}`);
}

/** The starting point: copies that carry traffic as it is. */
interface Start {
  readonly copies: number;
  readonly terms: readonly Term[];
  readonly hangsOn: readonly Unknown[];
}

function startOf({ facts, name }: Component, { low }: Copies): Value<Start> {
  const { load } = facts;
  const place = load && `declared at ${load.place}`;
  if (load?.rpsPerReplica !== undefined) {
    return {
      copies: load.peakRps / (load.rpsPerReplica * BUSY_AT_MOST),
      terms: [
        { says: `peak of ${name}, ${place}`, value: load.peakRps, unit: 'requests/s' },
        { says: `one copy serves, ${place}`, value: load.rpsPerReplica, unit: 'requests/s' },
        { says: 'of which it should do at most', value: BUSY_AT_MOST, unit: '' },
      ],
      hangsOn: [],
    };
  }
  if (Unknown.is(low.value)) return low.value;
  if (low.value === 0) return noStart(name);
  const terms = [
    {
      says: `${name} at the least, taken to carry traffic as it is`,
      value: low.value,
      unit: 'copies',
      at: low.at[0],
    },
  ];
  return { copies: low.value, terms, hangsOn: [noStart(name)] };
}

function noStart(name: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `how much traffic ${name} has, and how much of it one copy carries, is not declared`,
    settledBy: `peak_rps and rps_per_replica of ${name} under \`services\` in whatfails.yaml`,
  });
}

/** An autoscaler's maximum, or a number of copies that nothing changes. */
function ofCopies(component: Component, estate: Estate): Bottleneck | undefined {
  const copies = copiesOf(component, estate);
  if (!copies || !isServing(component)) return undefined;
  const { high, isScaled } = copies;
  const start = startOf(component, copies);
  const known =
    !isScaled && component.facts.load?.rpsPerReplica === undefined ? noStart(component.name) : start;
  const limit: Term = {
    says: isScaled ? `${component.name}, at most` : `${component.name}, a fixed number`,
    value: high.value,
    unit: 'copies',
    at: high.at[0],
    source: high.source,
  };
  const base = { kind: isScaled ? 'autoscaler-maximum' : 'fixed-size', component: component.id } as const;
  if (Unknown.is(known) || Unknown.is(high.value)) {
    const because = Unknown.is(known) ? known : high.value;
    const open = Unknown.is(because) ? because : noStart(component.name);
    const says = `How much traffic ${shownCopies(high.value)} of ${component.name} can carry is not known.`;
    return { ...base, says, terms: [limit], isCertain: false, hangsOn: [open], carriesUpTo: open };
  }
  const carriesUpTo = down(high.value / known.copies);
  const word = isScaled ? `The autoscaler of ${component.name} ends at` : `${component.name} stays at`;
  const traffic = known.hangsOn.length > 0 ? 'what its fewest copies carry' : 'its peak';
  return {
    ...base,
    says: `${word} ${shownCopies(high.value)}: enough for ${carriesUpTo} times ${traffic}.`,
    terms: [...known.terms, limit, { says: 'carried', value: carriesUpTo, unit: 'times the traffic' }],
    isCertain: known.hangsOn.length === 0,
    hangsOn: known.hangsOn,
    carriesUpTo,
  };
}

function shownCopies(count: Value<number>): string {
  if (Unknown.is(count)) return 'an unknown number of copies';
  return count === 1 ? 'one copy' : `${count} copies`;
}

/** What requests reach, and more copies help: queue workers only get later, stores share no data. */
function isServing({ facts }: Component): boolean {
  const { pods, behindLoadBalancer, discoverable, isPublicEntry } = facts;
  if (!pods) {
    return [behindLoadBalancer, discoverable, isPublicEntry].some((fact) => fact?.value === true);
  }
  const isAside = pods.platformAgent !== undefined || pods.observes !== undefined || pods.store !== undefined;
  return pods.serving.is === 'yes' && !isAside;
}

/** Copies at a multiple of the traffic, never more than the maximum; those that nothing scales stay. */
function countAt(estate: Estate, factor: number): CountOf {
  return (component) => {
    const copies = copiesOf(component, estate);
    if (!copies) return undefined;
    const { low, high, isScaled } = copies;
    if (!isScaled || Unknown.is(low.value)) return low.value;
    const start = startOf(component, copies);
    if (Unknown.is(start) || Unknown.is(high.value)) return low.value;
    return Math.max(Math.min(Math.ceil(start.copies * factor), high.value), low.value);
  };
}

function ofNodes(cluster: Component, estate: Estate, factor: number): Bottleneck | undefined {
  const room = roomOf(cluster, estate, {});
  if (Unknown.is(room.amount)) return undefined;
  const { cores, memoryBytes } = room.amount;
  const fits = (times: number): boolean => {
    const demand = demandOn(cluster.id, estate, countAt(estate, times));
    return demand.cores <= cores && demand.memoryBytes <= memoryBytes;
  };
  const carriesUpTo = largestThat(fits, factor);
  if (carriesUpTo === undefined) return undefined;
  const demand = demandOn(cluster.id, estate, countAt(estate, factor));
  const isCores = demand.cores > cores;
  const [asked, given, unit] = isCores
    ? [Number(demand.cores.toFixed(2)), Number(cores.toFixed(2)), 'cores']
    : [gib(demand.memoryBytes), gib(memoryBytes), 'GiB'];
  return {
    kind: 'node-pool-maximum',
    component: cluster.id,
    says:
      `The nodes of ${cluster.name} end at ${given} ${unit}: its pods ask for ${asked} at ${factor} times ` +
      `the traffic, and fit up to ${carriesUpTo} times.`,
    terms: [...demand.terms, ...room.terms],
    isCertain: false,
    hangsOn: [noStart(`what runs on ${cluster.name}`), ...demand.unknown],
    carriesUpTo,
  };
}

function ofConnections(
  store: ConnectionCapacity | undefined,
  estate: Estate,
  factor: number,
): Bottleneck | undefined {
  if (!store || store.callers.length === 0) return undefined;
  const most = store.limit.atMost;
  if (Unknown.is(most) || store.callers.some(({ perCopy }) => Unknown.is(perCopy))) return undefined;
  const openedAt = (times: number): number => {
    const countOf = countAt(estate, times);
    return store.callers.reduce((sum, { component, perCopy }) => {
      const count = countOf(estate.component(component));
      return sum + (count === undefined || Unknown.is(count) || Unknown.is(perCopy) ? 0 : count * perCopy);
    }, 0);
  };
  const carriesUpTo = largestThat((times) => openedAt(times) <= most, factor);
  if (carriesUpTo === undefined) return undefined;
  const { name } = estate.component(store.component);
  return {
    kind: 'database-connections',
    component: store.component,
    says:
      `${name} refuses connections: at ${factor} times the traffic its callers open ` +
      `${openedAt(factor)}, and it accepts at most ${most}; that carries ${carriesUpTo} times.`,
    terms: store.terms,
    isCertain: false,
    hangsOn: [noStart(`what calls ${name}`), ...store.hangsOn],
    carriesUpTo,
  };
}

function ofAddresses(estate: Estate, factor: number): readonly Bottleneck[] {
  return sharingSubnets(estate).flatMap(({ subnets, takers, word, doubt }): readonly Bottleneck[] => {
    const usable = addressesIn(subnets);
    const [first] = takers;
    if (Unknown.is(usable) || !first) return [];
    const carriesUpTo = largestThat(
      (times) => takenBy(takers, countAt(estate, times)).total <= usable,
      factor,
    );
    if (carriesUpTo === undefined) return [];
    const { total, terms } = takenBy(takers, countAt(estate, factor));
    return [
      {
        kind: 'subnet-addresses',
        component: first.id,
        says:
          `The subnets of ${first.name} run out of addresses: at ${factor} times the traffic ${total} ` +
          `${word} need one each, and there are at most ${usable}; that carries ${carriesUpTo} times.`,
        terms: [...terms, ...subnetTerms(subnets)],
        isCertain: false,
        hangsOn: [noStart(`what stands in the subnets of ${first.name}`), ...(doubt ? [doubt] : [])],
        carriesUpTo,
      },
    ];
  });
}

// Halvings that leave less than a hundredth of any factor that makes sense.
const HALVINGS = 24;

/** The largest multiple of the traffic that fits; undefined where the whole factor does. */
function largestThat(fits: (times: number) => boolean, factor: number): number | undefined {
  if (fits(factor)) return undefined;
  let [good, bad] = [0, factor];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (good + bad) / 2;
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  return down(bad);
}

/** Two decimals, rounded down so that nothing carries more than it does; binary fractions aside. */
function down(value: number): number {
  return Math.floor(Number((value * 100).toFixed(3))) / 100;
}
