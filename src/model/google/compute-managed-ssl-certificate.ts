import type { ResourceModel } from '../resource-model.ts';

/** A certificate of an entry. */
export const model: ResourceModel = {
  types: [
    'google_compute_managed_ssl_certificate',
    'google_compute_ssl_certificate',
    'google_certificate_manager_certificate',
  ],
  describe: () => ({ kind: 'certificate', facts: {} }),
};
