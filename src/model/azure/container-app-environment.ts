import { readBool } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { providerPage } from './docs.ts';
import { statedRegion } from './places.ts';

/** What runs container apps together, behind one network and one domain. */
export const model: ResourceModel = {
  types: ['azurerm_container_app_environment'],
  describe: (resource) => ({
    kind: 'other',
    facts: {
      region: statedRegion(resource),
      claimsSeveralZones: readBool(resource, ['zone_redundancy_enabled'], {
        value: false,
        source: providerPage('container_app_environment'),
      }),
    },
  }),
};
