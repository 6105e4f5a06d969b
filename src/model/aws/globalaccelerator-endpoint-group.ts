import type { ResourceModel } from '../resource-model.ts';

/** The copies of one region behind a global entry. Dials are joined by the pass `contracts`. */
export const model: ResourceModel = {
  types: ['aws_globalaccelerator_endpoint_group'],
  describe: () => ({ kind: 'load-balancer', facts: {} }),
};
