import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { at, dataAt, inherent, readBool } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { refuseDeletion, setTo } from '../remedies.ts';

const PAGE = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/dynamodb_table';
const GUIDE = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';
const LOCKS = 'https://developer.hashicorp.com/terraform/language/backend/s3#dynamodb-state-locking';

const OFF = { value: false, source: PAGE };

/** A key-value table, kept in several zones by the service. */
export const model: ResourceModel = {
  types: ['aws_dynamodb_table'],
  describe(resource) {
    const holdsLocksOnly = isLockTable(resource);
    const onlyLocks = holdsLocksOnly.value === true;
    return {
      kind: 'datastore',
      facts: {
        storeClass: 'key-value',
        engine: inherent(resource, 'dynamodb', PAGE),
        keepsData: inherent(resource, !onlyLocks, onlyLocks ? LOCKS : PAGE),
        holdsLocksOnly,
        deletionProtection: readBool(resource, ['deletion_protection_enabled'], OFF),
        pointInTimeRecovery: readBool(resource, ['point_in_time_recovery', 0, 'enabled'], {
          value: false,
          source: `${GUIDE}/PointInTimeRecovery.html`,
        }),
        expires: readBool(resource, ['ttl', 0, 'enabled'], OFF),
        encryptedAtRest: inherent(resource, true, `${GUIDE}/EncryptionAtRest.html`),
        requiresTls: inherent(resource, true, `${GUIDE}/inter-network-traffic-privacy.html`),
      },
      remedies: {
        'refuse-deletion': refuseDeletion(resource, 'deletion_protection_enabled'),
        'recover-to-any-moment': setTo(resource, ['point_in_time_recovery', 0, 'enabled'], true, {
          safety: 'safe',
        }),
      },
    };
  },
};

// The S3 backend of Terraform keeps its locks under this key, and nothing else uses the name.
function isLockTable(resource: Resource): Stated<boolean> {
  const value = dataAt(resource, 'hash_key') === 'LockID';
  return { value, at: [at(resource, 'hash_key')], origin: 'written' };
}
