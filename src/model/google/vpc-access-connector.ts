import type { ResourceModel } from '../resource-model.ts';
import { statedRegion } from './places.ts';

/** The way from serverless services into a private network. */
export const model: ResourceModel = {
  types: ['google_vpc_access_connector'],
  describe: (resource) => ({ kind: 'network', facts: { region: statedRegion(resource, 'region') } }),
};
