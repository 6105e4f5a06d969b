import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { anyOf } from '../aws/logic.ts';
import { derive } from '../aws/stores/presence.ts';
import { setTo } from '../aws/stores/remedies.ts';
import { inherent, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT, providerPage } from './docs.ts';
import { statedRegion } from './places.ts';

const PAGE = providerPage('firestore_database');
const RECOVERY = 'https://cloud.google.com/firestore/docs/use-pitr';

/** A document database that Google spreads over a region or several. */
export const model: ResourceModel = {
  types: ['google_firestore_database'],
  describe: (resource) => ({
    kind: 'datastore',
    facts: {
      storeClass: 'document',
      region: statedRegion(resource, 'location_id'),
      keepsData: inherent(resource, true, 'https://cloud.google.com/firestore/docs/overview'),
      deletionProtection: protection(resource),
      pointInTimeRecovery: recovery(resource),
      encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
    },
    remedies: {
      'refuse-deletion': setTo(resource, ['delete_protection_state'], 'DELETE_PROTECTION_ENABLED', {
        safety: 'safe',
        caution: 'deleting it on purpose then takes two steps',
      }),
      'recover-to-any-moment': setTo(
        resource,
        ['point_in_time_recovery_enablement'],
        'POINT_IN_TIME_RECOVERY_ENABLED',
        { safety: 'safe', caution: 'seven days of versions are paid for' },
      ),
    },
  }),
};

/** Unless told to delete it, Terraform only forgets a database that it destroys. */
function protection(resource: Resource): Stated<boolean> {
  const state = readText(resource, ['delete_protection_state'], {
    value: 'DELETE_PROTECTION_DISABLED',
    source: PAGE,
  });
  const policy = readText(resource, ['deletion_policy'], { value: 'ABANDON', source: PAGE });
  const isOn = derive(state, (text) => text === 'DELETE_PROTECTION_ENABLED');
  const isKept = derive(policy, (text) => text !== 'DELETE');
  const value = anyOf(isOn.value, isKept.value);
  return { ...isOn, value, says: value === false ? 'delete_protection_state is off' : undefined };
}

function recovery(resource: Resource): Stated<boolean> {
  const path = ['point_in_time_recovery_enablement'];
  const written = readText(resource, path, { value: 'POINT_IN_TIME_RECOVERY_DISABLED', source: RECOVERY });
  return derive(written, (text) => text === 'POINT_IN_TIME_RECOVERY_ENABLED');
}
