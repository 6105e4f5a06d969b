import { literalName } from '../presence.ts';
import { readNumber } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { providerPage } from './docs.ts';
import { statedRegion } from './places.ts';

/** Where logs and measurements are kept; what is told to send them there is joined by `azure-watching`. */
export const model: ResourceModel = {
  types: ['azurerm_log_analytics_workspace', 'azurerm_application_insights'],
  describe(resource) {
    const isWorkspace = resource.type === 'azurerm_log_analytics_workspace';
    const source = providerPage(isWorkspace ? 'log_analytics_workspace' : 'application_insights');
    return {
      kind: 'log-store',
      name: literalName(resource, 'name'),
      facts: {
        region: statedRegion(resource),
        logRetentionDays: readNumber(resource, ['retention_in_days'], {
          value: isWorkspace ? 30 : 90,
          source,
        }),
      },
    };
  },
};
