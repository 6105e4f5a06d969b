import { literalName } from '../presence.ts';
import { setTo } from '../remedies.ts';
import { inherent, readBool } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { providerPage } from './docs.ts';
import { statedRegion } from './places.ts';
import { hostsOf } from './web/settings.ts';

const TLS =
  'https://learn.microsoft.com/azure/azure-sql/database/security-overview#transport-layer-security-encryption-in-transit';

/** The door to databases of Azure SQL; it keeps nothing itself. Its rules are joined by `azure-parts`. */
export const model: ResourceModel = {
  types: ['azurerm_mssql_server', 'azurerm_sql_server'],
  describe: (resource) => ({
    kind: 'datastore',
    name: literalName(resource, 'name'),
    facts: {
      storeClass: 'relational',
      region: statedRegion(resource),
      hasPublicAddress: readBool(resource, ['public_network_access_enabled'], {
        value: true,
        source: providerPage('mssql_server'),
      }),
      ingress: { rules: [], more: undefined },
      requiresTls: inherent(resource, true, TLS),
      answersTo: hostsOf(resource, 'database.windows.net'),
    },
    remedies: {
      'leave-internet': setTo(resource, ['public_network_access_enabled'], false, {
        safety: 'review',
        caution: 'it needs a private endpoint first; clients outside the network lose access',
      }),
    },
  }),
};
