import type { ResourceModel } from '../resource-model.ts';

/** Lets routes of other namespaces name objects of this one. */
export const model: ResourceModel = {
  types: ['gateway.networking.k8s.io/ReferenceGrant'],
  describe: () => ({ kind: 'policy', facts: {} }),
};
