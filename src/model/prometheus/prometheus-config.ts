import type { ResourceModel } from '../resource-model.ts';

/** The settings of a Prometheus: what it measures; the pass `measured` reads them. */
export const model: ResourceModel = {
  types: ['prometheus-config'],
  describe: () => ({ kind: 'other', facts: {} }),
};
