import type { BackupCopy } from '../../../core/facts/backup.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { at, dataAt, readNumber } from '../../read.ts';
import { findNamed } from '../find-named.ts';
import { placeOf } from './vaults.ts';

const REPLICATION =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/' +
  'db_instance_automated_backups_replication';

/**
 * Adds the copies that a store makes by itself: backups, recovery points, versions, replicas of its backups.
 */
export function ownCopies(draft: GraphDraft): void {
  for (const component of draft.components.values()) {
    // Only of AWS it is known where they are kept: Google's and Azure's often cross regions by default.
    if (component.main?.type.startsWith('aws_') !== true) continue;
    const copies = [...databaseCopies(component), ...bucketCopies(draft, component)];
    for (const copy of copies) addCopy(component, copy);
  }
  replicatedBackups(draft);
  fileSystemBackups(draft);
}

/** Notes one more copy of a store. */
export function addCopy(store: ComponentDraft, copy: BackupCopy): void {
  store.facts.backupCopies = [...(store.facts.backupCopies ?? []), copy];
}

function databaseCopies({ facts }: ComponentDraft): readonly BackupCopy[] {
  const { backupRetentionDays: days, pointInTimeRecovery: recovery, isReplica } = facts;
  const copies: BackupCopy[] = [];
  const same = { place: 'same-region', locked: false } as const;
  if (days?.at[0] && days.value !== 0 && isReplica?.value !== true) {
    copies.push({ by: 'its own backups', ...same, keptDays: days.value, at: days.at[0] });
  }
  if (recovery?.at[0] && recovery.value === true) {
    copies.push({ by: 'its own recovery points', ...same, keptDays: undefined, at: recovery.at[0] });
  }
  return copies;
}

function bucketCopies(draft: GraphDraft, { facts, main }: ComponentDraft): readonly BackupCopy[] {
  const { versioning, objectLock, replicatesTo, isReplicated } = facts;
  const copies: BackupCopy[] = [];
  if (versioning?.value === true && versioning.at[0]) {
    copies.push({
      by: 'its own versions',
      place: 'same-region',
      locked: objectLock?.value ?? false,
      keptDays: undefined,
      at: versioning.at[0],
    });
  }
  if (isReplicated && isReplicated.value !== false && isReplicated.at[0]) {
    const targets = replicatesTo && !Unknown.is(replicatesTo.value) ? replicatesTo.value : [];
    const resources = targets.flatMap((id) => draft.components.get(id)?.main ?? []);
    const outside = Unknown.is(replicatesTo?.value) ? replicatesTo.value : undefined;
    const [target] = resources;
    const place = target && main ? placeOf(main, target) : outside;
    if (place !== undefined) {
      copies.push({ by: 'replication', place, locked: false, keptDays: undefined, at: isReplicated.at[0] });
    }
  }
  return copies;
}

function replicatedBackups(draft: GraphDraft): void {
  const DATABASE = { types: ['aws_db_instance'], name: 'identifier' };
  for (const replication of draft.ofType('aws_db_instance_automated_backups_replication')) {
    const place = at(replication, 'source_db_instance_arn');
    const source = dataAt(replication, 'source_db_instance_arn');
    for (const store of findNamed(draft, source, replication, DATABASE).components) {
      // The service only replicates backups into another region.
      const kept = readNumber(replication, ['retention_period'], { value: 7, source: REPLICATION }).value;
      addCopy(store, {
        by: 'replication of its backups',
        place: 'other-region',
        locked: false,
        keptDays: kept,
        at: place,
      });
      draft.absorb(replication, store);
    }
  }
}

function fileSystemBackups(draft: GraphDraft): void {
  const FILES = { types: ['aws_efs_file_system'], name: 'id' };
  for (const policy of draft.ofType('aws_efs_backup_policy')) {
    const place = at(policy, 'backup_policy', 0, 'status');
    const status = dataAt(policy, 'backup_policy', 0, 'status');
    for (const store of findNamed(draft, dataAt(policy, 'file_system_id'), policy, FILES).components) {
      draft.absorb(policy, store);
      if (status === 'DISABLED' || status === 'DISABLING')
        store.facts.automaticBackups = stated(false, place);
      else if (Unknown.is(status)) store.facts.automaticBackups = { ...stated(false, place), value: status };
      else {
        store.facts.automaticBackups = stated(true, place);
        addCopy(store, {
          by: 'automatic backups',
          place: 'same-region',
          locked: false,
          keptDays: 35,
          at: place,
        });
      }
    }
  }
}

function stated(
  value: boolean,
  place: BackupCopy['at'],
): { value: boolean; at: BackupCopy['at'][]; origin: 'written' } {
  return { value, at: [place], origin: 'written' };
}
