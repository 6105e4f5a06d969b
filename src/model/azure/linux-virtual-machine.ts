import { literalName } from '../presence.ts';
import { inherent, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { statedRegion } from './places.ts';
import { inOneZone } from '../zones.ts';

const HEALING = 'https://learn.microsoft.com/azure/virtual-machines/understand-vm-reboots';

/** One server. Its interfaces and addresses are joined by the pass `azure-networks`. */
export const model: ResourceModel = {
  types: ['azurerm_linux_virtual_machine', 'azurerm_windows_virtual_machine', 'azurerm_virtual_machine'],
  describe: (resource) => ({
    kind: 'workload',
    name: literalName(resource, 'name'),
    facts: {
      runsAs: 'server',
      region: statedRegion(resource),
      zones: inOneZone(resource, 'zone'),
      recoversFromHostFailure: inherent(resource, true, HEALING),
      instanceClass: readText(resource, [resource.type === 'azurerm_virtual_machine' ? 'vm_size' : 'size']),
    },
  }),
};
