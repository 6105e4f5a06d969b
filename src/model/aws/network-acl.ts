import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

/** The stateless filter of subnets. */
export const model: ResourceModel = {
  types: ['aws_network_acl', 'aws_default_network_acl'],
  describe(resource) {
    return { kind: 'network', name: displayName(resource), facts: { networkPart: 'access-list' } };
  },
};
