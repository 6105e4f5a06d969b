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
  /** Who alone may call, where not everybody may: `addresses of 203.0.113.0/24`. */
  readonly admitsOnly?: Stated<string> | undefined;
  /** True where all that it passes requests on to keeps files. */
  readonly servesFiles?: Stated<boolean> | undefined;
  /** What it says by itself of limits and filters, before the way from the internet is known. */
  readonly ownLayer?: OwnLayer | undefined;
  /** Of a name in DNS or a global entry: copies that it shares requests among. */
  readonly steering?: Steering | undefined;
}

/** What one component says of limits and filters. */
export type OwnLayer = Pick<EntryLayer, 'rateLimit' | 'filter' | 'maybe'> & {
  /** A content network or a shield that absorbs floods. */
  readonly absorbs?: Stated<string> | undefined;
};

/** One name that leads to several copies. */
export interface Steering {
  /** `weights`, `dials`: what decides. */
  readonly by: string;
  readonly targets: readonly SteeredTarget[];
  /** Why there may be others. */
  readonly more: Unknown | undefined;
}

export interface SteeredTarget {
  /** What a person calls it: `set eu-west-1`. */
  readonly name: string;
  /** The share of requests, 0 for none. */
  readonly share: Stated<number>;
  /** What checks its health for this decision; false where nothing does. */
  readonly isChecked: Stated<boolean>;
  readonly components: readonly ComponentId[];
  readonly region: Value<string> | undefined;
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
  /** True for the routes that a gateway itself enforces, false for a document beside the code. */
  readonly isEnforced: boolean;
  /** Why several things may serve it. */
  readonly maybeServedBy?: Unknown | undefined;
  readonly at: Location;
}

export interface Operation {
  readonly method: string;
  readonly path: Value<string>;
  readonly tags: readonly string[];
  /** What a caller must show; empty: nothing. Unknown where the application may ask for it. */
  readonly security: Value<readonly SecurityScheme[]>;
  /** Status codes that are declared. */
  readonly responses: readonly string[];
  /** Set where the contract says that it is meant for everybody. */
  readonly publicBecause?: string | undefined;
  /** True when the gateway gives a fixed answer itself. */
  readonly answersItself?: Value<boolean> | undefined;
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
  /** A content network or a shield that absorbs floods. */
  readonly absorbs?: Stated<string> | undefined;
}

/** Times after which somebody gives up, with the page that states a fixed value or default. */
export interface Patience {
  /** How long it waits for an answer of what it calls. */
  readonly waitsSeconds: Stated<number> | undefined;
  /** How long its own work may take. */
  readonly worksSeconds: Stated<number> | undefined;
  /** True where the limit ends the work itself; a proxy's only ends its waiting. */
  readonly endsWork?: boolean | undefined;
  /** Where it waits for one callee otherwise than for others. */
  readonly waitsFor?:
    | readonly { readonly callee: ComponentId; readonly seconds: Stated<number> }[]
    | undefined;
  /** Attempts in all, the first included. */
  readonly attempts: Stated<number> | undefined;
  /** How long each attempt may take. */
  readonly attemptSeconds?: Stated<number> | undefined;
}
