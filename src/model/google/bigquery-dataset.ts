import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { derive, literalName } from '../presence.ts';
import { setTo } from '../remedies.ts';
import { inherent, readBool } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT, providerPage } from './docs.ts';
import { statedRegion } from './places.ts';

const PAGE = providerPage('bigquery_dataset');

/** A dataset with its tables, which the pass `google-parts` joins. */
export const model: ResourceModel = {
  types: ['google_bigquery_dataset'],
  describe: (resource) => ({
    kind: 'datastore',
    name: literalName(resource, 'dataset_id'),
    facts: {
      storeClass: 'warehouse',
      region: statedRegion(resource, 'location'),
      keepsData: inherent(resource, true, 'https://cloud.google.com/bigquery/docs/datasets-intro'),
      deletionProtection: keepsTables(resource),
      encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
    },
    remedies: {
      'refuse-deletion': setTo(resource, ['delete_contents_on_destroy'], false, {
        safety: 'review',
        caution: 'destroying the root then needs the tables to be deleted first',
      }),
    },
  }),
};

/** A dataset that holds tables refuses to be deleted, unless Terraform is told to delete them first. */
function keepsTables(resource: Resource): Stated<boolean> {
  const deletes = readBool(resource, ['delete_contents_on_destroy'], { value: false, source: PAGE });
  return { ...derive(deletes, (isOn) => !isOn), says: deletes.value === true ? EMPTIED : undefined };
}

const EMPTIED = 'delete_contents_on_destroy is on';
