import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

/** A zone of names, and the names in it. Where names lead is joined by the pass `entries`. */
export const model: ResourceModel = {
  types: ['aws_route53_zone', 'aws_route53_record'],
  describe(resource) {
    return { kind: 'dns', name: displayName(resource), facts: {} };
  },
};
