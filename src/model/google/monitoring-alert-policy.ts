import { literalName } from '../presence.ts';
import type { ResourceModel } from '../resource-model.ts';

/** A watch over measurements and logs. */
export const model: ResourceModel = {
  types: ['google_monitoring_alert_policy'],
  describe: (resource) => ({ kind: 'alarm', name: literalName(resource, 'display_name'), facts: {} }),
};
