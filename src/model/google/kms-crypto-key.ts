import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { isSet, derive } from '../presence.ts';
import { at, dataAt, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { providerPage } from './docs.ts';

const PAGE = providerPage('kms_crypto_key');
const ROTATION = 'https://cloud.google.com/kms/docs/key-rotation';

/** A key. */
export const model: ResourceModel = {
  types: ['google_kms_crypto_key'],
  describe: (resource) => ({
    kind: 'key',
    facts: { canRotate: canRotate(resource), rotates: rotates(resource) },
    remedies: {
      'rotate-key': {
        title: 'Set rotation_period = "7776000s" (90 days)',
        safety: 'review',
        caution: 'Old versions stay, to decrypt what they encrypted; each version is paid for.',
        intents: [{ op: 'set', at: at(resource, 'rotation_period'), value: '7776000s' }],
      },
    },
  }),
};

/** Only symmetric keys whose material Google makes are rotated by the service. */
function canRotate(resource: Resource): Stated<boolean> {
  const purpose = readText(resource, ['purpose'], { value: 'ENCRYPT_DECRYPT', source: PAGE });
  if (dataAt(resource, 'import_only') === true || dataAt(resource, 'crypto_key_backend') !== undefined) {
    return { value: false, at: [at(resource)], origin: 'written' };
  }
  return derive(purpose, (text) => text === 'ENCRYPT_DECRYPT');
}

function rotates(resource: Resource): Stated<boolean> {
  const place = [at(resource, 'rotation_period')];
  const value = isSet(resource, ['rotation_period']);
  if (value === false) {
    return { value, at: place, origin: 'default', source: ROTATION, says: 'rotation_period is not set' };
  }
  return { value, at: place, origin: 'written' };
}
