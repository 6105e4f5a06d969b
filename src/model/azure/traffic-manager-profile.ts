import { literalName } from '../presence.ts';
import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const OVERVIEW = 'https://learn.microsoft.com/azure/traffic-manager/traffic-manager-overview';

/** A name that answers with one of several endpoints. Endpoints are joined by the pass `alternatives`. */
export const model: ResourceModel = {
  types: ['azurerm_traffic_manager_profile'],
  describe: (resource) => ({
    kind: 'dns',
    name: literalName(resource, 'name'),
    facts: { isPublicEntry: inherent(resource, true, OVERVIEW) },
  }),
};
