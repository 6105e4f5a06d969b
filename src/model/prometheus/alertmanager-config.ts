import type { ResourceModel } from '../resource-model.ts';
import { routeFacts } from './routes.ts';

/** The configuration of an Alertmanager: who is told of which alert. */
export const model: ResourceModel = {
  types: ['alertmanager-config'],
  describe(resource) {
    return {
      kind: 'other',
      facts: routeFacts(resource, {
        root: [],
        muteTimes: 'mute_time_intervals',
        timeIntervals: ['time_intervals', 'mute_time_intervals'],
        inhibitRules: 'inhibit_rules',
        source: 'source_matchers',
        target: 'target_matchers',
        integrations: /_configs$/,
      }),
    };
  },
};
