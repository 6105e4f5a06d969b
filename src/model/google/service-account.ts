import { literalName } from '../presence.ts';
import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const OVERVIEW = 'https://cloud.google.com/iam/docs/service-account-overview';

/** An identity of code. What it may do, and what acts with it, is joined by the pass `google-identities`. */
export const model: ResourceModel = {
  types: ['google_service_account'],
  describe: (resource) => ({
    kind: 'identity',
    name: literalName(resource, 'account_id'),
    facts: { identityKind: inherent(resource, 'service account', OVERVIEW), assumers: [] },
  }),
};
