import type { Stated } from '../component.ts';
import type { ComponentId } from '../id.ts';
import type { Location } from '../location.ts';
import type { Unknown, Value } from '../value.ts';

/** A copy of a store's data that is made again and again. */
export interface BackupCopy {
  /** In words, for a sentence: `plan daily`, `its own daily backups`, `replication to shop-copies`. */
  readonly by: string;
  /** Where the copy is kept, seen from the data. */
  readonly place: Value<'same-region' | 'other-region' | 'other-account'>;
  /** True when nobody can delete it before its time. */
  readonly locked: Value<boolean>;
  readonly keptDays: Value<number> | undefined;
  readonly at: Location;
}

/** What one backup selection or snapshot policy says about one store. */
export interface BackupVerdict {
  /** The selection or policy, as people call it. */
  readonly selection: string;
  readonly at: Location;
  readonly covers: Value<boolean>;
  /** When it does not: why, in one clause. */
  readonly why: string;
  /** The tag after which it would. */
  readonly wants: { readonly key: string; readonly value: string } | undefined;
}

/** Facts of what is copied, and of where copies are kept. */
export interface BackupFacts {
  /** Copies made by plans, policies and replication; a store's own backups are among them. */
  readonly backupCopies?: readonly BackupCopy[] | undefined;
  /**
   * Why more copies may exist than `backupCopies` lists: something in the inputs points to backups outside
   * them.
   */
  readonly backupsOutside?: Unknown | undefined;
  /** What the selections in reach say about this store; absent when no plan can cover its kind. */
  readonly backupVerdicts?: readonly BackupVerdict[] | undefined;
  /** True when a file system has its own daily backups switched on. */
  readonly automaticBackups?: Stated<boolean> | undefined;
  /** Stores whose copies share one account and region; on the account. */
  readonly storesOfAccount?: readonly ComponentId[] | undefined;
}
