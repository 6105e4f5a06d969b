import type { Stated } from '../../core/component.ts';
import type { Redrive } from '../../core/facts/identity.ts';
import type { Resource } from '../../core/resource.ts';
import { derive, literalName } from '../presence.ts';
import { inherent, readNumber } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT, providerPage } from './docs.ts';

const DEAD = 'https://learn.microsoft.com/azure/service-bus-messaging/service-bus-dead-letter-queues';

/**
 * A queue of Service Bus, or what waits for one subscriber of a topic. Each has a queue of its own for what
 * was delivered too often.
 */
export const model: ResourceModel = {
  types: ['azurerm_servicebus_queue', 'azurerm_servicebus_subscription'],
  describe: (resource) => ({
    kind: 'queue',
    name: literalName(resource, 'name'),
    facts: {
      redrive: redrive(resource),
      encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
    },
  }),
};

function redrive(resource: Resource): Stated<Redrive | 'none'> {
  const source = resource.type.endsWith('queue') ? providerPage('servicebus_queue') : DEAD;
  const deliveries = readNumber(resource, ['max_delivery_count'], { value: 10, source });
  return {
    ...derive(deliveries, (count): Redrive => ({ to: undefined, afterReceives: count })),
    source: DEAD,
  };
}
