import { literalName } from '../presence.ts';
import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const OVERVIEW = 'https://learn.microsoft.com/azure/frontdoor/front-door-overview';

/** Front Door: one entry for the whole world. Endpoints, routes and origins are joined by `azure-entries`. */
export const model: ResourceModel = {
  types: ['azurerm_cdn_frontdoor_profile', 'azurerm_frontdoor'],
  describe: (resource) => ({
    kind: 'cdn',
    name: literalName(resource, 'name'),
    facts: { isPublicEntry: inherent(resource, true, OVERVIEW), answersTo: [] },
  }),
};
