import { readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { providerPage } from './docs.ts';
import { statedRegion } from './places.ts';

const PAGE = providerPage('service_plan');

/** Workers that run every app of the plan. How many there are is joined by the pass `azure-plans`. */
export const model: ResourceModel = {
  types: ['azurerm_service_plan', 'azurerm_app_service_plan'],
  describe(resource) {
    const isOlder = resource.type === 'azurerm_app_service_plan';
    const balanced = isOlder ? 'zone_redundant' : 'zone_balancing_enabled';
    return {
      kind: 'other',
      facts: {
        region: statedRegion(resource),
        instanceClass: readText(resource, isOlder ? ['sku', 0, 'size'] : ['sku_name']),
        claimsSeveralZones: readBool(resource, [balanced], { value: false, source: PAGE }),
        desiredSize: readNumber(resource, isOlder ? ['sku', 0, 'capacity'] : ['worker_count'], {
          value: 1,
          source: PAGE,
        }),
      },
    };
  },
};
