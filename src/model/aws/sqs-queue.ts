import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { at, dataAt, inherent, readBool, readNumber } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const PROVIDER = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/sqs_queue';
// Queues made since October 2022 are encrypted with keys of the service unless that is switched off.
const ENCRYPTION =
  'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/' +
  'sqs-server-side-encryption.html';

/** A queue. Dead-letter queues, producers and consumers are joined by the passes of messages. */
export const model: ResourceModel = {
  types: ['aws_sqs_queue'],
  describe(resource) {
    const name = dataAt(resource, 'name') ?? dataAt(resource, 'name_prefix');
    return {
      kind: 'queue',
      name: typeof name === 'string' ? name.replace(/[-_]+$/, '') : undefined,
      facts: {
        visibilityTimeoutSeconds: readNumber(resource, ['visibility_timeout_seconds'], {
          value: 30,
          source: PROVIDER,
        }),
        messageRetentionSeconds: readNumber(resource, ['message_retention_seconds'], {
          value: 345_600,
          source: PROVIDER,
        }),
        redrive: inherent(resource, 'none', PROVIDER),
        encryptedAtRest: encryption(resource),
      },
      remedies: {
        'add-dead-letter-queue': {
          title:
            'Add a dead-letter queue, point redrive_policy at it with maxReceiveCount of 3 to 10, and ' +
            'watch its depth',
          safety: 'review',
          caution: 'Messages that fail are set aside instead of tried until they expire.',
          intents: [],
        },
        'encrypt-messages': {
          title: 'Set sqs_managed_sse_enabled = true',
          safety: 'review',
          caution: 'Messages already in the queue stay as they are.',
          intents: [{ op: 'set', at: at(resource, 'sqs_managed_sse_enabled'), value: true }],
        },
      },
    };
  },
};

function encryption(resource: Resource): Stated<boolean> {
  const key = dataAt(resource, 'kms_master_key_id');
  // Any key, known or not, encrypts; an empty text is none.
  if (key !== undefined && key !== '')
    return { value: true, at: [at(resource, 'kms_master_key_id')], origin: 'written' };
  return readBool(resource, ['sqs_managed_sse_enabled'], { value: true, source: ENCRYPTION });
}
