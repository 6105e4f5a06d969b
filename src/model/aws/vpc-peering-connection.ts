import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

/** A direct way between two networks. */
export const model: ResourceModel = {
  types: ['aws_vpc_peering_connection', 'aws_vpc_peering_connection_accepter'],
  describe(resource) {
    return { kind: 'network', name: displayName(resource), facts: { networkPart: 'peering' } };
  },
};
