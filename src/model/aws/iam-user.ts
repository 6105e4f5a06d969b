import { inherent, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const DOCUMENTATION = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users.html';

/**
 * A person or a program with credentials of its own. Keys and policies are joined by the pass `identities`.
 */
export const model: ResourceModel = {
  types: ['aws_iam_user'],
  describe: (resource) => ({
    kind: 'identity',
    facts: {
      identityKind: inherent(resource, 'user', DOCUMENTATION),
      permissionsBoundary: readText(resource, ['permissions_boundary']),
    },
  }),
};
