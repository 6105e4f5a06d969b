import { literalName } from '../presence.ts';
import { inherent, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { publicAddress } from './compute-instance.ts';
import { DEFAULT_ROUTE } from './docs.ts';

/** What the servers of a group are made from. */
export const model: ResourceModel = {
  types: ['google_compute_instance_template', 'google_compute_region_instance_template'],
  describe: (resource) => ({
    kind: 'workload',
    name: literalName(resource, 'name', 'name_prefix')?.replace(/-+$/, ''),
    facts: {
      runsAs: 'launch-template',
      instanceClass: readText(resource, ['machine_type']),
      hasPublicAddress: publicAddress(resource),
      routesToInternet: inherent(resource, true, DEFAULT_ROUTE),
    },
  }),
};
