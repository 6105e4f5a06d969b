import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const DOCUMENTATION = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html';

/** Users that share policies. */
export const model: ResourceModel = {
  types: ['aws_iam_group'],
  describe: (resource) => ({
    kind: 'identity',
    facts: { identityKind: inherent(resource, 'group', DOCUMENTATION) },
  }),
};
