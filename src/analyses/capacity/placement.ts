import type { Left } from '../../core/capacity.ts';
import type { Component, Stated } from '../../core/component.ts';
import type { Zones } from '../../core/facts/common.ts';
import type { AntiAffinity, Pods, SpreadConstraint } from '../../core/facts/workload.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Location } from '../../core/location.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { zonesTogether } from '../../core/zones.ts';
import type { Estate } from '../../graph/estate.ts';

/** The zones that copies of a workload can stand in, and what says so; undefined where nothing does. */
export function zonesOf(component: Component, estate: Estate): Stated<Zones> | undefined {
  const { zones, pods } = component.facts;
  if (zones) return zones;
  const pools = pods ? poolsFor(component, estate).flatMap((pool) => pool.facts.zones ?? []) : [];
  const [first] = pools;
  return (
    first && {
      ...first,
      value: zonesTogether(pools.map(({ value }) => value)),
      at: pools.flatMap(({ at }) => at),
    }
  );
}

/** Pools whose nodes ordinary pods of the workload can run on. */
function poolsFor(component: Component, estate: Estate): readonly Component[] {
  const clusters = component.facts.clusters?.value;
  const ids = clusters === undefined || Unknown.is(clusters) ? undefined : clusters;
  return openPools(ids ? ids.flatMap((id) => poolsOf(id, estate)) : loosePools(estate));
}

/** The pools of a cluster that may have nodes. */
export function poolsOf(cluster: ComponentId, estate: Estate): readonly Component[] {
  return estate
    .dependenciesTo(cluster, 'member-of')
    .map(({ from }) => estate.component(from))
    .filter(({ kind, facts }) => kind === 'node-pool' && facts.maximumSize?.value !== 0);
}

/** Pods go to no pool with a taint unless they say so; where all have one, each is for somebody. */
function openPools(pools: readonly Component[]): readonly Component[] {
  const open = pools.filter(({ facts }) => facts.tainted?.value !== true);
  return open.length > 0 ? open : pools;
}

/** Pools that a cluster's own controller starts, where the cluster itself is not in the inputs. */
function loosePools(estate: Estate): readonly Component[] {
  const pools = estate.ofKind('node-pool').filter(({ facts }) => facts.siblingPools !== undefined);
  const groups = new Set(pools.map(({ facts }) => facts.siblingPools?.[0]));
  return groups.size === 1 ? pools : [];
}

const ZONE = /^(?:topology|failure-domain\.beta)\.kubernetes\.io\/zone$/;
const NODE = /^kubernetes\.io\/hostname$/;

/** Copies left of so many after the worst zone is lost. */
export function leftAfterZone(component: Component, copies: Value<number>, zones: Stated<Zones>): Left {
  const over = Unknown.is(zones.value) ? { atLeast: 1, atMost: zones.value } : zones.value;
  const rule = component.facts.pods ? ruleOfPods(component.facts.pods, ZONE) : ruleOfPlatform(component);
  return left(copies, { rule, over, at: zones.at });
}

/** Copies left after the worst node is lost. A node holds them all unless something keeps them apart. */
export function leftAfterNode(component: Component, copies: Value<number>): Left | undefined {
  const { pods } = component.facts;
  if (!pods) return undefined;
  const atMost = new Unknown({
    reason: 'not-in-inputs',
    detail: `how many nodes the pods of ${component.name} find is not in the inputs`,
    settledBy: 'an export of the cluster',
  });
  return left(copies, { rule: ruleOfPods(pods, NODE), over: { atLeast: 2, atMost }, at: [] });
}

/** What places copies. `apart`: certain; `skew`: by how many two places may differ. */
interface Placing {
  readonly kind: 'apart' | 'skew' | 'evenly' | 'hoped' | 'free';
  readonly skew: number;
  readonly because: string;
  readonly at: readonly Location[];
  readonly unknown: Unknown | undefined;
}

function ruleOfPods({ spread, antiAffinity, spreadUnknown }: Pods, key: RegExp): Placing {
  const means = ({ topologyKey, selectsOwnPods }: SpreadConstraint | AntiAffinity): boolean =>
    typeof topologyKey === 'string' && key.test(topologyKey) && selectsOwnPods === true;
  const apart = antiAffinity.find((one) => means(one) && one.isHard);
  const unknown = spreadUnknown;
  if (apart)
    return { kind: 'apart', skew: 1, because: 'anti-affinity keeps them apart', at: [apart.at], unknown };
  const hard = spread.find((one) => means(one) && one.isHard === true && typeof one.maxSkew === 'number');
  if (hard) {
    const skew = typeof hard.maxSkew === 'number' ? hard.maxSkew : 1;
    return {
      kind: 'skew',
      skew,
      because: `a constraint allows a difference of ${skew}`,
      at: [hard.at],
      unknown,
    };
  }
  const soft = [...spread, ...antiAffinity].find(means);
  if (soft)
    return {
      kind: 'hoped',
      skew: 0,
      because: 'they are kept apart where there is room',
      at: [soft.at],
      unknown,
    };
  return { kind: 'free', skew: 0, because: 'nothing keeps them apart', at: [], unknown };
}

function ruleOfPlatform({ facts }: Component): Placing {
  const because =
    facts.runsAs === 'instance-group'
      ? 'the group balances its zones'
      : 'the platform spreads them over the zones it may use';
  return { kind: 'evenly', skew: 0, because, at: [], unknown: undefined };
}

interface Standing {
  readonly rule: Placing;
  readonly over: { readonly atLeast: number; readonly atMost: Value<number> };
  readonly at: readonly Location[];
}

function left(copies: Value<number>, { rule, over, at }: Standing): Left {
  const places = over.atLeast;
  const isOpen = places < 2 && over.atMost !== 1;
  const open = Unknown.is(over.atMost) ? over.atMost : severalPlaces;
  const known = isOpen ? open : copies;
  const evenly = Unknown.is(known) ? known : known - Math.ceil(known / places);
  const hangsOn = [copies, isOpen ? open : undefined, rule.unknown].filter((value) => Unknown.is(value));
  return {
    evenly,
    atWorst: worst(copies, rule, isOpen ? 1 : places),
    because: rule.because,
    at: [...rule.at, ...at],
    over,
    hangsOn,
  };
}

/** More places than are certain only leave more copies. */
function worst(copies: Value<number>, { kind, skew }: Placing, places: number): Value<number> {
  if (Unknown.is(copies)) return copies;
  if (copies === 0 || places < 2) return kind === 'apart' ? Math.max(copies - 1, 0) : 0;
  switch (kind) {
    case 'apart':
      return copies - 1;
    case 'evenly':
      return copies - Math.ceil(copies / places);
    case 'skew':
      // One place has c, every other at least c - skew: c + (places - 1)(c - skew) <= copies.
      return copies - Math.min(Math.floor((copies + (places - 1) * skew) / places), copies);
    default:
      return 0;
  }
}

const severalPlaces = new Unknown({
  reason: 'rule-question',
  detail: 'it may stand in one zone or in several',
  settledBy: 'the zones of its subnets or nodes',
});
