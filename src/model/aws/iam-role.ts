import { inherent, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const DOCUMENTATION = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html';

/** An identity that something else becomes. Trust and policies are joined by the pass `identities`. */
export const model: ResourceModel = {
  types: ['aws_iam_role'],
  describe: (resource) => ({
    kind: 'identity',
    facts: {
      identityKind: inherent(resource, 'role', DOCUMENTATION),
      permissionsBoundary: readText(resource, ['permissions_boundary']),
    },
  }),
};
