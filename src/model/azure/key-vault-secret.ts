import { literalName } from '../presence.ts';
import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT } from './docs.ts';

/** A secret in a vault. Who is told its content is joined by the pass `azure-secrets`. */
export const model: ResourceModel = {
  types: ['azurerm_key_vault_secret'],
  describe: (resource) => ({
    kind: 'secret',
    name: literalName(resource, 'name'),
    facts: { encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT) },
  }),
};
