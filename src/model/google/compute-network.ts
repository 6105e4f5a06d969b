import { Unknown } from '../../core/value.ts';
import type { Resource } from '../../core/resource.ts';
import type { Stated } from '../../core/component.ts';
import { at, readBool } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { providerPage } from './docs.ts';

// A network that makes its own subnets takes one out of this range for each region.
const AUTOMATIC = '10.128.0.0/9';
const SUBNETS = 'https://cloud.google.com/vpc/docs/subnets#ip-ranges';

/** A network over all regions. Ranges of its subnets, and peerings, are joined by `google-networks`. */
export const model: ResourceModel = {
  types: ['google_compute_network'],
  describe: (resource) => ({
    kind: 'network',
    facts: { networkPart: 'network', addressRanges: automaticRanges(resource) },
  }),
};

function automaticRanges(resource: Resource): readonly Stated<string>[] {
  const path = ['auto_create_subnetworks'];
  const automatic = readBool(resource, path, { value: true, source: providerPage('compute_network') });
  if (automatic.value === false) return [];
  const value = Unknown.is(automatic.value) ? automatic.value : AUTOMATIC;
  return [{ value, at: [at(resource, ...path)], origin: 'default', source: SUBNETS }];
}
