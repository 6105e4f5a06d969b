import type { Stated } from '../../../core/component.ts';
import type { Facts } from '../../../core/facts.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import { at, inherent, readBool, readNumber } from '../../read.ts';
import { isSet } from '../../presence.ts';
import { keepBackups, takeFinalSnapshot } from './remedies.ts';
import { advise, refuseDeletion, setTo } from '../../remedies.ts';

const AURORA = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide';
const GUIDE = `${AURORA}/Concepts.AuroraHighAvailability.html`;

/** What Aurora, DocumentDB and Neptune clusters say alike: guards, backups, whether they are copies. */
export function clusterFacts(resource: Resource, page: string): Facts {
  return {
    keepsData: inherent(resource, true, GUIDE),
    isReplica: isCopy(resource),
    deletionProtection: readBool(resource, ['deletion_protection'], { value: false, source: page }),
    skipsFinalSnapshot: readBool(resource, ['skip_final_snapshot'], { value: false, source: page }),
    backupRetentionDays: readNumber(resource, ['backup_retention_period'], { value: 1, source: page }),
  };
}

/** Ways out that Aurora, DocumentDB and Neptune clusters share. */
export function clusterRemedies(resource: Resource): { readonly [name: string]: Remedy } {
  return {
    'refuse-deletion': refuseDeletion(resource, 'deletion_protection'),
    'keep-backups': keepBackups(resource, 'backup_retention_period'),
    'take-final-snapshot': takeFinalSnapshot(resource, 'cluster_identifier'),
    'add-instance': advise('Add a second instance in another zone', 'it costs as much as the first'),
    'encrypt-at-rest': setTo(resource, ['storage_encrypted'], true, {
      safety: 'review',
      caution: 'Terraform replaces the cluster: restore a snapshot with encryption on and switch over',
    }),
    'upgrade-engine': advise(
      'Move to a supported major version in steps, rehearsed on a restored snapshot or a clone',
      'the cluster is down while it is upgraded',
    ),
  };
}

const ORIGINS = ['master_username', 'snapshot_identifier', 'restore_to_point_in_time', 's3_import'];

/**
 * A cluster that replicates another one, or the secondary of a global database: it is in a global cluster
 * and has no origin of its own (no master user, no snapshot).
 */
function isCopy(resource: Resource): Stated<boolean> {
  const source = isSet(resource, ['replication_source_identifier']);
  if (source === true) return stated(resource, 'replication_source_identifier', true);
  const global = isSet(resource, ['global_cluster_identifier']);
  if (global === false) return stated(resource, 'replication_source_identifier', source);
  const origins = ORIGINS.map((attribute) => isSet(resource, [attribute]));
  if (origins.includes(true)) return stated(resource, 'global_cluster_identifier', source);
  const unclear = Unknown.is(global) ? global : origins.find(Unknown.is);
  return stated(resource, 'global_cluster_identifier', unclear ?? true);
}

function stated(resource: Resource, attribute: string, value: Value<boolean>): Stated<boolean> {
  return { value, at: [at(resource, attribute)], origin: 'written' };
}
