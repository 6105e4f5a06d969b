import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { providerPage } from './docs.ts';
import { statedRegion } from './places.ts';

/** A clock that calls something. What it calls is joined by the pass `google-callers`. */
export const model: ResourceModel = {
  types: ['google_cloud_scheduler_job'],
  describe: (resource) => ({
    kind: 'other',
    facts: {
      isSchedule: inherent(resource, true, providerPage('cloud_scheduler_job')),
      region: statedRegion(resource, 'region'),
    },
  }),
};
