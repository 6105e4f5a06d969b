import type { ConnectionLimit } from './facts/capacity.ts';
import type { Zone } from './facts/common.ts';
import type { ComponentId } from './id.ts';
import type { Location } from './location.ts';
import type { Unknown, Value } from './value.ts';

/** What the estate can carry: with everything there, after a loss, and at more traffic. */
export interface Capacity {
  /** Of workloads and functions whose copies somebody counts; undefined for others. */
  ofWorkload(id: ComponentId): WorkloadCapacity | undefined;
  /** Connections that callers may open to a store, against those it accepts; undefined for other stores. */
  ofStore(id: ComponentId): ConnectionCapacity | undefined;
  /** What is missing once this is gone, the most certain first. Empty: nothing, as far as can be told. */
  afterLoss(loss: Loss): readonly Shortfall[];
  /** What stops growing before traffic has grown by this factor, the first one first. */
  underTraffic(factor: number): readonly Bottleneck[];
}

/** What is lost. A component is itself; a node is the largest one of its pool. */
export type Loss =
  | { readonly kind: 'zone'; readonly zone: Zone }
  | { readonly kind: 'component'; readonly id: ComponentId }
  | { readonly kind: 'node'; readonly pool: ComponentId };

/** One number of a sum, and who states it. */
export interface Term {
  /** What it is, without the number: `maxReplicas`. */
  readonly says: string;
  readonly value: Value<number>;
  /** `pods`, `connections`, `cores`, `GiB`, `addresses`, `requests/s`; empty for a bare factor. */
  readonly unit: string;
  readonly at?: Location | undefined;
  /** The page that states a default or a formula. */
  readonly source?: string | undefined;
}

/** What a verdict about capacity is made of. */
export interface Reckoning {
  /** One sentence for people, with the figures. */
  readonly says: string;
  /** The arithmetic, in the order in which a person would redo it. */
  readonly terms: readonly Term[];
  /** True when it holds at every value of what is not known. */
  readonly isCertain: boolean;
  /** What is not known, and would settle it. */
  readonly hangsOn: readonly Unknown[];
}

/** What is missing after a loss. */
export interface Shortfall extends Reckoning {
  readonly kind: ShortfallKind;
  /** What cannot be carried, or cannot move. */
  readonly component: ComponentId;
}

export type ShortfallKind =
  /** Fewer replicas are left than the load needs. */
  | 'replicas'
  /** The remaining nodes, at their maximum, cannot hold what was lost. */
  | 'nodes'
  /** Its data stays in the lost zone. */
  | 'volume'
  /** A disruption budget forbids moving its pods. */
  | 'disruption-budget'
  /** The remaining subnets have no addresses left. */
  | 'addresses';

/** What stops growing first. */
export interface Bottleneck extends Reckoning {
  readonly kind: BottleneckKind;
  readonly component: ComponentId;
  /** Traffic, as a multiple of the starting point, up to which it carries. */
  readonly carriesUpTo: Value<number>;
}

export type BottleneckKind =
  | 'autoscaler-maximum'
  | 'fixed-size'
  | 'node-pool-maximum'
  | 'database-connections'
  | 'subnet-addresses';

/** The copies of one workload, and how many of them it needs. */
export interface WorkloadCapacity {
  readonly component: ComponentId;
  /** Copies at the quietest moment and at the busiest. Equal where nothing scales it. */
  readonly replicas: { readonly low: Value<number>; readonly high: Value<number> };
  /** Copies that must be left to serve: k of n. */
  readonly needed: Needed;
  /** Of the copies at the quietest moment, those left after the worst zone. Undefined: it stands in none. */
  readonly afterZone: Left | undefined;
  /** The same after the worst node; undefined where no node of its own carries it (serverless tasks). */
  readonly afterNode: Left | undefined;
  /** The load on those left after a zone. Undefined: one copy, one zone, or neither is known. */
  readonly zoneLoad: ZoneLoad | undefined;
}

/** How busy copies are once those of one zone are gone, before anything has replaced them. */
export interface ZoneLoad extends Reckoning {
  readonly basis: 'declared peak' | 'autoscaler target' | 'nothing';
  readonly zones: number;
  /** Copies at that load, and those left of them, evenly spread. */
  readonly copies: number;
  readonly left: number;
  /** Copies that the load needs. */
  readonly needed: number;
  /** Of what a copy can do, 1 being all of it. Unknown where nothing says how high the load is. */
  readonly utilization: Value<number>;
  /** The utilization that still holds. */
  readonly atMost: number;
  readonly verdict: 'over' | 'within' | 'open';
  /** How much more each zone must be able to do than its share, so that the others carry it. */
  readonly headroom: number;
  /** A written number that would make it hold: fewest copies, or the autoscaler's target in its own unit. */
  readonly enough:
    | {
        readonly sets: 'minimum' | 'maximum' | 'target';
        readonly value: number;
        readonly at: Location;
        /** Of a minimum: the line of the maximum, where that is lower. */
        readonly maximumAt: Location | undefined;
      }
    | undefined;
}

/**
 * How many of the copies at the quietest moment must be left; from 1 to all of them where no peak is declared
 * or measured. Never more than there are, though the load may need more.
 */
export interface Needed {
  readonly atLeast: number;
  readonly atMost: Value<number>;
  /** How it comes about; empty where nothing but the bounds is known. */
  readonly terms: readonly Term[];
  readonly hangsOn: readonly Unknown[];
}

/** Copies left after a loss, in both readings of what nobody writes down: where they stand. */
export interface Left {
  /** They stand as evenly as they can. */
  readonly evenly: Value<number>;
  /** They stand as badly as nothing forbids. */
  readonly atWorst: Value<number>;
  /** What places them: `topologySpreadConstraints over zones`; or why nothing does. */
  readonly because: string;
  readonly at: readonly Location[];
  /** Zones or nodes they spread over: certain, and at most. */
  readonly over: { readonly atLeast: number; readonly atMost: Value<number> };
  /** Why this is not known exactly. */
  readonly hangsOn: readonly Unknown[];
}

/** Connections to one store. `isCertain`: it is exceeded, or not, at every value of what is not known. */
export interface ConnectionCapacity extends Reckoning {
  readonly component: ComponentId;
  /** What it accepts from applications. */
  readonly limit: ConnectionLimit;
  /** What callers open with all copies at their maximum: never fewer than, and never more than. */
  readonly demand: Span;
  /** The same while the largest rollout of one of them starts new copies beside the old ones. */
  readonly demandInRollout: Span;
  /** `over`: more than it can accept, whatever is not known; `open`: what is not known decides. */
  readonly verdict: 'over' | 'over-in-rollout' | 'within' | 'open';
  /** The most connections of each copy that fit, if all copies opened equally many. */
  readonly fitsPerCopy: number | undefined;
  readonly callers: readonly ConnectionCaller[];
  /** What stands between and shares connections among callers that do not count here. */
  readonly poolers: readonly { readonly says: string; readonly component: ComponentId }[];
}

/** A number between two bounds. */
export interface Span {
  readonly atLeast: number;
  readonly atMost: Value<number>;
}

/** One workload that opens connections to a store. */
export interface ConnectionCaller {
  readonly component: ComponentId;
  /** Copies at their maximum. */
  readonly maximum: Value<number>;
  /** Copies that a rollout starts beside them. */
  readonly surge: Value<number>;
  /** Connections that one copy opens at most. */
  readonly perCopy: Value<number>;
  /** Copies from which on the store refuses, the others being at their maximum: earliest and latest. */
  readonly breaksAt: Span | undefined;
  /**
   * The most copies that fit, with those of a rollout, while the others are at their maximum. Undefined
   * where not even the fewest fit.
   */
  readonly fits: number | undefined;
  /** True when an autoscaler or the platform, not a person, reaches the maximum. */
  readonly isScaled: boolean;
  /** The line of the maximum. */
  readonly maximumAt: Location | undefined;
}
