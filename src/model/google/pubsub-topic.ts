import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT } from './docs.ts';

/** A topic of Pub/Sub: it keeps nothing for itself, its subscriptions do. */
export const model: ResourceModel = {
  types: ['google_pubsub_topic'],
  describe: (resource) => ({
    kind: 'topic',
    facts: { encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT) },
  }),
};
