import type { Stated } from '../component.ts';
import type { ComponentId } from '../id.ts';
import type { Location } from '../location.ts';
import type { Unknown, Value } from '../value.ts';

/** Facts of contracts and of the routes that lead to them. */
export interface ContractFacts {
  readonly contract?: Contract | undefined;
  /** The way from the internet to this component: what limits, filters and waits on each layer. */
  readonly entryLayers?: readonly EntryLayer[] | undefined;
  /** How long it waits for those it calls, and how long it lets its own callers wait. */
  readonly patience?: Patience | undefined;
}

/** An OpenAPI or Swagger document, or the routes of a gateway. */
export interface Contract {
  readonly title: Value<string>;
  readonly version: Value<string> | undefined;
  readonly servers: readonly { readonly url: Value<string>; readonly at: Location }[];
  readonly operations: readonly Operation[];
  /** Why there may be others: references that lead out of the inputs, templates. */
  readonly more: Unknown | undefined;
  /** The gateway, entry or workload that serves it. */
  readonly servedBy: readonly ComponentId[];
  readonly at: Location;
}

export interface Operation {
  readonly method: string;
  readonly path: Value<string>;
  readonly operationId: string | undefined;
  readonly tags: readonly string[];
  /** What a caller must show; empty: nothing. Unknown where the application may ask for it. */
  readonly security: Value<readonly SecurityScheme[]>;
  /** Status codes that are declared. */
  readonly responses: readonly string[];
  readonly at: Location;
}

export interface SecurityScheme {
  readonly name: string;
  readonly kind:
    | 'http-bearer'
    | 'http-basic'
    | 'api-key-header'
    | 'api-key-query'
    | 'oauth2'
    | 'mutual-tls'
    | 'authorizer'
    | 'other';
  readonly at: Location;
}

/** One layer that a request passes on its way from the internet. */
export interface EntryLayer {
  readonly component: ComponentId;
  /** Requests a client may make. Absent: none stated. */
  readonly rateLimit: Stated<string> | undefined;
  /** A web filter. */
  readonly filter: Stated<string> | undefined;
  /** Why there may be one all the same. */
  readonly maybe: Unknown | undefined;
}

/** Times after which somebody gives up, with the page that states a fixed value or default. */
export interface Patience {
  /** How long it waits for an answer of what it calls. */
  readonly waitsSeconds: Stated<number> | undefined;
  /** How long its own work may take. */
  readonly worksSeconds: Stated<number> | undefined;
  /** Attempts in all, the first included. */
  readonly attempts: Stated<number> | undefined;
}
