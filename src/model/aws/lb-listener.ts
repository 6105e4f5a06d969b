import type { ResourceModel } from '../resource-model.ts';

/** A listener; part of its load balancer when that is in the inputs, a component of its own when not. */
export const model: ResourceModel = {
  types: ['aws_lb_listener', 'aws_alb_listener'],
  describe(resource) {
    return { kind: 'load-balancer', name: resource.address, facts: {} };
  },
};
