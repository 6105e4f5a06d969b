import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

/** The way from a network to the internet and back; the egress-only one admits answers alone. */
export const model: ResourceModel = {
  types: ['aws_internet_gateway', 'aws_egress_only_internet_gateway'],
  describe(resource) {
    return {
      kind: 'network',
      name: displayName(resource),
      facts: { networkPart: 'internet-gateway' },
    };
  },
};
