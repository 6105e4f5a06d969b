import { derive, literalName } from '../presence.ts';
import { readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { providerPage } from './docs.ts';
import { claimsZones, statedRegion } from './places.ts';
import { inListedZones } from '../zones.ts';
import { hostsOf } from './web/settings.ts';

/** A gateway for interfaces. What stands behind it is joined by the pass `azure-entries`. */
export const model: ResourceModel = {
  types: ['azurerm_api_management'],
  describe(resource) {
    const network = readText(resource, ['virtual_network_type'], {
      value: 'None',
      source: providerPage('api_management'),
    });
    return {
      kind: 'gateway',
      name: literalName(resource, 'name'),
      facts: {
        region: statedRegion(resource),
        isPublicEntry: derive(network, (text) => text !== 'Internal'),
        zones: inListedZones(resource, 'zones'),
        claimsSeveralZones: claimsZones(resource, 'zones'),
        answersTo: hostsOf(resource, 'azure-api.net'),
      },
    };
  },
};
