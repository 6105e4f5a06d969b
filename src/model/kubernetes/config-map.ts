import type { ResourceModel } from '../resource-model.ts';

/** Settings that pods read. */
export const model: ResourceModel = {
  types: ['ConfigMap'],
  describe: () => ({ kind: 'other', facts: {} }),
};
