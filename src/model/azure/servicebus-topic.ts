import { literalName } from '../presence.ts';
import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT } from './docs.ts';

/** A topic of Service Bus: it keeps nothing for itself, its subscriptions do. */
export const model: ResourceModel = {
  types: ['azurerm_servicebus_topic'],
  describe: (resource) => ({
    kind: 'topic',
    name: literalName(resource, 'name'),
    facts: { encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT) },
  }),
};
