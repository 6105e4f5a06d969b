import { literalName } from '../presence.ts';
import type { ResourceModel } from '../resource-model.ts';
import { statedRegion } from './places.ts';
import { inListedZones } from '../zones.ts';

/** An address on the internet. Who holds it is joined by the pass `azure-entries`. */
export const model: ResourceModel = {
  types: ['azurerm_public_ip'],
  describe: (resource) => ({
    kind: 'network',
    name: literalName(resource, 'name'),
    facts: {
      networkPart: 'address',
      region: statedRegion(resource),
      zones: inListedZones(resource, 'zones'),
    },
  }),
};
