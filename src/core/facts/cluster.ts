import type { Evidence } from '../finding.ts';
import type { ComponentId } from '../id.ts';
import type { Location } from '../location.ts';
import type { Unknown } from '../value.ts';

/** Facts of Kubernetes clusters, and of what their name service answers to workloads. */
export interface ClusterFacts {
  /** Addresses inside the cluster that a workload is told. Absent where it is told none. */
  readonly inClusterAddresses?: InClusterAddresses | undefined;
  /** Of a Kubernetes cluster: what starts nodes for pods that wait. */
  readonly nodeScaling?: NodeScaling | undefined;
}

export interface InClusterAddresses {
  /** How many lead somewhere. */
  readonly answered: number;
  /** Those that lead nowhere in the inputs, or may. */
  readonly dead: readonly DeadAddress[];
}

/** A host inside the cluster that no Service of the inputs answers. */
export interface DeadAddress {
  readonly setting: string;
  readonly host: string;
  readonly namespace: string;
  readonly at: Location;
  /** The steps from the setting to where the address is kept. */
  readonly through: readonly Evidence[];
  /** Services of the namespace that are deployed with it, sorted. */
  readonly there: readonly string[];
  /** The one that was probably meant. */
  readonly nearest: string | undefined;
  /** The setting as it should be, and where, where a text can be written. */
  readonly corrected: { readonly at: Location; readonly value: string } | undefined;
  /** Why somebody may answer all the same. */
  readonly maybe: Unknown | undefined;
  /** What says that nobody needs to answer: `ENABLE_ASSISTANT is off`. */
  readonly optional: string | undefined;
}

export interface NodeScaling {
  /** What adds nodes: a controller, or the provider itself. */
  readonly by: readonly Evidence[];
  /** Why something may, although it was not found. */
  readonly maybe: Unknown | undefined;
  /** Autoscalers of pods that run on it. */
  readonly podAutoscalers: readonly ComponentId[];
  /** Its pools of nodes. */
  readonly pools: readonly ComponentId[];
}
