import { literalName } from '../presence.ts';
import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT } from './docs.ts';
import { statedRegion } from './places.ts';
import { hostsOf } from './web/settings.ts';

/** A vault of secrets, keys and certificates: who reads one of them needs the vault. */
export const model: ResourceModel = {
  types: ['azurerm_key_vault'],
  describe: (resource) => ({
    kind: 'secret',
    name: literalName(resource, 'name'),
    facts: {
      region: statedRegion(resource),
      encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
      answersTo: hostsOf(resource, 'vault.azure.net'),
    },
  }),
};
