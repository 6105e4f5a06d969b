import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

/** Where the traffic of subnets goes. Routes and subnets are joined by the pass `routing`. */
export const model: ResourceModel = {
  types: ['aws_route_table', 'aws_default_route_table'],
  describe(resource) {
    return { kind: 'network', name: displayName(resource), facts: { networkPart: 'route-table' } };
  },
};
