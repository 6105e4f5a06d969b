import type { ResourceModel } from '../resource-model.ts';

/** A network over all regions. Its ranges are those of its subnets: the pass `google-networks` joins them. */
export const model: ResourceModel = {
  types: ['google_compute_network'],
  describe: () => ({ kind: 'network', facts: { networkPart: 'network', addressRanges: [] } }),
};
