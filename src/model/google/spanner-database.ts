import { refuseDeletion } from '../remedies.ts';
import { inherent, readBool } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT, providerPage } from './docs.ts';

const PAGE = providerPage('spanner_database');

/** A database of a Spanner instance, which spreads it over zones or regions. */
export const model: ResourceModel = {
  types: ['google_spanner_database'],
  describe: (resource) => ({
    kind: 'datastore',
    facts: {
      storeClass: 'relational',
      keepsData: inherent(resource, true, 'https://cloud.google.com/spanner/docs/databases'),
      deletionProtection: readBool(resource, ['deletion_protection'], { value: true, source: PAGE }),
      encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
    },
    remedies: { 'refuse-deletion': refuseDeletion(resource, 'deletion_protection') },
  }),
};
