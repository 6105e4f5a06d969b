import { literalName } from '../presence.ts';
import type { ResourceModel } from '../resource-model.ts';
import { spreadOverRegion, statedRegion } from './places.ts';
import { runImages } from './run/images.ts';
import { runSettings } from './run/settings.ts';

const ZONES = 'https://cloud.google.com/run/docs/resource-model#jobs';

/** A job of Cloud Run, which runs to its end, or a pool of workers that nothing calls. */
export const model: ResourceModel = {
  types: ['google_cloud_run_v2_job', 'google_cloud_run_v2_worker_pool'],
  describe(resource) {
    const name = literalName(resource, 'name') ?? resource.address;
    const { settings, more } = runSettings(resource);
    return {
      kind: 'workload',
      name,
      facts: {
        region: statedRegion(resource, 'location'),
        zones: spreadOverRegion(resource, ['location'], ZONES),
        ...runImages(resource, name),
        settings: settings.map(({ setting }) => setting),
        moreSettings: more,
      },
    };
  },
};
