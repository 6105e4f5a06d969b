import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { spreadOverRegion } from './places.ts';

const REPLICATION = 'https://cloud.google.com/spanner/docs/replication';

/** The machines behind Spanner databases, in at least three zones. */
export const model: ResourceModel = {
  types: ['google_spanner_instance'],
  describe: (resource) => ({
    kind: 'datastore',
    facts: {
      storeClass: 'relational',
      zones: spreadOverRegion(resource, ['config'], REPLICATION),
      claimsSeveralZones: inherent(resource, true, REPLICATION),
    },
  }),
};
