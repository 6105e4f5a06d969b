import { literalName } from '../presence.ts';
import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT } from './docs.ts';
import { statedRegion } from './places.ts';

/** A registry of images and packages. */
export const model: ResourceModel = {
  types: ['google_artifact_registry_repository', 'google_container_registry'],
  describe: (resource) => ({
    kind: 'registry',
    name: literalName(resource, 'repository_id'),
    facts: {
      encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
      region: statedRegion(resource, 'location'),
    },
  }),
};
