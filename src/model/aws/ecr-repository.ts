import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const ENCRYPTION = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html';

/** A registry of images. */
export const model: ResourceModel = {
  types: ['aws_ecr_repository', 'aws_ecrpublic_repository'],
  describe: (resource) => ({
    kind: 'registry',
    facts: { encryptedAtRest: inherent(resource, true, ENCRYPTION) },
  }),
};
