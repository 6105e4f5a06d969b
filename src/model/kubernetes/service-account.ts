import type { ResourceModel } from '../resource-model.ts';

/** What the pods of a workload act as. */
export const model: ResourceModel = {
  types: ['ServiceAccount'],
  describe: () => ({ kind: 'identity', facts: {} }),
};
