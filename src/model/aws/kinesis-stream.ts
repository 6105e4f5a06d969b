import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const PROVIDER =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/kinesis_stream';

/** A stream of records. */
export const model: ResourceModel = {
  types: ['aws_kinesis_stream'],
  describe: (resource) => ({
    kind: 'queue',
    facts: { encryptedAtRest: encryption(resource), messageRetentionSeconds: retention(resource) },
    remedies: {
      'encrypt-messages': {
        title: 'Set encryption_type = "KMS" and kms_key_id = "alias/aws/kinesis"',
        safety: 'review',
        caution:
          'Producers and consumers need rights on the key; the key of the service is open to the whole ' +
          'account.',
        intents: [
          { op: 'set', at: at(resource, 'encryption_type'), value: 'KMS' },
          { op: 'set', at: at(resource, 'kms_key_id'), value: 'alias/aws/kinesis' },
        ],
      },
    },
  }),
};

function encryption(resource: Resource): Stated<boolean> {
  const type = readText(resource, ['encryption_type'], { value: 'NONE', source: PROVIDER });
  return { ...type, value: Unknown.is(type.value) ? type.value : type.value === 'KMS' };
}

function retention(resource: Resource): Stated<number> {
  const hours = readNumber(resource, ['retention_period'], { value: 24, source: PROVIDER });
  return { ...hours, value: Unknown.is(hours.value) ? hours.value : hours.value * 3600 };
}
