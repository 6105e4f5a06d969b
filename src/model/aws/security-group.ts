import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

/**
 * A firewall around components. Its rules, also those in resources of their own, are read by the pass
 * `access-rules`.
 */
export const model: ResourceModel = {
  types: ['aws_security_group', 'aws_default_security_group'],
  describe(resource) {
    return { kind: 'network', name: displayName(resource), facts: { networkPart: 'security-group' } };
  },
};
