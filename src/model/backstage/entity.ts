import type { ResourceModel } from '../resource-model.ts';

/** An entity of a catalog: what it describes is another component, which the passes find. */
export const model: ResourceModel = {
  types: ['backstage-entity'],
  describe: ({ name }) => ({ kind: 'other', name, facts: {} }),
};
