import { dataAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

/** A certificate of an entry. */
export const model: ResourceModel = {
  types: ['aws_acm_certificate', 'aws_iam_server_certificate'],
  describe(resource) {
    const domain = dataAt(resource, 'domain_name');
    return { kind: 'certificate', name: typeof domain === 'string' ? domain : undefined, facts: {} };
  },
};
