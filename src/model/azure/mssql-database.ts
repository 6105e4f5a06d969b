import { literalName } from '../presence.ts';
import { setTo } from '../remedies.ts';
import { inherent, readBool, readNumber } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT, providerPage } from './docs.ts';

const PAGE = providerPage('mssql_database');
const GUIDE =
  'https://learn.microsoft.com/azure/azure-sql/database/high-availability-sla-local-zone-redundancy';

/** A database of Azure SQL, which keeps itself up to date. Its server is joined by the pass `azure-parts`. */
export const model: ResourceModel = {
  types: ['azurerm_mssql_database', 'azurerm_sql_database'],
  describe: (resource) => ({
    kind: 'datastore',
    name: literalName(resource, 'name'),
    facts: {
      storeClass: 'relational',
      keepsData: inherent(resource, true, GUIDE),
      claimsSeveralZones: readBool(resource, ['zone_redundant'], { value: false, source: PAGE }),
      backupRetentionDays: readNumber(resource, ['short_term_retention_policy', 0, 'retention_days'], {
        value: 7,
        source: PAGE,
      }),
      encryptedAtRest: readBool(resource, ['transparent_data_encryption_enabled'], {
        value: true,
        source: ENCRYPTED_BY_DEFAULT,
      }),
    },
    remedies: {
      'spread-over-zones': setTo(resource, ['zone_redundant'], true, {
        safety: 'review',
        caution: 'some tiers cannot, and general purpose costs more with it',
      }),
      'keep-backups': setTo(resource, ['short_term_retention_policy', 0, 'retention_days'], 7, {
        safety: 'review',
        caution: 'backups beyond the size of the database are paid for by the gigabyte',
      }),
    },
  }),
};
