import type { Stated } from '../../core/component.ts';
import type { Facts } from '../../core/facts.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { literalName } from '../presence.ts';
import { advise } from '../remedies.ts';
import { at, blocksAt, dataAt, inherent, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT } from './docs.ts';
import { statedRegion } from './places.ts';
import { hostsOf } from './web/settings.ts';

const GUIDE = 'https://learn.microsoft.com/azure/cosmos-db/high-availability';
const TLS = 'https://learn.microsoft.com/azure/cosmos-db/self-serve-minimum-tls-enforcement';

/** An account of Cosmos DB, with all its databases. */
export const model: ResourceModel = {
  types: ['azurerm_cosmosdb_account'],
  describe: (resource) => ({
    kind: 'datastore',
    name: literalName(resource, 'name'),
    facts: {
      storeClass: 'document',
      region: statedRegion(resource),
      keepsData: inherent(resource, true, GUIDE),
      claimsSeveralZones: claims(resource),
      ...continuousBackup(resource),
      encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
      requiresTls: inherent(resource, true, TLS),
      answersTo: hostsOf(resource, 'documents.azure.com', 'mongo.cosmos.azure.com'),
    },
    remedies: {
      'spread-over-zones': advise(
        'Set zone_redundant = true in geo_location, or add a second region',
        'a region that is there already must be removed and added again, and zones cost a quarter more',
      ),
    },
  }),
};

/** One region without zones stops with its zone; a second region takes over where both are written. */
function claims(resource: Resource): Stated<boolean> {
  const blocks = blocksAt(resource, 'geo_location');
  const place = [at(resource, 'geo_location', 0, 'zone_redundant')];
  if (Unknown.is(blocks)) return { value: blocks, at: place, origin: 'written' };
  if (blocks.length > 1) {
    return { value: true, at: place, origin: 'written', says: `${blocks.length} regions are written` };
  }
  const value = dataAt(resource, 'geo_location', 0, 'zone_redundant') ?? false;
  if (Unknown.is(value)) return { value, at: place, origin: 'written' };
  const isOn = value === true || value === 'true';
  const says = isOn ? undefined : 'its only geo_location is not zone_redundant';
  return { value: isOn, at: place, origin: 'written', says };
}

const DAYS: { readonly [tier: string]: number } = { Continuous7Days: 7, Continuous30Days: 30 };

/** Periodic backups are given back by the support of Azure: they are no answer to a wrong delete. */
function continuousBackup(resource: Resource): Pick<Facts, 'backupRetentionDays'> {
  if (dataAt(resource, 'backup', 0, 'type') !== 'Continuous') return {};
  const tier = readText(resource, ['backup', 0, 'tier'], { value: 'Continuous30Days', source: GUIDE });
  return {
    backupRetentionDays: { ...tier, value: Unknown.is(tier.value) ? tier.value : (DAYS[tier.value] ?? 30) },
  };
}
