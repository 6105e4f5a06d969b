import type { ResourceModel } from '../resource-model.ts';

/** What a load balancer forwards to. What stands behind it is joined by the pass `google-entries`. */
export const model: ResourceModel = {
  types: [
    'google_compute_backend_service',
    'google_compute_region_backend_service',
    'google_compute_backend_bucket',
    'google_compute_target_pool',
  ],
  describe: () => ({ kind: 'target-group', facts: {} }),
};
