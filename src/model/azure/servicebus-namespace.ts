import { literalName } from '../presence.ts';
import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT } from './docs.ts';
import { statedRegion } from './places.ts';
import { hostsOf } from './web/settings.ts';

/** A namespace of Service Bus: the broker that its queues and topics stand on. */
export const model: ResourceModel = {
  types: ['azurerm_servicebus_namespace'],
  describe: (resource) => ({
    kind: 'queue',
    name: literalName(resource, 'name'),
    facts: {
      region: statedRegion(resource),
      encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
      answersTo: hostsOf(resource, 'servicebus.windows.net'),
    },
  }),
};
