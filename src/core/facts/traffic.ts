import type { Stated } from '../component.ts';
import type { ComponentId } from '../id.ts';
import type { Location } from '../location.ts';
import type { Unknown, Value } from '../value.ts';
import type { Labels } from './workload.ts';

/** Facts of what leads requests to pods inside a cluster, and of what limits who may send them. */
export interface TrafficFacts {
  readonly service?: ServiceFacts | undefined;
  readonly routing?: Routing | undefined;
  readonly networkPolicy?: NetworkPolicy | undefined;
  readonly namespaceFacts?: NamespaceFacts | undefined;
  readonly roleBinding?: RoleBinding | undefined;
  readonly clusterRole?: ClusterRole | undefined;
  readonly secretContent?: SecretContent | undefined;
  /** The API version of an object of a cluster. */
  readonly apiObject?: ApiObject | undefined;
  readonly meshPolicy?: MeshPolicy | undefined;
  readonly admissionPolicy?: AdmissionPolicy | undefined;
  /** Of a workload: settings that an admission policy of the inputs demands of its pods. */
  readonly enforcedSettings?: readonly EnforcedSetting[] | undefined;
  /** Of a workload: network policies that select its pods for ingress. */
  readonly ingressPolicies?: readonly ComponentId[] | undefined;
  /** Of a workload: why there may be others. */
  readonly maybeIngressPolicy?: Unknown | undefined;
  /** Of a workload: mesh policies that decide who may call it. */
  readonly callerPolicies?: readonly ComponentId[] | undefined;
  /** Of a node pool that a cluster's own controller starts: the pools deployed with it, itself included. */
  readonly siblingPools?: readonly ComponentId[] | undefined;
}

/** A Kubernetes Service. */
export interface ServiceFacts {
  readonly namespace: Stated<string>;
  readonly type: Stated<'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'>;
  /** Undefined for a Service without selector. */
  readonly selector: Labels | undefined;
  /** Workloads whose pods it selects. */
  readonly selects: readonly ComponentId[];
  readonly maybeSelects: Unknown | undefined;
  /** The workload that differs in one label only, where nothing is selected. */
  readonly nearest: NearMatch | undefined;
  /** True when EndpointSlices of its own, or an operator, give it endpoints. */
  readonly hasOwnEndpoints: boolean;
  readonly ports: readonly ServicePort[];
  readonly annotations: Labels;
  readonly loadBalancerClass: Stated<string> | undefined;
  /** Address ranges admitted; empty: everyone. */
  readonly sourceRanges: Stated<readonly string[]>;
  /** True when class or annotations keep the load balancer off the internet. */
  readonly isInternal: Stated<boolean>;
  /** True when an annotation of the provider answers plain HTTP with a redirect. */
  readonly redirectsToHttps?: boolean | undefined;
  /** Gateways whose hosts are served through it. */
  readonly leadsToGateways?: readonly ComponentId[] | undefined;
}

export interface ServicePort {
  readonly name: Value<string> | undefined;
  readonly port: Value<number>;
  /** Number or name on the container. */
  readonly targetPort: Value<number | string>;
  readonly protocol: string;
  readonly appProtocol: Value<string> | undefined;
  /** True when an annotation of the provider makes this port speak TLS. */
  readonly tls: Value<boolean>;
  readonly at: Location;
}

export interface NearMatch {
  readonly component: ComponentId;
  /** `app is order, the pods say orders`. */
  readonly says: string;
  /** The text to correct, and what it should be. */
  readonly at: Location;
  readonly shouldBe: string;
  /** True when the two words differ by a slip of the pen. */
  readonly isSlip?: boolean | undefined;
}

/** An Ingress, Gateway, HTTPRoute, GRPCRoute, TCPRoute, VirtualService or IngressRoute. */
export interface Routing {
  readonly kind: 'ingress' | 'gateway' | 'route' | 'virtual-service';
  readonly namespace: Stated<string>;
  /** Ingress class or gateway class. */
  readonly className: Stated<string> | undefined;
  readonly hosts: readonly RoutedHost[];
  readonly backends: readonly Backend[];
  readonly annotations: Labels;
  /** True when class or annotations keep it off the internet. */
  readonly isInternal: Stated<boolean>;
  /** Why hosts or backends may not be all. */
  readonly more: Unknown | undefined;
}

export interface RoutedHost {
  /** Empty: every host. */
  readonly host: Value<string>;
  readonly tls: Value<'terminated' | 'passthrough' | 'none'>;
  /** What names the certificate: a secret, an annotation, an issuer; absent: the controller's default. */
  readonly certificate: Stated<string> | undefined;
  /** What a listener of a gateway speaks: `HTTP`, `HTTPS`, `TLS`, `TCP`, `GRPC`. Absent for an Ingress. */
  readonly protocol?: Value<string> | undefined;
  /** Name of the listener of a gateway. */
  readonly section?: Value<string> | undefined;
  /** Of a gateway's listener: the namespaces whose routes it takes. */
  readonly takesRoutesFrom?: 'own-namespace' | 'all' | 'some' | undefined;
  /** Of a plain listener: hosts of the routes on it that do not redirect. */
  readonly servedPlain?: readonly Value<string>[] | undefined;
  /** True when plain HTTP is only answered with a redirect. */
  readonly redirectsToHttps: Value<boolean>;
  readonly at: Location;
}

export interface Backend {
  readonly kind: Value<string>;
  readonly name: Value<string>;
  readonly namespace: Value<string>;
  readonly port: Value<number | string> | undefined;
  /** The Service in the inputs. */
  readonly component: ComponentId | undefined;
  /** True when the Service is there and has the port. */
  readonly exists: Value<boolean>;
  /** Why not, with the nearest match: `Service orders has no port 8080 (80)`. */
  readonly mismatch: BackendMismatch | undefined;
  /** Where its name and port are written. */
  readonly nameAt?: Location | undefined;
  readonly portAt?: Location | undefined;
  readonly at: Location;
}

export interface BackendMismatch {
  readonly says: string;
  /** What should be written instead, where exactly one thing is near. */
  readonly shouldBe: string | undefined;
  /** The text to correct. */
  readonly at?: Location | undefined;
}

export interface NetworkPolicy {
  readonly namespace: Stated<string>;
  readonly selector: Labels;
  readonly selects: readonly ComponentId[];
  readonly maybeSelects: Unknown | undefined;
  readonly selectsAll: Value<boolean>;
  /** True for a policy of no single namespace. */
  readonly wholeCluster: boolean;
  readonly limitsIngress: Value<boolean>;
  readonly nearest: NearMatch | undefined;
}

export interface NamespaceFacts {
  readonly name: string;
  /** `pod-security.kubernetes.io/enforce`. */
  readonly podSecurity: Stated<string> | undefined;
}

/** A RoleBinding or ClusterRoleBinding. */
export interface RoleBinding {
  /** Absent for a binding of the whole cluster. */
  readonly namespace: Stated<string> | undefined;
  readonly role: {
    readonly kind: Stated<string>;
    readonly name: Stated<string>;
    readonly component: ComponentId | undefined;
  };
  readonly subjects: readonly BoundSubject[];
  readonly more: Unknown | undefined;
}

export interface BoundSubject {
  readonly kind: 'service-account' | 'user' | 'group' | 'unknown';
  readonly name: Value<string>;
  readonly namespace: Value<string> | undefined;
  /** Workloads that run as this account. */
  readonly workloads: readonly ComponentId[];
  readonly at: Location;
}

/** A Role or ClusterRole. */
export interface ClusterRole {
  readonly namespace: Stated<string> | undefined;
  readonly rules: readonly RoleRule[];
  readonly more: Unknown | undefined;
  /** True when other roles are aggregated into it. */
  readonly aggregates: boolean;
  /** Bindings that give it. */
  readonly boundBy: readonly ComponentId[];
}

export interface RoleRule {
  readonly apiGroups: readonly Value<string>[];
  readonly resources: readonly Value<string>[];
  readonly verbs: readonly Value<string>[];
  /** Objects the rule is limited to; empty: all. */
  readonly resourceNames: readonly Value<string>[];
  readonly at: Location;
}

/** A policy of a service mesh: who may call, or whether calls must be encrypted. */
export interface MeshPolicy {
  readonly kind: 'callers' | 'encryption' | 'destination';
  readonly namespace: Stated<string>;
  /** Empty: every workload of the namespace, or of the mesh where `wholeMesh`. */
  readonly selector: Labels;
  readonly wholeMesh: boolean;
  /** Of `callers`: `ALLOW`, `DENY`, `AUDIT`, `CUSTOM`. Of `encryption`: `STRICT`, `PERMISSIVE`, `DISABLE`. */
  readonly mode: Value<string>;
}

/** A setting of pods that admission policies can demand. */
export type PodSetting =
  | 'run-as-non-root'
  | 'no-privilege-escalation'
  | 'no-privileged'
  | 'no-host-namespaces'
  | 'read-only-root';

/** An admission policy that demands settings of pods. */
export interface AdmissionPolicy {
  readonly demands: readonly PodSetting[];
  /** False when violations are only reported. */
  readonly refuses: Value<boolean>;
  /** Undefined: the whole cluster. */
  readonly namespaces: readonly Value<string>[] | undefined;
  readonly excludedNamespaces: readonly Value<string>[];
  readonly at: Location;
}

export interface EnforcedSetting {
  readonly setting: PodSetting;
  /** `namespace shop demands pod security level restricted`. */
  readonly says: string;
  readonly at: Location;
}

/** What a Secret manifest carries; never the values. */
export interface SecretContent {
  readonly type: Stated<string>;
  readonly keys: readonly SecretKey[];
  /** `sealed-secrets`, `sops`: who encrypted it. Absent: nobody. */
  readonly encryptedBy: string | undefined;
  readonly more: Unknown | undefined;
  /** Workloads that read it. */
  readonly readBy: readonly ComponentId[];
  /** The Secret that an operator makes of it, where that is not the object itself. */
  readonly targetName?: string | undefined;
}

export interface SecretKey {
  readonly name: string;
  readonly looksLike:
    | 'empty'
    | 'placeholder'
    | 'certificate'
    | 'private-key'
    | 'setting'
    | 'value'
    | 'encrypted'
    | 'unknown';
  readonly at: Location;
}

export interface ApiObject {
  /** `policy/v1beta1`. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly at: Location;
}
