import type { Stated } from '../component.ts';
import type { Location } from '../location.ts';
import type { Value } from '../value.ts';

/** Facts about how much something offers, asks for or accepts. */
export interface CapacityFacts {
  /** What one machine of a pool, or of a store, offers. */
  readonly machine?: Stated<Machine> | undefined;
  /** Connections that a store accepts at the same time. Absent where nobody counts them. */
  readonly connectionLimit?: ConnectionLimit | undefined;
  /** Set for what shares a few connections among many callers: `RDS Proxy`, `PgBouncer`. */
  readonly poolsConnections?: Stated<string> | undefined;
  /** Copies that a rollout starts beside the running ones: a number, or a percentage as text. */
  readonly rolloutSurge?: Stated<number | string> | undefined;
  /** The part of its processor that an autoscaler of tasks or servers aims at, 0 to 1. */
  readonly targetUtilization?: Stated<number> | undefined;
  /** Addresses of a subnet that machines, pods and endpoints can get, before anything has one. */
  readonly usableAddresses?: Stated<number> | undefined;
  /** True when each of its copies takes an address of its subnets. */
  readonly takesAddresses?: Stated<boolean> | undefined;
  /** True for a pool whose numbers of nodes count for each of its zones. */
  readonly countsPerZone?: Stated<boolean> | undefined;
  /** Cores and memory up to which a pool grows by itself, as its limits say. */
  readonly poolLimits?: Stated<PoolLimits> | undefined;
  /** The load at its peak, as the configuration declares. */
  readonly load?: DeclaredLoad | undefined;
}

/** A machine as its type promises it; what the system keeps for itself is not taken off. */
export interface Machine {
  /** What people call the type: `m7g.large`. */
  readonly type: string;
  readonly cores: number;
  readonly memoryBytes: number;
  /** Where the figures were read, with the day. */
  readonly source: string;
}

/** How many connections a store accepts from applications. */
export interface ConnectionLimit {
  /** Never fewer than, as far as is known, and never more than. Equal where the number is written. */
  readonly atLeast: Value<number>;
  readonly atMost: Value<number>;
  /** How it comes about: `max_connections = 400`, `LEAST(memory / 9531392, 5000) of 4 GiB`. */
  readonly says: string;
  readonly at: Location;
  readonly source: string | undefined;
}

/** What a pool that grows by itself may grow to; absent: no such limit. */
export interface PoolLimits {
  readonly cores: Value<number> | undefined;
  readonly memoryBytes: Value<number> | undefined;
}

/** What the configuration says of a service's traffic. */
export interface DeclaredLoad {
  readonly peakRps: number;
  /** Requests a second that one copy serves. */
  readonly rpsPerReplica: number | undefined;
  /** `whatfails.yaml:12`. */
  readonly place: string;
}
