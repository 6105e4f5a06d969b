import type { Needed, Term } from '../../core/capacity.ts';
import type { Component, Stated } from '../../core/component.ts';
import type { DeclaredLoad } from '../../core/facts/capacity.ts';
import type { Pods, RecognisedStore } from '../../core/facts/workload.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { Estate } from '../../graph/estate.ts';
import type { Copies } from './copies.ts';

/**
 * The part of what a copy can do that it should do at most: beyond it answers come late before they fail.
 * Google, Site Reliability Engineering, ch. 22: a service is tested to its limit and kept away from it.
 */
export const BUSY_AT_MOST = 0.8;

/** How many copies must be left to serve: from the declared peak, else from the autoscaler's target. */
export function neededOf(component: Component, { low, isScaled }: Copies, estate: Estate): Needed {
  const { load, pods } = component.facts;
  if (pods?.store?.role === 'coordination' && !Unknown.is(low.value))
    return ofMajority(pods.store, low.value, low.at[0]);
  const rate = load?.rpsPerReplica;
  const count = low.value;
  const peak = load && rate !== undefined ? ofPeak(load, rate) : undefined;
  // At its fewest copies an autoscaler has less load than at the peak.
  if (peak && !Unknown.is(count) && (!isScaled || peak.atLeast <= count)) {
    const all = Math.min(peak.atLeast, count);
    return { ...peak, atLeast: all, atMost: all };
  }
  const target = targetOf(component, estate);
  const hangsOn = peak ? [] : [load ? noRate(component) : noPeak(component)];
  if (!target || Unknown.is(count) || Unknown.is(target.value)) {
    return { atLeast: Math.min(1, knownOr(count, 1)), atMost: count, terms: [], hangsOn };
  }
  return { ...ofTarget(low, count, { ...target, value: target.value }), hangsOn };
}

/**
 * Members that have to agree, whatever the load: of two, both.
 * https://etcd.io/docs/v3.5/faq/ and https://zookeeper.apache.org/doc/current/zookeeperAdmin.html
 */
function ofMajority({ product }: RecognisedStore, count: number, at: Term['at']): Needed {
  const most = Math.min(Math.floor(count / 2) + 1, count);
  const terms: readonly Term[] = [
    { says: `members of ${product}`, value: count, unit: 'copies', at },
    { says: 'more than half of them have to agree', value: most, unit: 'copies' },
  ];
  return { atLeast: most, atMost: most, terms, hangsOn: [] };
}

function ofPeak({ peakRps, place }: DeclaredLoad, rate: number): Needed & { readonly atLeast: number } {
  const count = Math.ceil(round(peakRps / (rate * BUSY_AT_MOST)));
  const declared = `declared at ${place}`;
  return {
    atLeast: count,
    atMost: count,
    terms: [
      { says: `peak, ${declared}`, value: peakRps, unit: 'requests/s' },
      { says: `one copy serves, ${declared}`, value: rate, unit: 'requests/s' },
      { says: 'of which it should do at most', value: BUSY_AT_MOST, unit: '' },
      { says: 'needed at the peak, rounded up', value: count, unit: 'copies' },
    ],
    hangsOn: [],
  };
}

/** At the target, so many copies do target × copies of work; as many must be left as do it at 0.8. */
function ofTarget(
  copies: Stated<number>,
  count: number,
  target: Target & { readonly value: number },
): Omit<Needed, 'hangsOn'> {
  const most = Math.min(Math.ceil(round((target.value * count) / (BUSY_AT_MOST * target.reserve))), count);
  const reserve: readonly Term[] =
    target.reserve === 1
      ? []
      : [
          {
            says: 'of its limit, each request is one part in',
            value: target.reserve,
            unit: '',
            at: target.at,
          },
        ];
  return {
    atLeast: Math.min(1, count),
    atMost: most,
    terms: [
      { says: 'running at the least', value: count, unit: 'copies', at: copies.at[0] },
      { says: 'utilization that the autoscaler holds', value: target.value, unit: '', at: target.at },
      ...reserve,
      { says: 'utilization that a copy should have at most', value: BUSY_AT_MOST, unit: '' },
      { says: 'needed at most for the same work', value: most, unit: 'copies' },
    ],
  };
}

/** The utilization that an autoscaler holds. */
export interface Target {
  readonly value: Value<number>;
  /** How often what it is a part of fits into what a copy may use; 1 where they are the same. */
  readonly reserve: number;
  /** False where nothing keeps a copy from using more. */
  readonly isCapped: boolean;
  readonly at: Term['at'];
}

/** The processor's target: of the request for pods, of what a task or server has for others. */
export function targetOf({ facts }: Component, estate: Estate): Target | undefined {
  const { pods, targetUtilization } = facts;
  if (!pods) {
    return (
      targetUtilization && {
        value: targetUtilization.value,
        reserve: 1,
        isCapped: true,
        at: targetUtilization.at[0],
      }
    );
  }
  const metrics = pods.autoscalers.flatMap((id) => {
    const { autoscaler } = estate.component(id).facts;
    return autoscaler?.kind === 'horizontal' ? autoscaler.metrics : [];
  });
  const cpu = metrics.find(({ name, target }) => name === 'cpu' && target === 'utilization');
  const percent = cpu?.value?.value;
  if (!cpu || percent === undefined) return undefined;
  const reserve = limitOverRequest(pods);
  return {
    value: Unknown.is(percent) ? percent : Number(percent) / 100,
    reserve: reserve ?? 1,
    isCapped: reserve !== undefined,
    at: cpu.value?.at[0] ?? cpu.at,
  };
}

/** How much more than its request a pod may use; undefined without limits, or where they are not known. */
function limitOverRequest({ containers }: Pods): number | undefined {
  let [requests, limits] = [0, 0];
  for (const { role, requests: asked, limits: most } of containers) {
    if (role === 'init') continue;
    const [request, limit] = [asked.cpu?.value, most.cpu?.value];
    if (typeof request !== 'number' || typeof limit !== 'number') return undefined;
    requests += request;
    limits += limit;
  }
  return requests > 0 ? limits / requests : undefined;
}

function knownOr(value: Value<number>, other: number): number {
  return Unknown.is(value) ? other : value;
}

/** Hides what binary fractions add, so that 0.6 × 4 / 0.8 is 3 and not a little more. */
export function round(value: number): number {
  return Number(value.toPrecision(12));
}

/** Nobody says how much traffic there is. */
export function noPeak({ name }: Component): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `no peak of ${name} is declared or measured`,
    settledBy: `peak_rps and rps_per_replica of ${name} under \`services\` in whatfails.yaml`,
  });
}

function noRate({ name }: Component): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `how many requests a second one copy of ${name} serves is not declared`,
    settledBy: `rps_per_replica of ${name} under \`services\` in whatfails.yaml`,
  });
}
