import type { Resource } from '../../core/resource.ts';
import { dataAt, inherent, readNumber } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

const DOCUMENTATION =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/fsx_lustre_file_system';
const ENCRYPTION = 'https://docs.aws.amazon.com/fsx/latest/LustreGuide/encryption-at-rest.html';
// Windows keeps automatic backups for a week unless told otherwise, the other kinds keep none.
const WINDOWS = {
  value: 7,
  source:
    'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/fsx_windows_file_system',
};

/** A managed file system with backups of its own. */
export const model: ResourceModel = {
  types: [
    'aws_fsx_lustre_file_system',
    'aws_fsx_windows_file_system',
    'aws_fsx_ontap_file_system',
    'aws_fsx_openzfs_file_system',
  ],
  describe: (resource) => ({
    kind: 'volume',
    name: displayName(resource),
    facts: {
      keepsData: inherent(resource, !isScratch(resource), DOCUMENTATION),
      encryptedAtRest: inherent(resource, true, ENCRYPTION),
      backupRetentionDays: readNumber(
        resource,
        ['automatic_backup_retention_days'],
        resource.type === 'aws_fsx_windows_file_system' ? WINDOWS : { value: 0, source: DOCUMENTATION },
      ),
    },
  }),
};

/** Scratch file systems, the default of Lustre, hold copies that are made again. */
function isScratch(resource: Resource): boolean {
  if (resource.type !== 'aws_fsx_lustre_file_system') return false;
  const type = dataAt(resource, 'deployment_type');
  return type === undefined || (typeof type === 'string' && type.startsWith('SCRATCH'));
}
