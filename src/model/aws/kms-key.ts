import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt, inherent, readBool, readText } from '../read.ts';
import type { Description, ResourceModel } from '../resource-model.ts';
import { allOf } from '../logic.ts';

const PROVIDER = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/kms_key';
const ROTATION = 'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html';

/** A key that AWS keeps. Only symmetric keys with material made by AWS rotate by themselves. */
export const model: ResourceModel = {
  types: ['aws_kms_key', 'aws_kms_external_key', 'aws_kms_replica_key'],
  describe: (resource) =>
    resource.type === 'aws_kms_key'
      ? describeKey(resource)
      : {
          kind: 'key',
          name: nameOf(resource),
          facts: { canRotate: inherent(resource, false, ROTATION) },
        },
};

function describeKey(resource: Resource): Description {
  return {
    kind: 'key',
    name: nameOf(resource),
    facts: {
      canRotate: canRotate(resource),
      rotates: readBool(resource, ['enable_key_rotation'], { value: false, source: PROVIDER }),
    },
    remedies: {
      'rotate-key': {
        title: 'Set enable_key_rotation = true',
        safety: 'safe',
        caution: 'What was encrypted before stays readable; the key keeps its id.',
        intents: [{ op: 'set', at: at(resource, 'enable_key_rotation'), value: true }],
      },
    },
  };
}

function canRotate(resource: Resource): Stated<boolean> {
  const spec = readText(resource, ['customer_master_key_spec'], {
    value: 'SYMMETRIC_DEFAULT',
    source: PROVIDER,
  });
  const usage = readText(resource, ['key_usage'], { value: 'ENCRYPT_DECRYPT', source: PROVIDER });
  const store = dataAt(resource, 'custom_key_store_id');
  const isSymmetric = Unknown.is(spec.value) ? spec.value : spec.value === 'SYMMETRIC_DEFAULT';
  const encrypts = Unknown.is(usage.value) ? usage.value : usage.value === 'ENCRYPT_DECRYPT';
  const value = allOf(isSymmetric, encrypts, Unknown.is(store) ? store : store === undefined);
  return { ...spec, value };
}

function nameOf(resource: Resource): string | undefined {
  const tag = dataAt(resource, 'tags', 'Name');
  return typeof tag === 'string' && tag !== '' ? tag : undefined;
}
