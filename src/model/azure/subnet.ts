import { dataAt, inherent } from '../read.ts';
import { literalName } from '../presence.ts';
import type { ResourceModel } from '../resource-model.ts';
import { rangesOf } from './virtual-network.ts';

const SUBNETS =
  'https://learn.microsoft.com/azure/virtual-network/virtual-networks-overview#virtual-networks-and-availability-zones';

/** A part of a network, over all zones of its region. */
export const model: ResourceModel = {
  types: ['azurerm_subnet'],
  describe: (resource) => ({
    kind: 'subnet',
    name: literalName(resource, 'name'),
    facts: {
      zonal: inherent(resource, false, SUBNETS),
      addressRanges: rangesOf(
        resource,
        dataAt(resource, 'address_prefixes') === undefined ? 'address_prefix' : 'address_prefixes',
      ),
    },
  }),
};
