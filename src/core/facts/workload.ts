import type { Stated } from '../component.ts';
import type { ComponentId } from '../id.ts';
import type { Location } from '../location.ts';
import type { Unknown, Value } from '../value.ts';
import type { Container, Resources } from './container.ts';

/** Facts of workloads that run as pods, and of the objects that govern them. */
export interface WorkloadFacts {
  readonly pods?: Pods | undefined;
  /**
   * Every workload of its stack and namespace, or every alert of its file or object, itself included, sorted:
   * what one habit of writing covers.
   */
  readonly neighbours?: readonly ComponentId[] | undefined;
  readonly autoscaler?: Autoscaler | undefined;
  readonly disruptionBudget?: DisruptionBudget | undefined;
  readonly volumeClaim?: VolumeClaim | undefined;
  readonly storageClass?: StorageClass | undefined;
  /** What saves the claims of a workload; absent where it has none. */
  readonly claimBackups?: ClaimBackups | undefined;
  readonly persistentVolume?: PersistentVolume | undefined;
  readonly limitRange?: LimitRange | undefined;
}

export type Controller =
  | 'deployment'
  | 'stateful-set'
  | 'daemon-set'
  | 'replica-set'
  | 'rollout'
  | 'job'
  | 'cron-job'
  | 'pod'
  /** A pod template inside an object whose kind we do not know. */
  | 'custom';

/** What a workload runs: a controller, its pod template, and what governs it. */
export interface Pods {
  readonly controller: Controller;
  readonly namespace: Stated<string>;
  /** Labels of the pods, `unknown` where a label or the set as a whole is not known. */
  readonly labels: Labels;
  /** Why the pod template is not fully known: an unread values file, a template that was not rendered. */
  readonly notRendered: Unknown | undefined;
  /** What the object states, or the default of its kind (1). Absent for daemons, jobs and bare pods. */
  readonly replicas: Stated<number> | undefined;
  /** True when the object itself states `replicas`. */
  readonly statesReplicas: boolean;
  /** Lowest and highest number of pods after autoscalers; equal to `replicas` where none targets it. */
  readonly minimum: Stated<number> | undefined;
  readonly maximum: Stated<number> | undefined;
  /** Autoscalers that target it (components of kind `policy`). */
  readonly autoscalers: readonly ComponentId[];
  /** Why one more may target it: an autoscaler of its namespace whose target is not known. */
  readonly maybeAutoscaler?: Unknown | undefined;
  /** Autoscalers whose missing target was probably meant to be this one. */
  readonly missedBy?: readonly ComponentId[] | undefined;
  /** Budgets of its namespace that select its pods (components of kind `policy`). */
  readonly budgets: readonly ComponentId[];
  /** Set when a budget may select it, but its selector or the labels are unknown. */
  readonly maybeBudget: Unknown | undefined;
  readonly rollout: Rollout | undefined;
  /** Containers, init containers and sidecars, in the order of the template. */
  readonly containers: readonly Container[];
  readonly spread: readonly SpreadConstraint[];
  /** Anti-affinity against pods of the same workload. */
  readonly antiAffinity: readonly AntiAffinity[];
  /** Set when spread constraints or affinity are not known. */
  readonly spreadUnknown: Unknown | undefined;
  readonly serviceAccount: Stated<string>;
  readonly hostNetwork: Stated<boolean>;
  readonly hostPid: Stated<boolean>;
  readonly hostIpc: Stated<boolean>;
  /** True for pods that ask for Windows nodes. */
  readonly isWindows: Stated<boolean>;
  readonly volumes: readonly PodVolume[];
  /** Claim templates of a StatefulSet. */
  readonly claimTemplates: readonly VolumeClaim[];
  readonly nodeSelector: Labels;
  readonly terminationGraceSeconds: Stated<number>;
  /** Only where somebody wrote it: pods that are not restarted end. */
  readonly restartPolicy?: Stated<string> | undefined;
  readonly schedule: Stated<string> | undefined;
  readonly concurrency: Stated<string> | undefined;
  /** Whether something sends it requests. */
  readonly serving: Serving;
  /** What the images say it is: a known store, broker or cache. Absent: not recognised. */
  readonly store: RecognisedStore | undefined;
  /** What says that it is an agent of the platform (a node agent, a controller of the cluster). */
  readonly platformAgent: string | undefined;
  /** What says that it only watches others: a dashboard, a store of measurements, a tracing backend. */
  readonly observes?: string | undefined;
  /** What says that it may run only once: leader election, a scheduler's command, a single-writer volume. */
  readonly singleton: { readonly says: string; readonly at: Location } | undefined;
  /** What it consumes without being called: a queue or stream that configuration names. */
  readonly consumes: { readonly says: string; readonly at: Location } | undefined;
  /** True for what sends load to others or tests them: load generators, test pods, helm tests. */
  readonly generatesLoad: { readonly says: string; readonly at: Location } | undefined;
  /** The whole pod template, for causes and remedies. */
  readonly template: Location;
}

/** Labels by key; `more` is set when there may be others. */
export interface Labels {
  readonly known: { readonly [key: string]: Value<string> };
  readonly more: Unknown | undefined;
  readonly at: Location;
}

export interface Rollout {
  readonly strategy: Stated<'rolling-update' | 'recreate' | 'on-delete' | 'blue-green' | 'canary'>;
  /** A number of pods, or a percentage as text: `25%`. */
  readonly maxUnavailable: Stated<number | string>;
  readonly maxSurge: Stated<number | string>;
}

export interface SpreadConstraint {
  /** `topology.kubernetes.io/zone`. */
  readonly topologyKey: Value<string>;
  readonly isHard: Value<boolean>;
  /** By how many pods two places may differ. */
  readonly maxSkew: Value<number>;
  /** False when its selector does not select the workload's own pods. */
  readonly selectsOwnPods: Value<boolean>;
  readonly at: Location;
}

export interface AntiAffinity {
  readonly topologyKey: Value<string>;
  readonly isHard: boolean;
  readonly selectsOwnPods: Value<boolean>;
  readonly at: Location;
}

export type Serving =
  /** A container declares a port that a Service targets, or an entry, a route or a caller names it. */
  | { readonly is: 'yes'; readonly because: readonly { readonly says: string; readonly at: Location }[] }
  | { readonly is: 'no'; readonly why: string }
  | { readonly is: 'unknown'; readonly because: Unknown };

/** A database, cache, broker or search engine recognised by its image. */
export interface RecognisedStore {
  /** `PostgreSQL`. */
  readonly product: string;
  readonly role: 'database' | 'cache' | 'broker' | 'search' | 'object-store' | 'metrics' | 'coordination';
  /** Directories it keeps its data in, after settings that move them; Unknown when they cannot be told. */
  readonly dataDirectories: Value<readonly string[]>;
  /** `image docker.io/library/postgres:16`. */
  readonly recognisedBy: string;
  readonly container: string;
  readonly at: Location;
}

export interface PodVolume {
  readonly name: string;
  readonly kind:
    | 'empty-dir'
    | 'claim'
    | 'ephemeral-claim'
    | 'config-map'
    | 'secret'
    | 'host-path'
    | 'projected'
    | 'csi'
    | 'nfs'
    | 'other';
  /** Name of the claim, ConfigMap or Secret, path on the host, or driver. */
  readonly source: Stated<string> | undefined;
  /** The claim in the inputs. */
  readonly claim: ComponentId | undefined;
  readonly inMemory: boolean;
  readonly at: Location;
}

export interface VolumeClaim {
  readonly name: string;
  readonly namespace: Stated<string>;
  readonly accessModes: Stated<readonly string[]>;
  /** Absent: the cluster's default class decides. */
  readonly storageClass: Stated<string> | undefined;
  /** The class in the inputs. */
  readonly class: ComponentId | undefined;
  readonly sizeGib: Stated<number> | undefined;
  /** Whether one zone, one region or any place holds it, as class and provisioner say. */
  readonly reach: Stated<'zone' | 'region' | 'network' | 'node'>;
  /** Zones that class topology or an existing volume bind it to; absent when it is bound at first use. */
  readonly boundZones: Stated<readonly string[]> | undefined;
  /** Workloads that mount it. */
  readonly mountedBy: readonly ComponentId[];
  readonly at: Location;
}

/** Schedules and jobs of the inputs, asked whether they save the claims of one workload. */
export interface ClaimBackups {
  readonly by: readonly { readonly says: string; readonly at: Location }[];
  /** Why the others do not: `Schedule daily: it takes other namespaces`. */
  readonly misses: readonly { readonly says: string; readonly at: Location }[];
  /** Set when one of them may. */
  readonly maybe: Unknown | undefined;
  /** True when anything in the inputs saves volumes of any workload. */
  readonly isSaving: boolean;
}

export interface StorageClass {
  readonly provisioner: Stated<string>;
  readonly parameters: { readonly [name: string]: Stated<string> };
  readonly isDefault: Stated<boolean>;
  readonly zones: Stated<readonly string[]> | undefined;
  readonly reach: Stated<'zone' | 'region' | 'network' | 'node'>;
}

/** A HorizontalPodAutoscaler, a KEDA ScaledObject or a VerticalPodAutoscaler. */
export interface Autoscaler {
  readonly kind: 'horizontal' | 'event' | 'vertical';
  readonly namespace: Stated<string>;
  readonly target: {
    readonly kind: Stated<string>;
    readonly name: Stated<string>;
    readonly apiVersion: Stated<string> | undefined;
    /** The workload in the inputs. */
    readonly component: ComponentId | undefined;
    /** Workload of the namespace with the most similar name, where the target is missing. */
    readonly nearest: ComponentId | undefined;
    /** Set when the target may exist all the same: the namespace was not fully read, an operator makes it. */
    readonly maybe: Unknown | undefined;
  };
  readonly minimum: Stated<number>;
  readonly maximum: Stated<number>;
  readonly metrics: readonly ScalingMetric[];
  /** Set when there may be other metrics. */
  readonly moreMetrics: Unknown | undefined;
  /** Of a vertical autoscaler: `Auto`, `Recreate`, `Initial`, `Off`, `InPlaceOrRecreate`. */
  readonly updateMode: Stated<string> | undefined;
  /** Of a vertical autoscaler: replicas below which the updater spares the workload; default 2. */
  readonly minimumReplicasToEvict: Stated<number> | undefined;
}

export interface ScalingMetric {
  readonly kind: 'resource' | 'container-resource' | 'pods' | 'object' | 'external' | 'trigger';
  /** `cpu`, `requests_per_second`, or the type of the trigger: `aws-sqs-queue`. */
  readonly name: Value<string>;
  readonly container: Value<string> | undefined;
  readonly target: 'utilization' | 'average-value' | 'value' | 'unknown';
  readonly value: Stated<number | string> | undefined;
  /** Of a trigger: the TriggerAuthentication it names. */
  readonly authentication: { readonly name: Value<string>; readonly exists: Value<boolean> } | undefined;
  /** What must run in the cluster to supply it, and whether that is in the inputs. */
  readonly source?: MetricSource | undefined;
  readonly at: Location;
}

export interface MetricSource {
  /** `metrics-server`, `KEDA`, `an adapter for custom metrics`. */
  readonly needed: string;
  /** Unknown where the inputs do not list what the cluster runs beside its applications. */
  readonly isThere: Value<boolean>;
  /** What the inputs list instead, where it is missing: `cert-manager, external-dns`. */
  readonly listed: readonly string[];
}

export interface DisruptionBudget {
  readonly namespace: Stated<string>;
  /** A number of pods, or a percentage as text: `50%`. One of the two is absent. */
  readonly minAvailable: Stated<number | string> | undefined;
  readonly maxUnavailable: Stated<number | string> | undefined;
  /** Workloads whose pods it selects. */
  readonly selects: readonly ComponentId[];
  readonly maybeSelects: Unknown | undefined;
}

/** A PersistentVolume that somebody made by hand. */
export interface PersistentVolume {
  readonly reach: Stated<'zone' | 'region' | 'network' | 'node'>;
  /** Zones that its node affinity or labels state. */
  readonly zones: Stated<readonly string[]> | undefined;
  /** The claim it is reserved for, as `namespace/name`. */
  readonly claim: Value<string> | undefined;
  readonly storageClass: Stated<string> | undefined;
}

/** What the containers of a namespace get when they state nothing. */
export interface LimitRange {
  readonly namespace: Stated<string>;
  readonly requests: Resources;
  readonly limits: Resources;
}
