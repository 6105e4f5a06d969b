import type { Stated } from '../component.ts';
import type { ComponentId } from '../id.ts';
import type { Value } from '../value.ts';

/** How many machines there are; certain bounds even where the exact number is not known. */
export interface Count {
  readonly atLeast: number;
  readonly atMost: Value<number>;
}

/** What sort of store it is: decides which questions make sense, never the answer. */
export type StoreClass =
  | 'relational'
  | 'document'
  | 'graph'
  | 'key-value'
  | 'search'
  | 'warehouse'
  | 'in-memory'
  | 'broker';

/** Facts of datastores, caches, tables, brokers and search domains. */
export interface StoreFacts {
  readonly storeClass?: StoreClass | undefined;
  /** True for a copy that follows another store: guards, backups and snapshots are the source's matter. */
  readonly isReplica?: Stated<boolean> | undefined;
  /** The cluster that an instance serves: the cluster has the data, the instance is one machine of it. */
  readonly memberOf?: Stated<ComponentId> | undefined;
  /**
   * Machines that hold the same data and can take over from one another, the first included, at the lowest
   * point of autoscaling. Absent where the provider keeps the number to itself (serverless stores).
   */
  readonly instances?: Stated<Count> | undefined;
  /** True when another machine takes over by itself. Absent where there is nothing to switch. */
  readonly automaticFailover?: Stated<boolean> | undefined;
  /** True when it stops serving while nobody asks, on purpose. */
  readonly scalesToZero?: Stated<boolean> | undefined;
  /** The provider's own switch that refuses deletion. Absent where the provider has none. */
  readonly deletionProtection?: Stated<boolean> | undefined;
  /** True when Terraform deletes what a bucket holds in order to delete the bucket. */
  readonly emptiedOnDestroy?: Stated<boolean> | undefined;
  /** True when deleting or replacing it takes no last snapshot. */
  readonly skipsFinalSnapshot?: Stated<boolean> | undefined;
  /** True when its automatic backups are kept after it was deleted. */
  readonly keepsBackupsAfterDeletion?: Stated<boolean> | undefined;
  /** Days that automatic backups go back; 0: there are none. */
  readonly backupRetentionDays?: Stated<number> | undefined;
  /** True when a table can be put back to any moment of the last weeks. */
  readonly pointInTimeRecovery?: Stated<boolean> | undefined;
  /** True when what is written expires by itself. */
  readonly expires?: Stated<boolean> | undefined;
  /** True for a table that holds nothing but locks. */
  readonly holdsLocksOnly?: Stated<boolean> | undefined;
  readonly allocatedGib?: Stated<number> | undefined;
  /** The size up to which storage grows by itself; 0: it does not. Absent: it has no limit. */
  readonly growsToGib?: Stated<number> | undefined;
  /** True when the server refuses connections without encryption. */
  readonly requiresTls?: Stated<boolean> | undefined;
  /** True when its own access policy lets in callers that prove nothing. Absent where it has none. */
  readonly admitsAnyone?: Stated<boolean> | undefined;
  /** True when the provider moves it to the next supported minor version by itself. */
  readonly followsMinorVersions?: Stated<boolean> | undefined;
}
