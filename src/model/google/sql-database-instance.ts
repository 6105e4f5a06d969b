import type { Stated } from '../../core/component.ts';
import type { AccessRange, AccessRules } from '../../core/facts/network.ts';
import type { Facts } from '../../core/facts.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { lookup } from '../../core/lookup.ts';
import { Unknown } from '../../core/value.ts';
import { anyOf } from '../logic.ts';
import { derive, readPresence } from '../presence.ts';
import { advise, setTo } from '../remedies.ts';
import { at, blocksAt, dataAt, inherent, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT, providerPage } from './docs.ts';
import { spreadOverRegion, statedRegion } from './places.ts';
import { inOneZone } from '../zones.ts';

const PAGE = providerPage('sql_database_instance');
const GUIDE = 'https://cloud.google.com/sql/docs';
const AVAILABILITY = `${GUIDE}/postgres/high-availability`;
const BACKUPS = `${GUIDE}/postgres/backup-recovery/backups`;
const CONNECTORS = `${GUIDE}/postgres/connect-overview`;
const SSL = `${GUIDE}/postgres/configure-ssl-instance`;
const SETTINGS = ['settings', 0] as const;
const IP = [...SETTINGS, 'ip_configuration', 0] as const;
const BACKUP = [...SETTINGS, 'backup_configuration', 0] as const;

/** A database of Cloud SQL. Its databases, users and certificates are joined by the pass `google-parts`. */
export const model: ResourceModel = {
  types: ['google_sql_database_instance'],
  describe(resource) {
    return {
      kind: 'datastore',
      facts: {
        storeClass: 'relational',
        region: statedRegion(resource, 'region'),
        keepsData: inherent(resource, true, GUIDE),
        isReplica: readPresence(resource, 'master_instance_name'),
        ...engineFacts(resource),
        ...zoneFacts(resource),
        deletionProtection: deletionProtection(resource),
        backupRetentionDays: backupDays(resource),
        allocatedGib: readNumber(resource, [...SETTINGS, 'disk_size'], { value: 10, source: PAGE }),
        growsToGib: growsTo(resource),
        encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
        ...networkFacts(resource),
        answersTo: ['dns_name', 'private_ip_address', 'public_ip_address'].flatMap((attribute) => {
          const host = dataAt(resource, attribute);
          return typeof host === 'string' ? [{ host, at: at(resource, attribute) }] : [];
        }),
      },
      remedies: remediesOf(resource),
    };
  },
};

const ENGINES: readonly (readonly [prefix: string, engine: string])[] = [
  ['POSTGRES_', 'postgres'],
  ['MYSQL_', 'mysql'],
  ['SQLSERVER_', 'sqlserver'],
];

// The numbers that Microsoft's dates go by.
// https://learn.microsoft.com/troubleshoot/sql/releases/download-and-install-latest-updates
const SQL_SERVER: { readonly [year: string]: string } = {
  '2017': '14.0',
  '2019': '15.0',
  '2022': '16.0',
  '2025': '17.0',
};

/** `POSTGRES_15`, `MYSQL_8_0`, `SQLSERVER_2019_STANDARD`. */
function engineFacts(resource: Resource): Pick<Facts, 'engine' | 'version' | 'supportProduct'> {
  const written = readText(resource, ['database_version']);
  if (!written) return {};
  if (Unknown.is(written.value)) return { engine: written, version: written };
  const text = written.value;
  const found = ENGINES.find(([prefix]) => text.startsWith(prefix));
  if (!found) return { version: written };
  const [prefix, engine] = found;
  const rest = text.slice(prefix.length);
  const year = rest.split('_')[0] ?? rest;
  const version = engine === 'sqlserver' ? (lookup(SQL_SERVER, year) ?? year) : rest.replaceAll('_', '.');
  const says = `database_version = ${text}`;
  return {
    engine: { ...written, value: engine, says },
    version: { ...written, value: version, says },
    supportProduct: engine === 'sqlserver' ? 'mssqlserver' : undefined,
  };
}

function zoneFacts(resource: Resource): Pick<Facts, 'zones' | 'claimsSeveralZones' | 'automaticFailover'> {
  const path = [...SETTINGS, 'availability_type'];
  const mode = readText(resource, path, { value: 'ZONAL', source: PAGE });
  const says = Unknown.is(mode.value) ? undefined : `settings.availability_type is ${mode.value}`;
  const isRegional = { ...derive(mode, (text) => text === 'REGIONAL'), says };
  const zonePath = [...SETTINGS, 'location_preference', 0, 'zone'];
  const zones =
    mode.value === 'REGIONAL'
      ? spreadOverRegion(resource, path, AVAILABILITY)
      : Unknown.is(mode.value)
        ? { ...mode, value: mode.value }
        : inOneZone(resource, ...zonePath);
  return { zones, claimsSeveralZones: isRegional, automaticFailover: isRegional };
}

/** Terraform's own refusal (on unless switched off) or that of the service; one guard is enough. */
function deletionProtection(resource: Resource): Stated<boolean> {
  const own = readBool(resource, ['deletion_protection'], { value: true, source: PAGE });
  const service = readBool(resource, [...SETTINGS, 'deletion_protection_enabled'], {
    value: false,
    source: PAGE,
  });
  const value = anyOf(own.value, service.value);
  return value === true && own.value !== true ? service : { ...own, value };
}

/** One automatic backup a day; by default seven are kept. */
function backupDays(resource: Resource): Stated<number> {
  const enabled = readBool(resource, [...BACKUP, 'enabled'], { value: false, source: PAGE });
  if (enabled.value !== true) {
    const says =
      enabled.origin === 'written' ? 'backup_configuration.enabled = false' : 'no automatic backups';
    return { ...enabled, value: Unknown.is(enabled.value) ? enabled.value : 0, says };
  }
  const path = [...BACKUP, 'backup_retention_settings', 0, 'retained_backups'];
  return readNumber(resource, path, { value: 7, source: BACKUPS });
}

/** Absent where it grows without a limit, which is the default. */
function growsTo(resource: Resource): Stated<number> | undefined {
  const path = [...SETTINGS, 'disk_autoresize'];
  const grows = readBool(resource, path, { value: true, source: PAGE });
  if (Unknown.is(grows.value)) return { ...grows, value: grows.value };
  if (!grows.value) return { ...grows, value: 0, says: 'settings.disk_autoresize = false' };
  const limit = readNumber(resource, [...SETTINGS, 'disk_autoresize_limit']);
  return limit?.value === 0 ? undefined : limit;
}

function networkFacts(resource: Resource): Pick<Facts, 'hasPublicAddress' | 'ingress' | 'requiresTls'> {
  const hasPublicAddress = readBool(resource, [...IP, 'ipv4_enabled'], { value: true, source: PAGE });
  const ingress = authorizedNetworks(resource);
  return { hasPublicAddress, ingress, requiresTls: requiresTls(resource, ingress) };
}

/** Networks that may connect to the public address directly; connectors prove an identity instead. */
function authorizedNetworks(resource: Resource): AccessRules {
  const path = [...IP, 'authorized_networks'];
  const blocks = blocksAt(resource, ...path);
  if (Unknown.is(blocks)) return { rules: [], more: blocks };
  const ranges: AccessRange[] = [];
  let more: Unknown | undefined;
  blocks.forEach((block, index) => {
    if (Unknown.is(block)) {
      more ??= block;
      return;
    }
    const value = block['value'];
    if (typeof value !== 'string' && !Unknown.is(value)) return;
    ranges.push({ value, kind: 'range', at: at(resource, ...path, index, 'value') });
  });
  if (ranges.length === 0) return { rules: [], more };
  const rule = { protocol: 'tcp', fromPort: 0, toPort: 65_535, groups: [], self: false } as const;
  return { rules: [{ ...rule, ranges, description: undefined, at: at(resource, ...path) }], more };
}

/** Without a private network and without admitted networks only connectors come in, and they encrypt. */
function requiresTls(resource: Resource, { rules, more }: AccessRules): Stated<boolean> {
  const mode = readText(resource, [...IP, 'ssl_mode']);
  if (mode) return { ...derive(mode, (text) => text !== 'ALLOW_UNENCRYPTED_AND_ENCRYPTED'), says: undefined };
  const asked = readBool(resource, [...IP, 'require_ssl'], { value: false, source: SSL });
  if (asked.value !== false) return asked;
  const isEnforced = dataAt(resource, 'settings', 0, 'connector_enforcement') === 'REQUIRED';
  const hasNetwork =
    dataAt(resource, ...IP, 'private_network') !== undefined ||
    dataAt(resource, ...IP, 'psc_config') !== undefined;
  if (isEnforced || (!hasNetwork && rules.length === 0 && !more)) {
    return { value: true, at: [at(resource, ...IP)], origin: 'default', source: CONNECTORS };
  }
  return { ...asked, at: [at(resource, ...IP, 'ssl_mode')] };
}

/**
 * Google refuses a standby without backups and the logs to restore any moment.
 * https://cloud.google.com/sql/docs/postgres/configure-ha
 */
function spread(resource: Resource): Remedy {
  const version = dataAt(resource, 'database_version');
  const isMySql = typeof version === 'string' && version.startsWith('MYSQL');
  const logs = isMySql ? 'binary_log_enabled' : 'point_in_time_recovery_enabled';
  const needed = ['enabled', logs].filter((name) => dataAt(resource, ...BACKUP, name) !== true);
  return {
    title: 'Set settings.availability_type = REGIONAL',
    safety: 'review',
    caution:
      'the instance costs about twice as much and restarts once; it needs backups and logs, which cost',
    intents: [
      { op: 'set', at: at(resource, ...SETTINGS, 'availability_type'), value: 'REGIONAL' },
      ...needed.map((name) => ({ op: 'set' as const, at: at(resource, ...BACKUP, name), value: true })),
    ],
  };
}

function remediesOf(resource: Resource): { readonly [name: string]: Remedy } {
  return {
    'refuse-deletion': setTo(resource, ['deletion_protection'], true, {
      safety: 'safe',
      caution: 'deleting it on purpose then takes two steps',
    }),
    'keep-backups': {
      title: 'Enable backup_configuration, and keep as many daily backups as 7',
      safety: 'review',
      caution: 'backups are paid for by the gigabyte',
      intents: [
        { op: 'set', at: at(resource, ...BACKUP, 'enabled'), value: true },
        {
          op: 'set',
          at: at(resource, ...BACKUP, 'backup_retention_settings', 0, 'retained_backups'),
          value: 7,
        },
      ],
    },
    'spread-over-zones': spread(resource),
    'let-storage-grow': setTo(resource, [...SETTINGS, 'disk_autoresize'], true, {
      safety: 'safe',
      caution: 'grown storage does not shrink again',
    }),
    'leave-internet': setTo(resource, [...IP, 'ipv4_enabled'], false, {
      safety: 'review',
      caution: 'it needs private_network first; clients outside the network, proxies included, lose access',
    }),
    'require-tls': setTo(resource, [...IP, 'ssl_mode'], 'ENCRYPTED_ONLY', {
      safety: 'review',
      caution: 'clients that do not encrypt are refused',
    }),
    'upgrade-engine': advise(
      'Move to a supported major version, rehearsed on a clone',
      'the instance is down while it is upgraded',
    ),
  };
}
