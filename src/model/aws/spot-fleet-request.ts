import { readNumber } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

/** A fleet of spot servers that keeps its target capacity. */
export const model: ResourceModel = {
  types: ['aws_spot_fleet_request'],
  describe(resource) {
    return {
      kind: 'workload',
      facts: { runsAs: 'fleet', desiredSize: readNumber(resource, ['target_capacity']) },
    };
  },
};
