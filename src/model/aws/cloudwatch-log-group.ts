import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, inherent, readNumber } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const PROVIDER =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/cloudwatch_log_group';
const ENCRYPTION = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/data-protection.html';

/** A place for logs. Who masks, exports or writes them is joined by the pass `log-stores`. */
export const model: ResourceModel = {
  types: ['aws_cloudwatch_log_group'],
  describe: (resource) => ({
    kind: 'log-store',
    facts: { logRetentionDays: retention(resource), encryptedAtRest: inherent(resource, true, ENCRYPTION) },
    remedies: {
      'end-logs': {
        title: 'Set retention_in_days to what you need',
        safety: 'review',
        caution: 'Entries older than that are deleted.',
        intents: [],
      },
    },
  }),
};

/** Zero, or nothing written, keeps entries for ever. */
function retention(resource: Resource): Stated<number | 'for-ever'> {
  const days = readNumber(resource, ['retention_in_days'], { value: 0, source: PROVIDER });
  if (Unknown.is(days.value)) return { ...days, value: days.value };
  return {
    ...days,
    value: days.value === 0 ? 'for-ever' : days.value,
    at: [at(resource, 'retention_in_days')],
  };
}
