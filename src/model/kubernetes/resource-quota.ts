import type { ResourceModel } from '../resource-model.ts';
import { readLabels } from './labels.ts';
import { namespaceOf } from './object.ts';

/** A ResourceQuota: what all pods of a namespace may use together. */
export const model: ResourceModel = {
  types: ['ResourceQuota'],
  describe(resource) {
    const hard = readLabels(resource, ['spec', 'hard']);
    return { kind: 'policy', facts: { resourceQuota: { namespace: namespaceOf(resource), hard } } };
  },
};
