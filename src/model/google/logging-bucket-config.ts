import { literalName } from '../presence.ts';
import { readNumber } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const RETENTION = 'https://cloud.google.com/logging/quotas#logs_retention_periods';

/** Where logs are kept: thirty days unless told otherwise. */
export const model: ResourceModel = {
  types: [
    'google_logging_project_bucket_config',
    'google_logging_folder_bucket_config',
    'google_logging_organization_bucket_config',
  ],
  describe: (resource) => ({
    kind: 'log-store',
    name: literalName(resource, 'bucket_id'),
    facts: { logRetentionDays: readNumber(resource, ['retention_days'], { value: 30, source: RETENTION }) },
  }),
};
