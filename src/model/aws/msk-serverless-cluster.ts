import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { literalName } from '../presence.ts';

const GUIDE = 'https://docs.aws.amazon.com/msk/latest/developerguide';

/** A Kafka cluster without brokers of its own. */
export const model: ResourceModel = {
  types: ['aws_msk_serverless_cluster'],
  describe(resource) {
    return {
      kind: 'topic',
      name: literalName(resource, 'cluster_name'),
      facts: {
        storeClass: 'broker',
        keepsData: inherent(resource, true, `${GUIDE}/serverless.html`),
        claimsSeveralZones: inherent(resource, true, `${GUIDE}/serverless.html`),
        encryptedAtRest: inherent(resource, true, `${GUIDE}/msk-encryption.html`),
      },
    };
  },
};
