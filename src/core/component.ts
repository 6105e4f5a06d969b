import type { ComponentId, ResourceId, StackId } from './id.ts';
import type { Location } from './location.ts';
import type { Remedy } from './remedy.ts';
import type { EnvironmentClaim } from './resource.ts';
import type { Facts } from './facts.ts';
import type { Value } from './value.ts';

export type ComponentKind =
  | 'workload'
  | 'function'
  | 'container'
  | 'datastore'
  | 'cache'
  | 'queue'
  | 'topic'
  | 'bucket'
  | 'volume'
  | 'load-balancer'
  | 'target-group'
  | 'gateway'
  | 'dns'
  | 'cdn'
  | 'network'
  | 'subnet'
  | 'nat'
  | 'cluster'
  | 'node-pool'
  | 'identity'
  | 'secret'
  | 'key'
  | 'certificate'
  | 'log-store'
  | 'alarm'
  | 'dashboard'
  | 'slo'
  | 'journey'
  | 'pipeline'
  | 'image'
  | 'registry'
  | 'api'
  | 'account'
  | 'stack'
  | 'repository'
  | 'external'
  /** What governs others: an autoscaler, a disruption budget, a network policy, a limit of a namespace. */
  | 'policy'
  | 'other';

/** Kinds of which people say that they run or keep something; the others lead there or govern. */
export const RUNS_OR_KEEPS: ReadonlySet<ComponentKind> = new Set([
  'workload',
  'function',
  'datastore',
  'cache',
  'queue',
  'topic',
  'bucket',
  'external',
] satisfies readonly ComponentKind[]);

/** A fact and the lines that state it. */
export interface Stated<T> {
  readonly value: Value<T>;
  readonly at: readonly Location[];
  readonly origin: 'written' | 'default' | 'observed';
  /** For defaults: the page of the provider's documentation that states it. */
  readonly source?: string | undefined;
  /** How the source says it, where that is not the value itself: `availability_type = ZONAL`. */
  readonly says?: string | undefined;
}

/** A provider-neutral thing that can fail, cost, be reached and be owned. */
export interface Component {
  readonly id: ComponentId;
  readonly kind: ComponentKind;
  /** What a person calls it: `orders-db`. */
  readonly name: string;
  /** The resources it was made of; the first one is the main one. Empty for a repository. */
  readonly resources: readonly ResourceId[];
  /** Terraform type of the main resource, for wording; empty where there is none. */
  readonly type: string;
  readonly stack: StackId | undefined;
  readonly environments: readonly EnvironmentClaim[];
  readonly facts: Facts;
  /** Named remedies: `spread-over-zones`. A rule picks one by name. */
  readonly remedies: { readonly [name: string]: Remedy };
  /** True for the one component that stands for an unknown number of instances. */
  readonly unknownCount: boolean;
}
