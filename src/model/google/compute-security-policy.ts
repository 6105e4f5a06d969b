import type { ResourceModel } from '../resource-model.ts';

/** What an entry lets through (Cloud Armor). Whom it protects is joined by the pass `google-entries`. */
export const model: ResourceModel = {
  types: ['google_compute_security_policy', 'google_compute_region_security_policy'],
  describe: () => ({ kind: 'policy', facts: {} }),
};
