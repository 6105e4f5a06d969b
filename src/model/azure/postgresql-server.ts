import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { derive, literalName } from '../presence.ts';
import { setTo } from '../remedies.ts';
import { inherent, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT, providerPage } from './docs.ts';
import { statedRegion } from './places.ts';
import { hostsOf } from './web/settings.ts';

const GUIDE = 'https://learn.microsoft.com/azure/postgresql/single-server/overview-single-server';

const ENGINES: { readonly [type: string]: { readonly engine: string; readonly domain: string } } = {
  azurerm_postgresql_server: { engine: 'postgres', domain: 'postgres.database.azure.com' },
  azurerm_mysql_server: { engine: 'mysql', domain: 'mysql.database.azure.com' },
  azurerm_mariadb_server: { engine: 'mariadb', domain: 'mariadb.database.azure.com' },
};

/** A single server of the retired kind. Its firewall rules and databases are joined by `azure-parts`. */
export const model: ResourceModel = {
  types: ['azurerm_postgresql_server', 'azurerm_mysql_server', 'azurerm_mariadb_server'],
  describe(resource) {
    const { engine = '', domain = '' } = ENGINES[resource.type] ?? {};
    const page = providerPage(resource.type.replace('azurerm_', ''));
    const mode = readText(resource, ['create_mode'], { value: 'Default', source: page });
    return {
      kind: 'datastore',
      name: literalName(resource, 'name'),
      facts: {
        storeClass: 'relational',
        region: statedRegion(resource),
        keepsData: inherent(resource, true, GUIDE),
        isReplica: derive(mode, (text) => text === 'Replica'),
        engine: {
          ...inherent(resource, engine, GUIDE),
          origin: 'written',
          says: `a single server of ${engine}`,
        },
        version: readText(resource, ['version']),
        backupRetentionDays: readNumber(resource, ['backup_retention_days'], { value: 7, source: page }),
        encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
        hasPublicAddress: readBool(resource, ['public_network_access_enabled'], {
          value: true,
          source: page,
        }),
        ingress: { rules: [], more: undefined },
        requiresTls: readBool(resource, ['ssl_enforcement_enabled']),
        answersTo: hostsOf(resource, domain),
      },
      remedies: remediesOf(resource),
    };
  },
};

function remediesOf(resource: Resource): { readonly [name: string]: Remedy } {
  return {
    'leave-internet': setTo(resource, ['public_network_access_enabled'], false, {
      safety: 'review',
      caution: 'it needs a private endpoint first; clients outside the network lose access',
    }),
    'require-tls': setTo(resource, ['ssl_enforcement_enabled'], true, {
      safety: 'review',
      caution: 'clients that do not encrypt are refused',
    }),
  };
}
