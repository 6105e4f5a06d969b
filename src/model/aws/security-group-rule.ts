import type { ResourceModel } from '../resource-model.ts';

/** One rule of a group; part of its group when that is in the inputs, a component of its own when not. */
export const model: ResourceModel = {
  types: [
    'aws_security_group_rule',
    'aws_vpc_security_group_ingress_rule',
    'aws_vpc_security_group_egress_rule',
  ],
  describe(resource) {
    return { kind: 'network', name: resource.address, facts: { networkPart: 'security-group' } };
  },
};
