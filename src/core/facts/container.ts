import type { Stated } from '../component.ts';
import type { Location, SourceRange } from '../location.ts';
import type { Unknown, Value } from '../value.ts';

/** One container of a pod after the defaults of the API version and of the namespace's LimitRanges. */
export interface Container {
  readonly name: string;
  /** A `sidecar` is an init container that keeps running (`restartPolicy: Always`). */
  readonly role: 'main' | 'init' | 'sidecar';
  readonly image: Image | undefined;
  /** Missing parts are absent; what a LimitRange or a limit of the same resource supplies is `default`. */
  readonly requests: Resources;
  readonly limits: Resources;
  readonly ports: readonly ContainerPort[];
  readonly readiness: Probe | undefined;
  readonly liveness: Probe | undefined;
  readonly startup: Probe | undefined;
  /** Set when the probes are not known. */
  readonly probesUnknown: Unknown | undefined;
  readonly preStop: Stated<string> | undefined;
  readonly command: Value<readonly Value<string>[]> | undefined;
  readonly arguments: Value<readonly Value<string>[]> | undefined;
  readonly environment: readonly EnvironmentVariable[];
  /** ConfigMaps and Secrets taken in whole. */
  readonly environmentFrom: readonly {
    readonly kind: 'config-map' | 'secret';
    readonly name: Value<string>;
  }[];
  readonly security: ContainerSecurity;
  readonly mounts: readonly Mount[];
  readonly at: Location;
}

export interface Resources {
  /** Cores. */
  readonly cpu: Stated<number> | undefined;
  /** Bytes. */
  readonly memory: Stated<number> | undefined;
}

export interface Image {
  /** As written, after kustomize and chart values: `ghcr.io/shop/orders:1.4.2@sha256:…`. */
  readonly text: Stated<string>;
  /** `ghcr.io/shop/orders`. */
  readonly repository: Value<string>;
  readonly tag: Value<string> | undefined;
  readonly digest: Value<string> | undefined;
  readonly pullPolicy: Stated<string>;
  /** A Dockerfile of the inputs that builds it, with the user it ends with. */
  readonly builtFrom: { readonly file: string; readonly user: Value<string> | undefined } | undefined;
  /** What writes another tag at each release, as files of the inputs say: a build tool, an image updater. */
  readonly replacedBy?: { readonly says: string; readonly at: SourceRange | undefined } | undefined;
}

/** An image that a Dockerfile of the inputs makes. */
export interface BuiltImage {
  readonly file: string;
  /** The image outside the file that the last stage comes from. */
  readonly base: Stated<string>;
  /** The last user that is set, or that the base image is known for; absent: nobody can tell from here. */
  readonly user: Stated<string> | undefined;
}

export interface ContainerPort {
  readonly name: string | undefined;
  readonly number: Value<number>;
  readonly protocol: string;
  readonly hostPort: Value<number> | undefined;
  readonly at: Location;
}

export interface Probe {
  readonly handler: 'http' | 'tcp' | 'exec' | 'grpc' | 'unknown';
  readonly path: Value<string> | undefined;
  /** Number or name of the port. */
  readonly port: Value<number | string> | undefined;
  readonly host: Value<string> | undefined;
  readonly command: Value<readonly Value<string>[]> | undefined;
  readonly periodSeconds: Stated<number>;
  readonly failureThreshold: Stated<number>;
  readonly at: Location;
}

export interface EnvironmentVariable {
  readonly name: string;
  /** Absent when the value comes from elsewhere (`from`). */
  readonly value: Value<string> | undefined;
  readonly from:
    | { readonly kind: 'secret' | 'config-map'; readonly name: Value<string>; readonly key: Value<string> }
    | { readonly kind: 'field' }
    | undefined;
  readonly at: Location;
}

/** Settings of the container, else of the pod, else the default of the API. */
export interface ContainerSecurity {
  readonly privileged: Stated<boolean>;
  readonly allowPrivilegeEscalation: Stated<boolean>;
  readonly runAsNonRoot: Stated<boolean> | undefined;
  readonly runAsUser: Stated<number> | undefined;
}

export interface Mount {
  readonly volume: string;
  readonly path: Value<string>;
  readonly at: Location;
}
