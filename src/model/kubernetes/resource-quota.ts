import type { ResourceModel } from '../resource-model.ts';

/** A ResourceQuota: what all pods of a namespace may use together. */
export const model: ResourceModel = {
  types: ['ResourceQuota'],
  describe() {
    return { kind: 'policy', facts: {} };
  },
};
