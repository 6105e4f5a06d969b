import type { Stated } from '../component.ts';
import type { ComponentId, ResourceId } from '../id.ts';
import type { Value } from '../value.ts';

/** One availability zone: its name, or a symbol that is equal only for the same zone (`data…names[0]`). */
export interface Zone {
  readonly id: string;
  /** The provider's name, when known. */
  readonly name: string | undefined;
}

/** How many distinct zones a component uses; certain bounds even where names are not known. */
export interface Zones {
  readonly atLeast: number;
  readonly atMost: Value<number>;
  readonly names: Value<readonly Zone[]>;
}

/** Facts that many kinds share. */
export interface CommonFacts {
  readonly zones?: Stated<Zones> | undefined;
  /**
   * True when several zones are declared (a switch, a mode, or several subnets), whatever they resolve to.
   */
  readonly claimsSeveralZones?: Stated<boolean> | undefined;
  /** Subnet components it stands in. */
  readonly subnets?: Stated<readonly ComponentId[]> | undefined;
  /** Security group components it carries. */
  readonly securityGroups?: Stated<readonly ComponentId[]> | undefined;
  /** The region it is managed in; it also serves from there unless `isWorldwide`. */
  readonly region?: Stated<string> | undefined;
  /** True for what the provider serves from everywhere: names, content networks, global entries. */
  readonly isWorldwide?: boolean | undefined;
  readonly account?: Stated<string> | undefined;
  /** Effective tags after provider defaults. Absent: the type cannot be tagged. */
  readonly tags?: Stated<{ readonly [key: string]: Value<string> }> | undefined;
  /** True for what keeps data that cannot be rebuilt from code. */
  readonly keepsData?: Stated<boolean> | undefined;
  /** `lifecycle { prevent_destroy = true }`. */
  readonly preventDestroy?: Stated<boolean> | undefined;
  readonly encryptedAtRest?: Stated<boolean> | undefined;
  /** True when the component has, or can get, an address on the internet. */
  readonly hasPublicAddress?: Stated<boolean> | undefined;
  /** True for a public entry: a load balancer, gateway or CDN that users come in through. */
  readonly isPublicEntry?: Stated<boolean> | undefined;
  /**
   * Resources in the inputs that refer to this component's id, name or address, without a modelled meaning.
   */
  readonly otherReferences?: readonly ResourceId[] | undefined;
  /** True when a stack output, or another stack, hands out its id: users may be outside the inputs. */
  readonly handedOut?: boolean | undefined;
  readonly burstable?: Stated<boolean> | undefined;
  /** For burstable classes: `limited` stalls when the credits are spent, `unlimited` costs. */
  readonly cpuCredits?: Stated<'limited' | 'unlimited'> | undefined;
  readonly instanceClass?: Stated<string> | undefined;
  readonly engine?: Stated<string> | undefined;
  readonly version?: Stated<string> | undefined;
  /** The product whose support dates apply to `version`, as the support table calls it: `amazon-eks`. */
  readonly supportProduct?: string | undefined;
}
