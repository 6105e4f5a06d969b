import { literalName } from '../presence.ts';
import type { ResourceModel } from '../resource-model.ts';
import { statedRegion } from './places.ts';
import { inListedZones } from '../zones.ts';

/** Lends one address to all that leaves some subnets. Its subnets are joined by the pass `azure-networks`. */
export const model: ResourceModel = {
  types: ['azurerm_nat_gateway'],
  describe: (resource) => ({
    kind: 'nat',
    name: literalName(resource, 'name'),
    facts: { region: statedRegion(resource), zones: inListedZones(resource, 'zones') },
  }),
};
