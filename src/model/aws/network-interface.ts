import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

/** A network card of its own. */
export const model: ResourceModel = {
  types: ['aws_network_interface'],
  describe(resource) {
    return { kind: 'network', name: displayName(resource), facts: { networkPart: 'interface' } };
  },
};
