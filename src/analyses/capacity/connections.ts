import type { ConnectionCaller, ConnectionCapacity, Span, Term } from '../../core/capacity.ts';
import type { Component } from '../../core/component.ts';
import type { Dependency } from '../../core/dependency.ts';
import type { ConnectionLimit } from '../../core/facts/capacity.ts';
import type { ComponentId } from '../../core/id.ts';
import { byKey } from '../../core/order.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { Estate } from '../../graph/estate.ts';
import type { Copies } from './copies.ts';
import { copiesOf } from './copies.ts';
import { poolSizeOf } from './pool-settings.ts';

/** Connections that callers may open to a store, against those it accepts. */
export function connectionsTo(store: Component, estate: Estate): ConnectionCapacity | undefined {
  const { connectionLimit: limit } = store.facts;
  if (!limit) return undefined;
  const from = connecting(store, estate);
  const poolers = from.flatMap(({ caller: { facts, id } }) => {
    const name = facts.poolsConnections?.value;
    return name === undefined ? [] : [{ says: Unknown.is(name) ? 'a pooler' : name, component: id }];
  });
  const counted = from
    .filter(({ caller }) => caller.facts.poolsConnections === undefined)
    .map((one) => countOf(one, estate));
  const demand = sumOf(counted.map(({ opens }) => opens));
  const inRollout = withLargest(
    demand,
    counted.map(({ added }) => added),
  );
  const verdict = verdictOf({ demand, inRollout, limit });
  const hangsOn = [...counted.flatMap(({ unknown }) => unknown), ...unknownsIn(limit)];
  return {
    component: store.id,
    limit,
    demand,
    demandInRollout: inRollout,
    callers: counted.map((one) => callerOf(one, { limit, demand })),
    poolers,
    says: sentence(store, { limit, demand, callers: counted.length }),
    terms: [...counted.flatMap(({ terms }) => terms), ...limitTerms(limit)],
    verdict,
    fitsPerCopy: fittingPerCopy(counted, limit),
    isCertain: verdict !== 'open',
    hangsOn: [...new Set(hangsOn)],
  };
}

interface Connecting {
  readonly caller: Component;
  readonly to: Dependency;
  readonly stores: number;
}

const CONNECTS: ReadonlySet<string> = new Set(['stores', 'calls']);
const RUNS: ReadonlySet<Component['kind']> = new Set(['workload', 'function', 'container', 'other']);

/** Who connects to the store or to one of its instances, each once. */
function connecting(store: Component, estate: Estate): readonly Connecting[] {
  const members = estate.dependenciesFrom(store.id, 'runs-on').map(({ to }) => to);
  const found = new Map<ComponentId, Connecting>();
  for (const id of [store.id, ...members]) {
    for (const to of estate.dependenciesTo(id)) {
      const caller = estate.component(to.from);
      const pools = caller.facts.poolsConnections !== undefined;
      const isMeant = CONNECTS.has(to.kind) && to.strength !== 'control-only' && !readsOnly(to);
      if (!isMeant || !RUNS.has(caller.kind) || (caller.kind === 'other' && !pools)) continue;
      if (!found.has(caller.id)) found.set(caller.id, { caller, to, stores: storesOf(caller, estate) });
    }
  }
  return [...found.values()].sort(byKey(({ caller }) => caller.id));
}

/** Readers have a limit of their own, which their copies share. */
function readsOnly({ evidence }: Dependency): boolean {
  return evidence.length > 0 && evidence.every(({ says }) => says.includes('reader_endpoint'));
}

function storesOf(caller: Component, estate: Estate): number {
  const ids = estate
    .dependenciesFrom(caller.id)
    .filter(({ to, kind }) => CONNECTS.has(kind) && estate.component(to).facts.storeClass === 'relational')
    .map(({ to }) => {
      const owner = estate.component(to).facts.memberOf?.value;
      return owner === undefined || Unknown.is(owner) ? to : owner;
    });
  return new Set(ids).size;
}

interface Counted {
  readonly caller: Component;
  readonly copies: Copies | undefined;
  readonly maximum: Value<number>;
  readonly surge: Value<number>;
  readonly perCopy: Value<number>;
  /** Connections of all copies, and those that a rollout adds. */
  readonly opens: Value<number>;
  readonly added: Value<number>;
  readonly terms: readonly Term[];
  readonly unknown: readonly Unknown[];
}

function countOf(one: Connecting, estate: Estate): Counted {
  const { caller } = one;
  const copies = copiesOf(caller, estate);
  const maximum = copies?.high.value ?? uncounted(caller);
  const surge = copies && !Unknown.is(maximum) ? copies.surgeOf(maximum) : 0;
  const pool = poolSizeOf(one);
  const opens = times(maximum, pool.value);
  const size: Term = {
    says: `${caller.name} at most`,
    value: maximum,
    unit: 'copies',
    at: copies?.high.at[0],
    source: copies?.high.source,
  };
  const product: Term = { says: `opened by ${caller.name}`, value: opens, unit: 'connections' };
  return {
    caller,
    copies,
    maximum,
    surge,
    perCopy: pool.value,
    opens,
    added: times(surge, pool.value),
    terms: [size, ...pool.terms, product],
    unknown: [maximum, pool.value].filter((value) => Unknown.is(value)),
  };
}

function uncounted({ name, kind }: Component): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `how many copies of ${name} run at the same time is not written`,
    settledBy: kind === 'function' ? 'its reserved concurrency' : 'a number of copies',
  });
}

function times(a: Value<number>, b: Value<number>): Value<number> {
  if (a === 0 || b === 0) return 0;
  return Unknown.is(a) ? a : Unknown.is(b) ? b : a * b;
}

function sumOf(values: readonly Value<number>[]): Span {
  const atLeast = values.reduce<number>((sum, value) => sum + (Unknown.is(value) ? 0 : value), 0);
  return { atLeast, atMost: values.find((value) => Unknown.is(value)) ?? atLeast };
}

/** Rollouts of several workloads at once are not counted: nobody does that at full scale. */
function withLargest({ atLeast, atMost }: Span, added: readonly Value<number>[]): Span {
  const known = added.filter((value) => typeof value === 'number');
  const largest = Math.max(0, ...known);
  const unknown = added.find((value) => Unknown.is(value));
  return {
    atLeast: atLeast + largest,
    atMost: Unknown.is(atMost) ? atMost : (unknown ?? atMost + largest),
  };
}

interface Compared {
  readonly demand: Span;
  readonly inRollout: Span;
  readonly limit: ConnectionLimit;
}

function verdictOf({ demand, inRollout, limit }: Compared): ConnectionCapacity['verdict'] {
  const { atLeast, atMost } = limit;
  if (!Unknown.is(atMost) && demand.atLeast > atMost) return 'over';
  if (!Unknown.is(atMost) && inRollout.atLeast > atMost) return 'over-in-rollout';
  const most = inRollout.atMost;
  return !Unknown.is(most) && !Unknown.is(atLeast) && most <= atLeast ? 'within' : 'open';
}

function fittingPerCopy(counted: readonly Counted[], { atLeast }: ConnectionLimit): number | undefined {
  const all = sumOf(counted.map(({ maximum }) => maximum)).atMost;
  const copies = withLargest(
    { atLeast: 0, atMost: all },
    counted.map(({ surge }) => surge),
  ).atMost;
  return Unknown.is(atLeast) || Unknown.is(copies) || copies === 0 ? undefined : Math.floor(atLeast / copies);
}

interface Against {
  readonly limit: ConnectionLimit;
  readonly demand: Span;
}

function callerOf(counted: Counted, against: Against): ConnectionCaller {
  const { caller, copies, maximum, surge, perCopy } = counted;
  return {
    component: caller.id,
    maximum,
    surge,
    perCopy,
    breaksAt: breakOf(counted, against),
    fits: fitting(counted, against),
    // A function starts as many copies as there are requests.
    isScaled: copies?.isScaled ?? caller.kind === 'function',
    maximumAt: copies?.high.at[0],
  };
}

/** What the others leave of the limit at its lower and its upper bound. */
function leftBy({ opens }: Counted, { limit, demand }: Against): Span | undefined {
  const { atLeast, atMost } = limit;
  if (Unknown.is(opens) || Unknown.is(atLeast) || Unknown.is(atMost)) return undefined;
  const others = demand.atLeast - opens;
  return { atLeast: atLeast - others, atMost: atMost - others };
}

function breakOf(counted: Counted, against: Against): Span | undefined {
  const left = leftBy(counted, against);
  const { perCopy, maximum } = counted;
  if (!left || Unknown.is(left.atMost) || Unknown.is(perCopy) || perCopy === 0) return undefined;
  const atLeast = Math.max(Math.floor(left.atLeast / perCopy) + 1, 1);
  const atMost = Math.max(Math.floor(left.atMost / perCopy) + 1, 1);
  return !Unknown.is(maximum) && maximum < atLeast ? undefined : { atLeast, atMost };
}

/** Counts down from what fits without a rollout until the rollout fits too. */
function fitting(counted: Counted, against: Against): number | undefined {
  const left = leftBy(counted, against);
  const { perCopy, copies } = counted;
  if (!left || !copies || Unknown.is(perCopy) || perCopy === 0) return undefined;
  const fewest = Unknown.is(copies.low.value) ? 1 : copies.low.value;
  for (let count = Math.floor(left.atLeast / perCopy); count >= fewest; count -= 1) {
    const surge = copies.surgeOf(count);
    if (Unknown.is(surge)) return undefined;
    if ((count + surge) * perCopy <= left.atLeast) return count;
  }
  return undefined;
}

function unknownsIn({ atLeast, atMost }: ConnectionLimit): readonly Unknown[] {
  return [atLeast, atMost].filter((value) => Unknown.is(value));
}

function limitTerms({ atLeast, atMost, says, at, source }: ConnectionLimit): readonly Term[] {
  const exact = atLeast === atMost || Unknown.is(atMost);
  const term = (value: Value<number>, words: string): Term => ({
    says: words,
    value,
    unit: 'connections',
    at,
    source,
  });
  if (exact) return [term(atMost, `accepted: ${says}`)];
  return [
    term(atLeast, `accepted at least: ${says}`),
    term(atMost, 'accepted at most, with all of the memory'),
  ];
}

function sentence(
  { name }: Component,
  { limit, demand, callers }: Against & { readonly callers: number },
): string {
  const open = Unknown.is(demand.atMost) ? 'at least ' : '';
  const who = callers === 1 ? 'its caller opens' : `its ${callers} callers open`;
  return `${name} accepts ${limitWords(limit)} connections; ${who} ${open}${demand.atLeast} at full scale.`;
}

/** `400`, `382 to 447`, `an unknown number of`. */
function limitWords({ atLeast, atMost }: ConnectionLimit): string {
  if (Unknown.is(atLeast) || Unknown.is(atMost)) return 'an unknown number of';
  return atLeast === atMost ? String(atMost) : `${atLeast} to ${atMost}`;
}
