import type { ResourceModel } from '../resource-model.ts';
import { readClaim } from './pods/volumes.ts';

/** A PersistentVolumeClaim. */
export const model: ResourceModel = {
  types: ['PersistentVolumeClaim'],
  describe(resource) {
    return { kind: 'volume', facts: { volumeClaim: readClaim(resource, [], resource.name) } };
  },
};
