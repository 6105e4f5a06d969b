import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

/** A named list of address ranges that rules and routes refer to. */
export const model: ResourceModel = {
  types: ['aws_ec2_managed_prefix_list'],
  describe(resource) {
    return { kind: 'network', name: displayName(resource), facts: { networkPart: 'prefix-list' } };
  },
};
