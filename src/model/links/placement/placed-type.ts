import type { Resource } from '../../../core/resource.ts';
import { everyZone, everyZoneOf } from './copies.ts';
import type { Copies } from './copies.ts';

/** Where a resource type says in which subnets and zones it stands and which security groups it carries. */
export interface PlacedType {
  readonly types: readonly string[];
  /** Attribute paths that hold subnet ids; brackets mark a list. */
  readonly subnets?: readonly string[];
  readonly securityGroups?: readonly string[];
  /** Attribute paths that hold names of zones. They narrow the zones of the subnets. */
  readonly zones?: readonly string[];
  /** The subnet group that holds its subnets. */
  readonly group?: { readonly path: string; readonly types: readonly string[] };
  /** Launch templates and interfaces that hold its subnets and security groups. */
  readonly through?: readonly { readonly path: string; readonly types: readonly string[] }[];
  readonly copies: (resource: Resource) => Copies;
}

/** Types with one list of subnets, all of which are used. */
export function spread(types: readonly string[], subnets: string, securityGroups: string): PlacedType {
  return { types, subnets: [subnets], securityGroups: [securityGroups], copies: everyZone };
}

/** The same, where the service refuses subnets that do not cover two zones. */
export function spreadOverTwo(types: readonly string[], subnets: string, securityGroups: string): PlacedType {
  return { ...spread(types, subnets, securityGroups), copies: everyZoneOf(2) };
}
