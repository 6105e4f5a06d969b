import type { Stated } from '../component.ts';
import type { ComponentId } from '../id.ts';
import type { Location } from '../location.ts';
import type { Unknown } from '../value.ts';
import type { Zones } from './common.ts';
import type { BuiltImage, Image } from './container.ts';
import type { RecognisedStore } from './workload.ts';

/** Facts of workloads, functions, clusters, node pools and target groups. */
export interface ComputeFacts {
  /** What keeps it running; decides which questions make sense. */
  readonly runsAs?: RunsAs | undefined;
  /** Instances, tasks or nodes: never fewer than. */
  readonly minimumSize?: Stated<number> | undefined;
  /** Instances, tasks or nodes to start with. Unknown where an autoscaler or a person owns the number. */
  readonly desiredSize?: Stated<number> | undefined;
  readonly maximumSize?: Stated<number> | undefined;
  /** Everything in the inputs that changes its size. Unknown when something may, but cannot be followed. */
  readonly scalers?: Stated<readonly Scaler[]> | undefined;
  /** Set when another controller than its own group replaces its instances: `Amazon ECS`, `Amazon EKS`. */
  readonly replacedBy?: Stated<string> | undefined;
  /**
   * Zones that all instances of the same block (`count`, `for_each`) use together; absent for a single one.
   */
  readonly zonesOfSiblings?: Stated<Zones> | undefined;
  /** True when instances that fail the load balancer's check are replaced. */
  readonly heedsLoadBalancerHealth?: Stated<boolean> | undefined;
  /** True when a load balancer sends it traffic, also one outside the inputs. */
  readonly behindLoadBalancer?: Stated<boolean> | undefined;
  /** True when other components can find it by name: service discovery, service mesh. */
  readonly discoverable?: Stated<boolean> | undefined;
  /** True when a DNS record of the inputs points to it. */
  readonly hasDnsRecord?: Stated<boolean> | undefined;
  /** Set when something else than its own platform carries out a rollout: `AWS CodeDeploy`. */
  readonly deployedBy?: Stated<string> | undefined;
  /** True when a rollout that does not work is stopped. */
  readonly stopsBadRelease?: Stated<boolean> | undefined;
  /** True when a rollout that does not work is undone. */
  readonly revertsBadRelease?: Stated<boolean> | undefined;
  /** False when no earlier version is kept that a rollout could be undone to. */
  readonly keepsEarlierVersion?: Stated<boolean> | undefined;
  /** Percentage of its tasks that keep running while a rollout replaces them. */
  readonly keptDuringRollout?: Stated<number> | undefined;
  /** Images of tasks and functions. Those of pods are on their containers. */
  readonly images?: readonly UsedImage[] | undefined;
  /** What a Dockerfile makes. */
  readonly builtImage?: BuiltImage | undefined;
  /** The Dockerfile that it is built from where it is started, as a path in the inputs. */
  readonly dockerfile?: Stated<string> | undefined;
  /** Of a service that runs one container: the known store, broker or cache that it is. */
  readonly recognisedStore?: RecognisedStore | undefined;
  /** The same: what says that it only watches others. */
  readonly observes?: string | undefined;
  /** The same: what says that it sends load to others or tests them. */
  readonly generatesLoad?: { readonly says: string; readonly at: Location } | undefined;
  /** Set when there may be other images. */
  readonly moreImages?: Unknown | undefined;
  /** Identities its code acts with. */
  readonly roles?: Stated<readonly ComponentId[]> | undefined;
  /** False when requests to the instance metadata need no session token. */
  readonly metadataNeedsToken?: Stated<boolean> | undefined;
  readonly metadataReachable?: Stated<boolean> | undefined;
  /** Block volumes it is started with, root volume included. */
  readonly blockVolumes?: Stated<readonly BlockVolume[]> | undefined;
  /** True for what passes traffic on that is not its own: NAT instances, VPN and firewall appliances. */
  readonly forwardsTraffic?: Stated<boolean> | undefined;
  /** True when people can log in with a key pair. */
  readonly hasKeyPair?: Stated<boolean> | undefined;
  /** True when the provider restarts it elsewhere after its host failed. */
  readonly recoversFromHostFailure?: Stated<boolean> | undefined;
  /** True for nodes and pools that only take pods that tolerate a taint. */
  readonly tainted?: Stated<boolean> | undefined;
  /** True for a pool, or a cluster, whose nodes the provider chooses and keeps. */
  readonly serverless?: Stated<boolean> | undefined;
  /** Clusters whose pods or tasks it runs. */
  readonly clusters?: Stated<readonly ComponentId[]> | undefined;
  /** True when the control plane answers on the internet. */
  readonly publicApi?: Stated<boolean> | undefined;
  readonly publicApiRanges?: Stated<readonly string[]> | undefined;
  readonly privateApi?: Stated<boolean> | undefined;
  /** False when the provider upgrades by itself at the end of standard support. */
  readonly entersExtendedSupport?: Stated<boolean> | undefined;
  /** Language runtime as the support table calls it: `python3.12`. Absent where an image brings its own. */
  readonly runtime?: Stated<string> | undefined;
  /** True when an image, not a runtime of the provider, carries the code. */
  readonly deployedAsImage?: Stated<boolean> | undefined;
  readonly timeoutSeconds?: Stated<number> | undefined;
  /** Where events go that failed for good. */
  readonly failureDestination?: Stated<string> | undefined;
  /** How often an event is tried before the platform drops it. Absent where it drops none by itself. */
  readonly droppedAfterTries?: Stated<number> | undefined;
  /** Queues and streams that a service polls on behalf of this function. */
  readonly eventSources?: readonly EventSource[] | undefined;
  /** True when something calls it without waiting for the answer. */
  readonly calledAsynchronously?: Stated<boolean> | undefined;
  /** True when something calls it and waits for the answer. */
  readonly calledSynchronously?: Stated<boolean> | undefined;
  readonly targetProtocol?: Stated<string> | undefined;
  readonly targetPort?: Stated<number> | undefined;
  readonly targetKind?: Stated<TargetKind> | undefined;
  readonly healthCheck?: HealthCheck | undefined;
}

export type RunsAs =
  | 'server'
  | 'instance-group'
  | 'fleet'
  | 'launch-template'
  | 'service'
  | 'daemon'
  | 'function'
  | 'nodes';

/** An image that a task or function is started from. */
export interface UsedImage {
  /** The container, or the function itself. */
  readonly name: string;
  readonly image: Image;
  /** When its tag is looked up: at every start, once at each deployment, or when somebody pulls it. */
  readonly resolved: 'start' | 'deployment' | 'pull';
}

/** What a target group's members are. */
export type TargetKind = 'server' | 'address' | 'function' | 'load-balancer';

/** Something that changes how many instances there are. */
export interface Scaler {
  readonly kind: 'policy' | 'schedule' | 'capacity-provider' | 'cluster-autoscaler';
  /** What a person calls it. */
  readonly name: string;
  readonly at: Location;
}

/** How a load balancer decides whether a target can serve. */
export interface HealthCheck {
  readonly enabled: Stated<boolean>;
  readonly protocol: Stated<string>;
  /** Absent where the protocol has none. */
  readonly path: Stated<string> | undefined;
  /** Accepted answers as the provider writes them: `200-299`. Absent where the protocol has none. */
  readonly accepts: Stated<string> | undefined;
  readonly port: Stated<string>;
}

/** A disk attached to a server, or given to every server of a group. */
export interface BlockVolume {
  /** `root volume`, `volume /dev/xvdb`. Part of the names of its remedies. */
  readonly name: string;
  /** The provider whose price table applies: `aws`. */
  readonly provider: string;
  readonly at: Location;
  /** Absent when the image decides. */
  readonly type: Stated<string> | undefined;
  /** Absent when the image or a snapshot decides. */
  readonly sizeGib: Stated<number> | undefined;
  /** What the type gives at this size, or what is provisioned. Absent when it is not known how to tell. */
  readonly iops: Stated<number> | undefined;
  readonly throughputMibps: Stated<number> | undefined;
  readonly encrypted: Stated<boolean> | undefined;
}

/** One subscription of a function to a queue or stream. */
export interface EventSource {
  readonly source: ComponentId;
  readonly at: Location;
  readonly batchSize: Stated<number> | undefined;
  readonly batchWindowSeconds: Stated<number> | undefined;
}
