import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';

/** The server parameter that decides whether an engine refuses connections without encryption. */
export interface TlsParameter {
  readonly name: string;
  /** The value that makes the server insist, for the remedy. */
  readonly on: string;
  /** Whether a written value makes the server insist. */
  readonly insists: (value: string) => boolean;
  /** What holds when nobody wrote it; the version is `[major, minor]`, undefined when it is not known. */
  readonly byDefault: (version: readonly [number, number] | undefined) => Value<boolean>;
  readonly source: string;
}

const RDS = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide';
const AURORA = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide';

const isOn = (value: string): boolean => ['1', 'on', 'true'].includes(value.toLowerCase());

type Init = Pick<TlsParameter, 'name' | 'source' | 'byDefault'> & Partial<TlsParameter>;

function parameter(init: Init): TlsParameter {
  return { on: '1', insists: isOn, ...init };
}

/** On from a version on, off before. */
const since =
  (first: number): TlsParameter['byDefault'] =>
  (version) =>
    version === undefined ? needsVersion : version[0] >= first;

/** Off before a version; what later ones do is not in this table. */
const offBefore =
  (major: number, minor: number): TlsParameter['byDefault'] =>
  (version) => {
    if (version === undefined) return needsVersion;
    const earlier = version[0] < major || (version[0] === major && version[1] < minor);
    return earlier ? false : newerThanTable;
  };

const needsVersion = new Unknown({
  reason: 'not-in-inputs',
  detail: 'the default depends on the version of the engine, and none is written',
  settledBy: 'engine_version, or the parameter itself',
});

const newerThanTable = new Unknown({
  reason: 'not-in-inputs',
  detail: 'the default of this version of the engine is not known here',
  settledBy: 'the parameter itself',
});

const mysql = parameter({
  name: 'require_secure_transport',
  byDefault: offBefore(8, 4),
  source: `${RDS}/mysql-ssl-connections.html`,
});
const auroraMysql = parameter({
  name: 'require_secure_transport',
  byDefault: offBefore(8, 4),
  source: `${AURORA}/AuroraMySQL.Security.html`,
});
const sqlServer = parameter({
  name: 'rds.force_ssl',
  byDefault: () => false,
  source: `${RDS}/SQLServer.Concepts.General.SSL.Using.html`,
});

/** By engine. Engines that settle it otherwise (Oracle: an option group) are left out. */
export const TLS_PARAMETERS: Readonly<Record<string, TlsParameter>> = {
  postgres: parameter({
    name: 'rds.force_ssl',
    byDefault: since(15),
    source: `${RDS}/PostgreSQL.Concepts.General.SSL.html`,
  }),
  'aurora-postgresql': parameter({
    name: 'rds.force_ssl',
    byDefault: since(17),
    source: `${AURORA}/AuroraPostgreSQL.Security.html`,
  }),
  mysql: mysql,
  aurora: auroraMysql,
  'aurora-mysql': auroraMysql,
  mariadb: parameter({
    name: 'require_secure_transport',
    byDefault: offBefore(11, 8),
    source: `${RDS}/mariadb-ssl-connections.html`,
  }),
  'sqlserver-ee': sqlServer,
  'sqlserver-se': sqlServer,
  'sqlserver-ex': sqlServer,
  'sqlserver-web': sqlServer,
  docdb: parameter({
    name: 'tls',
    on: 'enabled',
    insists: (value) => value.toLowerCase() !== 'disabled',
    byDefault: () => true,
    source: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/security.encryption.ssl.html',
  }),
  neptune: parameter({
    name: 'neptune_enforce_ssl',
    byDefault: () => true,
    source: 'https://docs.aws.amazon.com/neptune/latest/userguide/security-ssl.html',
  }),
  // The family redshift-2.0, the default since January 2025, requires it; redshift-1.0 does not.
  redshift: parameter({
    name: 'require_ssl',
    on: 'true',
    byDefault: (version) => (version === undefined ? newGroups : version[0] >= 2),
    source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html',
  }),
};

const newGroups = new Unknown({
  reason: 'not-in-inputs',
  detail: 'the default parameter group requires TLS for clusters made since January 2025 only',
  settledBy: 'a parameter group with require_ssl',
});
