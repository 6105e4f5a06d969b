import { literalName } from '../presence.ts';
import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT } from './docs.ts';

/** A secret. Its versions are joined by the pass `google-parts`. */
export const model: ResourceModel = {
  types: ['google_secret_manager_secret', 'google_secret_manager_regional_secret'],
  describe: (resource) => ({
    kind: 'secret',
    name: literalName(resource, 'secret_id'),
    facts: { encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT) },
  }),
};
