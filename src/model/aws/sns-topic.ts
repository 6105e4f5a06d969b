import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { at, dataAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const ENCRYPTION = 'https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html';

/** A topic. Publishers and subscribers are joined by the passes of messages. */
export const model: ResourceModel = {
  types: ['aws_sns_topic'],
  describe(resource) {
    const name = dataAt(resource, 'name') ?? dataAt(resource, 'name_prefix');
    return {
      kind: 'topic',
      name: typeof name === 'string' ? name.replace(/[-_]+$/, '') : undefined,
      facts: { encryptedAtRest: encryption(resource) },
      remedies: {
        'encrypt-messages': {
          title: 'Set kms_master_key_id to a key that publishers and subscribers may use',
          safety: 'review',
          caution:
            'Services of AWS that publish here, such as alarms, need rights on the key; the key ' +
            'alias/aws/sns gives none.',
          intents: [],
        },
      },
    };
  },
};

function encryption(resource: Resource): Stated<boolean> {
  const key = dataAt(resource, 'kms_master_key_id');
  const place = [at(resource, 'kms_master_key_id')];
  if (key !== undefined && key !== '') return { value: true, at: place, origin: 'written' };
  return { value: false, at: place, origin: 'default', source: ENCRYPTION };
}
