import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt, inherent, readBool } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { addBeside } from './new-resource.ts';

const PROVIDER = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/s3_bucket';
const VERSIONING = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html';
// Every new object is encrypted since 5 January 2023.
const ENCRYPTION = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html';

/** A bucket with the settings written inside it; separate settings are joined by the pass `buckets`. */
export const model: ResourceModel = {
  types: ['aws_s3_bucket'],
  describe(resource) {
    const bucket = dataAt(resource, 'bucket') ?? dataAt(resource, 'bucket_prefix');
    return {
      kind: 'bucket',
      name: typeof bucket === 'string' ? bucket.replace(/[-.]+$/, '') : undefined,
      facts: {
        versioning: readBool(resource, ['versioning', 0, 'enabled'], { value: false, source: VERSIONING }),
        objectLock: objectLock(resource),
        keepsData: inherent(resource, true, VERSIONING),
        encryptedAtRest: inherent(resource, true, ENCRYPTION),
      },
      remedies: {
        'enable-versioning': {
          title: 'Enable versioning, and end noncurrent versions after a while',
          safety: 'review',
          caution:
            'Storage grows with every overwrite, and a delete leaves a marker; a lifecycle rule must end ' +
            'old versions.',
          intents: addBeside(resource, {
            type: 'aws_s3_bucket_versioning',
            attributes: {
              bucket: { expression: `${resource.address}.id` },
              versioning_configuration: [{ status: 'Enabled' }],
            },
          }),
        },
        'block-public-access': {
          title: 'Block public access, and let the CDN or the role that reads it in by its own policy',
          safety: 'review',
          caution: 'Whoever reads the objects without credentials today is shut out.',
          intents: addBeside(resource, {
            type: 'aws_s3_bucket_public_access_block',
            attributes: {
              bucket: { expression: `${resource.address}.id` },
              block_public_acls: true,
              block_public_policy: true,
              ignore_public_acls: true,
              restrict_public_buckets: true,
            },
          }),
        },
      },
    };
  },
};

function objectLock(resource: Resource): Stated<boolean> {
  const written = dataAt(resource, 'object_lock_configuration', 0);
  if (written !== undefined) {
    return {
      value: Unknown.is(written) ? written : true,
      at: [at(resource, 'object_lock_configuration')],
      origin: 'written',
    };
  }
  return readBool(resource, ['object_lock_enabled'], { value: false, source: PROVIDER });
}
