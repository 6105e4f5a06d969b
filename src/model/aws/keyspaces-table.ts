import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { inherent, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { derive, literalName } from '../presence.ts';
import { setTo } from '../remedies.ts';

const PAGE = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/keyspaces_table';
const GUIDE = 'https://docs.aws.amazon.com/keyspaces/latest/devguide';

/** A Cassandra table, kept in several zones by the service. */
export const model: ResourceModel = {
  types: ['aws_keyspaces_table'],
  describe(resource) {
    return {
      kind: 'datastore',
      name: literalName(resource, 'table_name'),
      facts: {
        storeClass: 'key-value',
        engine: inherent(resource, 'keyspaces', PAGE),
        keepsData: inherent(resource, true, PAGE),
        pointInTimeRecovery: pointInTimeRecovery(resource),
        expires: expires(resource),
        encryptedAtRest: inherent(resource, true, `${GUIDE}/EncryptionAtRest.html`),
        requiresTls: inherent(resource, true, `${GUIDE}/encryption-in-transit.html`),
      },
      remedies: {
        'recover-to-any-moment': setTo(resource, ['point_in_time_recovery', 0, 'status'], 'ENABLED', {
          safety: 'safe',
        }),
      },
    };
  },
};

function pointInTimeRecovery(resource: Resource): Stated<boolean> {
  const status = readText(resource, ['point_in_time_recovery', 0, 'status'], {
    value: 'DISABLED',
    source: `${GUIDE}/PointInTimeRecovery.html`,
  });
  return derive(status, (text) => text === 'ENABLED');
}

function expires(resource: Resource): Stated<boolean> {
  const seconds = readNumber(resource, ['default_time_to_live'], { value: 0, source: PAGE });
  return derive(seconds, (count) => count > 0);
}
