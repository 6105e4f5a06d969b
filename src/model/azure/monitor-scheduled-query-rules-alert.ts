import { literalName } from '../presence.ts';
import type { ResourceModel } from '../resource-model.ts';

/** A watch that asks logs and measurements in Kusto. What it watches is joined by `other-clouds`. */
export const model: ResourceModel = {
  types: ['azurerm_monitor_scheduled_query_rules_alert', 'azurerm_monitor_scheduled_query_rules_alert_v2'],
  describe: (resource) => ({ kind: 'alarm', name: literalName(resource, 'name'), facts: {} }),
};
