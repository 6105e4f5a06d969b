import type { ResourceModel } from '../resource-model.ts';

/** Addresses that somebody gives to a Service by hand. */
export const model: ResourceModel = {
  types: ['discovery.k8s.io/EndpointSlice', 'Endpoints'],
  describe: () => ({ kind: 'other', facts: {} }),
};
