import type { Location } from '../location.ts';
import type { Unknown, Value } from '../value.ts';

/** What code is told when it starts, and the names under which others find it. */
export interface SettingFacts {
  /** Environment variables, arguments and files of settings, ConfigMaps looked up. */
  readonly settings?: readonly Setting[] | undefined;
  /** Why there may be others. */
  readonly moreSettings?: Unknown | undefined;
  /** Hosts under which it answers to everybody: `shop.example.com`, the endpoint of a database. */
  readonly answersTo?: readonly HostName[] | undefined;
  /** Hosts in its settings that nothing of the inputs answers to, and that only a private network knows. */
  readonly unresolvedHosts?: readonly UnresolvedHost[] | undefined;
}

/** One thing that code is told. */
export interface Setting {
  /** `ORDERS_DB_HOST`; of an argument or a line of a file, what stands before its value. */
  readonly name: string;
  /**
   * The text; where it is not known, what it is made of (`refs`, `partial`). Absent where it is kept
   * elsewhere and nothing of it can be read.
   */
  readonly value: Value<string> | undefined;
  /** `whole`: one key of many that are taken together, wanted or not. */
  readonly passed: 'variable' | 'argument' | 'file' | 'whole';
  /** The container, where there are several. */
  readonly container: string | undefined;
  /** The steps from here to where it is kept: `key host of ConfigMap orders`, `parameter /shop/orders/db`. */
  readonly through: readonly { readonly says: string; readonly at: Location }[];
  readonly at: Location;
}

export interface HostName {
  readonly host: Value<string>;
  readonly at: Location;
}

/** A host that a setting names, and why it could not be told who answers. */
export interface UnresolvedHost {
  readonly host: string;
  /** The setting that names it. */
  readonly setting: string;
  readonly because: Unknown;
  readonly at: Location;
}
