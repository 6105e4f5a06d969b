import { inherent, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { spreadOverRegion, statedRegion } from './places.ts';

const SUBNETS = 'https://cloud.google.com/vpc/docs/subnets';

/** A part of a network in one region, over all its zones. Addresses are given by the servers themselves. */
export const model: ResourceModel = {
  types: ['google_compute_subnetwork'],
  describe(resource) {
    const range = readText(resource, ['ip_cidr_range']);
    return {
      kind: 'subnet',
      facts: {
        region: statedRegion(resource, 'region'),
        zones: spreadOverRegion(resource, ['region'], SUBNETS),
        addressRanges: range ? [range] : [],
        givesPublicAddresses: inherent(resource, false, SUBNETS),
      },
    };
  },
};
