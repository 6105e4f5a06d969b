import type { ResourceModel } from '../resource-model.ts';
import { routeFacts } from '../prometheus/routes.ts';

/** A part of the routing tree that an operator puts below the root, for alerts of its namespace. */
export const model: ResourceModel = {
  types: ['monitoring.coreos.com/AlertmanagerConfig'],
  describe(resource) {
    return {
      kind: 'other',
      facts: routeFacts(resource, {
        root: ['spec'],
        muteTimes: 'muteTimeIntervals',
        timeIntervals: ['muteTimeIntervals', 'timeIntervals'],
        inhibitRules: 'inhibitRules',
        source: 'sourceMatch',
        target: 'targetMatch',
        integrations: /Configs$/,
      }),
    };
  },
};
