import { literalName } from '../presence.ts';
import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT } from './docs.ts';

/** A queue in a storage account: readers keep their own count of tries, the service has none. */
export const model: ResourceModel = {
  types: ['azurerm_storage_queue'],
  describe: (resource) => ({
    kind: 'queue',
    name: literalName(resource, 'name'),
    facts: { encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT) },
  }),
};
