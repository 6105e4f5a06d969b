import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const DOCUMENTATION =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html';

/** A policy of its own, or one inside an identity that the inputs do not hold. */
export const model: ResourceModel = {
  types: ['aws_iam_policy', 'aws_iam_role_policy', 'aws_iam_user_policy', 'aws_iam_group_policy'],
  describe: (resource) => ({
    kind: 'identity',
    facts: { identityKind: inherent(resource, 'policy', DOCUMENTATION) },
  }),
};
