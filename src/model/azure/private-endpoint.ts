import { literalName } from '../presence.ts';
import type { ResourceModel } from '../resource-model.ts';
import { statedRegion } from './places.ts';

/** An address in a network that leads to one store. */
export const model: ResourceModel = {
  types: ['azurerm_private_endpoint'],
  describe: (resource) => ({
    kind: 'network',
    name: literalName(resource, 'name'),
    facts: { networkPart: 'endpoint', region: statedRegion(resource) },
  }),
};
