import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const DOCUMENTATION = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html';

/** Another system whose word about identities is trusted. */
export const model: ResourceModel = {
  types: ['aws_iam_openid_connect_provider', 'aws_iam_saml_provider'],
  describe: (resource) => ({
    kind: 'identity',
    facts: { identityKind: inherent(resource, 'federation', DOCUMENTATION) },
  }),
};
