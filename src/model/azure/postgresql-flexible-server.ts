import type { Stated } from '../../core/component.ts';
import type { Facts } from '../../core/facts.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { derive, isSet, literalName } from '../presence.ts';
import { advise, setTo } from '../remedies.ts';
import { at, dataAt, inherent, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT, providerPage } from './docs.ts';
import { spreadOverZones, statedRegion } from './places.ts';
import { inOneZone } from '../zones.ts';
import { hostsOf } from './web/settings.ts';

const PAGE = providerPage('postgresql_flexible_server');
const MYSQL_PAGE = providerPage('mysql_flexible_server');
const GUIDE = 'https://learn.microsoft.com/azure/postgresql/flexible-server';
const AVAILABILITY = `${GUIDE}/concepts-high-availability`;
const NETWORKS = `${GUIDE}/concepts-networking-private`;
const TLS = `${GUIDE}/concepts-networking-ssl-tls`;

const isPostgres = ({ type }: Resource): boolean => type === 'azurerm_postgresql_flexible_server';

/** A flexible server of PostgreSQL or MySQL. Its rules and parameters are joined by `azure-parts`. */
export const model: ResourceModel = {
  types: ['azurerm_postgresql_flexible_server', 'azurerm_mysql_flexible_server'],
  describe(resource) {
    const engine = isPostgres(resource) ? 'postgres' : 'mysql';
    return {
      kind: 'datastore',
      name: literalName(resource, 'name'),
      facts: {
        storeClass: 'relational',
        region: statedRegion(resource),
        keepsData: inherent(resource, true, GUIDE),
        isReplica: replica(resource),
        engine: {
          ...inherent(resource, engine, GUIDE),
          origin: 'written',
          says: `a flexible server of ${engine}`,
        },
        version: readText(resource, ['version']),
        instanceClass: readText(resource, ['sku_name']),
        ...zoneFacts(resource),
        backupRetentionDays: readNumber(resource, ['backup_retention_days'], { value: 7, source: PAGE }),
        ...sizeFacts(resource),
        encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
        hasPublicAddress: publicAddress(resource),
        ingress: { rules: [], more: undefined },
        requiresTls: inherent(resource, true, TLS),
        answersTo: hostsOf(resource, `${engine === 'postgres' ? 'postgres' : 'mysql'}.database.azure.com`),
      },
      remedies: remediesOf(resource),
    };
  },
};

/** A replica is made as such, and stays one until it is promoted. */
function replica(resource: Resource): Stated<boolean> {
  const mode = readText(resource, ['create_mode'], { value: 'Default', source: PAGE });
  return derive(mode, (text) => text === 'Replica');
}

/** A standby in another zone, a standby beside it, or none. */
function zoneFacts(resource: Resource): Pick<Facts, 'zones' | 'claimsSeveralZones' | 'automaticFailover'> {
  const block = dataAt(resource, 'high_availability', 0);
  const path = ['high_availability', 0, 'mode'] as const;
  const place = [at(resource, ...path)];
  if (block === undefined) {
    const says = 'high_availability is not written';
    const none: Stated<boolean> = { value: false, at: place, origin: 'default', source: AVAILABILITY, says };
    return { zones: inOneZone(resource, 'zone'), claimsSeveralZones: none, automaticFailover: none };
  }
  const mode = Unknown.is(block)
    ? { value: block, at: place, origin: 'written' as const }
    : readText(resource, path);
  if (!mode) return {};
  if (Unknown.is(mode.value)) {
    const unknown = { ...mode, value: mode.value };
    return { zones: unknown, claimsSeveralZones: unknown, automaticFailover: unknown };
  }
  const says = `high_availability.mode = ${mode.value}`;
  const spreads = mode.value === 'ZoneRedundant';
  return {
    zones: spreads ? spreadOverZones(resource, path, AVAILABILITY) : inOneZone(resource, 'zone'),
    claimsSeveralZones: { ...mode, value: spreads, says },
    automaticFailover: { ...mode, value: mode.value !== 'Disabled', says },
  };
}

function sizeFacts(resource: Resource): Pick<Facts, 'allocatedGib' | 'growsToGib'> {
  const isOwn = isPostgres(resource);
  const grows = isOwn
    ? readBool(resource, ['auto_grow_enabled'], { value: false, source: PAGE })
    : readBool(resource, ['storage', 0, 'auto_grow_enabled'], { value: true, source: MYSQL_PAGE });
  const size = isOwn ? readNumber(resource, ['storage_mb']) : readNumber(resource, ['storage', 0, 'size_gb']);
  const allocated = size && (isOwn ? derive(size, (megabytes) => megabytes / 1024) : size);
  return {
    // Storage that grows to the limit of the service does so from any size.
    allocatedGib: grows.value === true && Unknown.is(allocated?.value) ? undefined : allocated,
    growsToGib: growth(grows, isOwn ? LARGEST_GIB.postgres : LARGEST_GIB.mysql),
  };
}

// The largest disk of both services. https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-limits
const LARGEST_GIB = { postgres: 32_768, mysql: 16_384 };

/** Storage that grows does so up to the limit of the service. */
function growth(grows: Stated<boolean>, largest: number): Stated<number> {
  if (Unknown.is(grows.value)) return { ...grows, value: grows.value };
  if (grows.value) return { ...grows, value: largest };
  const says = grows.origin === 'written' ? 'auto_grow_enabled = false' : 'auto_grow_enabled is not written';
  return { ...grows, value: 0, says };
}

/** A server that is put into a subnet has no public address; that cannot be changed later. */
function publicAddress(resource: Resource): Stated<boolean> {
  const isInside = isSet(resource, ['delegated_subnet_id']);
  const place = [at(resource, 'delegated_subnet_id')];
  if (isInside === true) return { value: false, at: place, origin: 'written', source: NETWORKS };
  if (Unknown.is(isInside)) return { value: isInside, at: place, origin: 'written' };
  if (!isPostgres(resource)) {
    const path = ['public_network_access'];
    const access = readText(resource, path, { value: 'Enabled', source: MYSQL_PAGE });
    return derive(access, (text) => text === 'Enabled');
  }
  return readBool(resource, ['public_network_access_enabled'], { value: true, source: PAGE });
}

function remediesOf(resource: Resource): { readonly [name: string]: Remedy } {
  const autoGrow = isPostgres(resource) ? ['auto_grow_enabled'] : ['storage', 0, 'auto_grow_enabled'];
  return {
    'spread-over-zones': setTo(resource, ['high_availability', 0, 'mode'], 'ZoneRedundant', {
      safety: 'review',
      caution: 'a standby costs as much as the server, and burstable tiers cannot have one',
    }),
    'keep-backups': setTo(resource, ['backup_retention_days'], 7, {
      safety: 'review',
      caution: 'backups beyond the size of the server are paid for by the gigabyte',
    }),
    'let-storage-grow': setTo(resource, autoGrow, true, {
      safety: 'safe',
      caution: 'grown storage does not shrink again',
    }),
    'leave-internet': leaveInternet(resource),
    'require-tls': advise(
      'Set the parameter require_secure_transport to ON',
      'clients that do not encrypt are refused',
    ),
    'upgrade-engine': advise(
      'Move to a supported major version, rehearsed on a restored copy',
      'the server is down while it is upgraded',
    ),
  };
}

function leaveInternet(resource: Resource): Remedy {
  const change = {
    safety: 'review',
    caution: 'it needs a private endpoint first; clients outside the network lose access',
  } as const;
  return isPostgres(resource)
    ? setTo(resource, ['public_network_access_enabled'], false, change)
    : setTo(resource, ['public_network_access'], 'Disabled', change);
}
