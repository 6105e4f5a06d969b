import { dataAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

/** A watch over metrics of Azure resources. What it watches is joined by the passes of alerting. */
export const model: ResourceModel = {
  types: ['azurerm_monitor_metric_alert'],
  describe(resource) {
    const name = dataAt(resource, 'name');
    return { kind: 'alarm', name: typeof name === 'string' ? name : undefined, facts: {} };
  },
};
