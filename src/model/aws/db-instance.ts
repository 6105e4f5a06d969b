import type { Facts } from '../../core/facts.ts';
import type { Intent, Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { at, dataAt, inherent, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { creditFacts, CREDITS } from './stores/burstable.ts';
import { encryptedUnlessRestored } from './stores/encryption.ts';
import { engineFacts } from './stores/engine.ts';
import { derive, literalName, readPresence } from '../presence.ts';
import { RDS_PRODUCTS, entersExtendedSupport } from './stores/rds.ts';
import { keepBackups, leaveBurstableClass, takeFinalSnapshot } from './stores/remedies.ts';
import { advise, refuseDeletion, setTo } from '../remedies.ts';

const PAGE = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/db_instance';
const GUIDE = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide';

const GROWS_ONLY = 'grown storage does not shrink again';

/** One relational database with its disk: alone, with a standby in another zone, or as a copy of another. */
export const model: ResourceModel = {
  types: ['aws_db_instance'],
  describe(resource) {
    return {
      kind: 'datastore',
      // `name` is what earlier versions of the provider called the first database inside.
      name: literalName(resource, 'identifier') ?? resource.address,
      facts: {
        storeClass: 'relational',
        keepsData: inherent(resource, true, `${GUIDE}/Welcome.html`),
        isReplica: readPresence(resource, 'replicate_source_db'),
        ...engineFacts(resource, readText(resource, ['engine']), 'engine_version', RDS_PRODUCTS),
        ...creditFacts(readText(resource, ['instance_class']), CREDITS.rds),
        automaticFailover: readBool(resource, ['multi_az'], {
          value: false,
          source: `${GUIDE}/Concepts.MultiAZ.html`,
        }),
        ...deletionFacts(resource),
        backupRetentionDays: readNumber(resource, ['backup_retention_period'], { value: 0, source: PAGE }),
        allocatedGib: readNumber(resource, ['allocated_storage']),
        growsToGib: readNumber(resource, ['max_allocated_storage'], {
          value: 0,
          source: `${GUIDE}/USER_PIOPS.StorageTypes.html`,
        }),
        encryptedAtRest: encryptedUnlessRestored(resource, { value: false, source: PAGE }),
        hasPublicAddress: readBool(resource, ['publicly_accessible'], { value: false, source: PAGE }),
        entersExtendedSupport: entersExtendedSupport(resource),
      },
      remedies: remediesOf(resource),
    };
  },
};

type DeletionFacts = Pick<Facts, 'deletionProtection' | 'skipsFinalSnapshot' | 'keepsBackupsAfterDeletion'>;

function deletionFacts(resource: Resource): DeletionFacts {
  const deletesBackups = readBool(resource, ['delete_automated_backups'], { value: true, source: PAGE });
  return {
    deletionProtection: readBool(resource, ['deletion_protection'], { value: false, source: PAGE }),
    skipsFinalSnapshot: readBool(resource, ['skip_final_snapshot'], { value: false, source: PAGE }),
    keepsBackupsAfterDeletion: derive(deletesBackups, (deletes) => !deletes),
  };
}

function remediesOf(resource: Resource): { readonly [name: string]: Remedy } {
  const allocated = dataAt(resource, 'allocated_storage');
  const size = typeof allocated === 'number' ? allocated : Number(allocated);
  return {
    'refuse-deletion': refuseDeletion(resource, 'deletion_protection'),
    'keep-backups': keepBackups(resource, 'backup_retention_period'),
    'take-final-snapshot': takeFinalSnapshot(resource, 'identifier'),
    'spread-over-zones': spreadOverZones(resource),
    'leave-burstable-class': leaveBurstableClass(resource, 'instance_class'),
    'let-storage-grow':
      size > 0 ? letGrow(resource, size) : advise('Set max_allocated_storage to twice the allocated size'),
    'leave-internet': setTo(resource, ['publicly_accessible'], false, {
      safety: 'review',
      caution: 'clients outside the network lose access',
    }),
    'encrypt-at-rest': setTo(resource, ['storage_encrypted'], true, {
      safety: 'review',
      caution: 'Terraform replaces the instance: restore an encrypted copy of a snapshot and switch over',
    }),
    'upgrade-engine': advise(
      'Move to a supported major version in steps, rehearsed on a restored snapshot or blue-green',
      'the instance is down while it is upgraded',
    ),
  };
}

/** Instances of one block may differ in size, so the limit is made of what the size is written as. */
function letGrow(resource: Resource, size: number): Remedy {
  const attribute = 'max_allocated_storage';
  const value = { timesOf: ['allocated_storage'], factor: 2 };
  return {
    title: `Set ${attribute} = ${size * 2}`,
    safety: 'safe',
    caution: GROWS_ONLY,
    intents: [{ op: 'set', at: at(resource, attribute), value }],
  };
}

// A database in several zones takes no zone of one's own choice.
// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
function spreadOverZones(resource: Resource): Remedy {
  const zone = 'availability_zone';
  const pinned: readonly Intent[] =
    dataAt(resource, zone) === undefined ? [] : [{ op: 'remove', at: at(resource, zone) }];
  return {
    title: 'Set multi_az = true',
    safety: 'review',
    caution: 'the instance costs about twice as much, and is slower for a while',
    intents: [{ op: 'set', at: at(resource, 'multi_az'), value: true }, ...pinned],
  };
}
