import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { anyOf } from '../logic.ts';
import { derive, literalName } from '../presence.ts';
import { setTo } from '../remedies.ts';
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
    name: nameOf(resource),
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

// A project's first database has no name of its own.
function nameOf(resource: Resource): string | undefined {
  const name = literalName(resource, 'name');
  return name === '(default)' ? 'default Firestore database' : name;
}

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
  const isOn = derive(written, (text) => text === 'POINT_IN_TIME_RECOVERY_ENABLED');
  return { ...isOn, says: isOn.value === false ? 'point_in_time_recovery_enablement is off' : undefined };
}
