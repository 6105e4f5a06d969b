import type { ResourceModel } from '../resource-model.ts';

/** A file that says who owns which files; its meaning is in the pass that asks it. */
export const model: ResourceModel = {
  types: ['codeowners'],
  describe: ({ name }) => ({ kind: 'other', name, facts: {} }),
};
