import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const ENCRYPTION = 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html';

/** A secret, or a parameter that may hold one. */
export const model: ResourceModel = {
  types: ['aws_secretsmanager_secret', 'aws_ssm_parameter'],
  describe(resource) {
    const isSecret = resource.type === 'aws_secretsmanager_secret';
    return {
      kind: 'secret',
      facts: isSecret ? { encryptedAtRest: inherent(resource, true, ENCRYPTION) } : {},
    };
  },
};
