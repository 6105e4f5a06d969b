import type { Component } from '../../core/component.ts';
import type { Dependency } from '../../core/dependency.ts';
import type { Setting } from '../../core/facts/settings.ts';
import type { Location } from '../../core/location.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { Term } from '../../core/capacity.ts';

/** Connections of one copy, and the settings that say so. */
export interface PoolSize {
  readonly value: Value<number>;
  readonly terms: readonly Term[];
}

/** What may tell pools of one copy apart. */
export interface Pooled {
  readonly caller: Component;
  /** The dependency whose connections are asked for. */
  readonly to: Dependency;
  /** How many databases the caller uses. */
  readonly stores: number;
}

/** How many connections one copy of the caller opens to the store at most, as its settings say. */
export function poolSizeOf({ caller, to, stores }: Pooled): PoolSize {
  const { settings = [], moreSettings } = caller.facts;
  const found = distinct(settings.flatMap((setting) => poolIn(setting) ?? []));
  const meant = stores > 1 ? sharingName(found, nameOfHost(to, settings)) : found;
  const [pool, another] = meant;
  if (!pool) return none(moreSettings ?? noSetting(caller, found.length > 0));
  if (another) return none(ambiguous(caller, [pool, another]));
  if (Unknown.is(pool.size)) return { value: pool.size, terms: [termOf(pool)] };
  const processes = pool.isPerProcess ? processesIn(settings) : undefined;
  if (!processes) return { value: pool.size, terms: [termOf(pool)] };
  const value = Unknown.is(processes.value) ? processes.value : pool.size * processes.value;
  return { value, terms: [termOf(pool), processes] };
}

interface Pool {
  readonly name: string;
  readonly size: Value<number>;
  readonly at: Location;
  /** False where one process serves all requests of a copy. */
  readonly isPerProcess: boolean;
}

function termOf({ name, size, at }: Pool): Term {
  return { says: name, value: size, unit: 'connections', at };
}

const DATABASE =
  /(^|_)(DB|DATABASE|POSTGRES|POSTGRESQL|PG|MYSQL|SQL|JDBC|R2DBC|HIKARI|DATASOURCE|SQLALCHEMY)(_|$)/;
const LARGEST: readonly RegExp[] = [
  /(^|_)MAX(IMUM)?_?(CONNECTION_)?POOL_?SIZE$/,
  /(^|_)POOL_?MAX(_?SIZE|_?CONN(ECTION)?S)?$/,
  /(^|_)MAX_(OPEN_)?CONN(ECTION)?S?(_POOL_SIZE)?$/,
  /(^|_)(POOL(_?SIZE)?|JDBC_MAX_SIZE)$/,
];
// HikariCP's own name of the property, which needs no other word beside it.
const OWN = /(^|_)MAXIMUM_?POOL_?SIZE$/;
const OTHERWISE = /(^|_)(MIN|MINIMUM|IDLE|REDIS|HTTP|THREAD|THREADS)(_|$)/;
// Parameters of connection strings: pgx, Prisma, Npgsql, HikariCP, Active Record, SQLAlchemy.
const IN_ADDRESS =
  /[?&; ](?:pool_max_conns|connection_limit|max(?:imum)? ?pool ?size|pool|pool_size)=(\d+)(?=&|;|$|\s)/i;

/** The pool that a setting states, by its name or inside a connection string. */
function poolIn({ name, value, at }: Setting): Pool | undefined {
  if (value === undefined) return undefined;
  const key = name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll(/\W/g, '_')
    .toUpperCase();
  const isJava = /HIKARI|SPRING|JDBC|DATASOURCE/.test(key);
  const isNamed = (DATABASE.test(key) && LARGEST.some((pattern) => pattern.test(key))) || OWN.test(key);
  if (isNamed && !OTHERWISE.test(key)) {
    if (Unknown.is(value)) return { name, size: value, at, isPerProcess: !isJava };
    return /^[1-9]\d*$/.test(value) ? { name, size: Number(value), at, isPerProcess: !isJava } : undefined;
  }
  const inside = Unknown.is(value) ? undefined : IN_ADDRESS.exec(value)?.[1];
  return inside === undefined
    ? undefined
    : { name: `the pool in ${name}`, size: Number(inside), at, isPerProcess: true };
}

function distinct(pools: readonly Pool[]): readonly Pool[] {
  return [...new Map(pools.map((pool) => [pool.name, pool])).values()];
}

// Programs that start several processes, each with a pool of its own: Puma and Gunicorn read the first.
const PROCESSES: ReadonlySet<string> = new Set(['WEB_CONCURRENCY', 'GUNICORN_WORKERS', 'UVICORN_WORKERS']);

function processesIn(settings: readonly Setting[]): Term | undefined {
  for (const { name, value, at } of settings) {
    if (!PROCESSES.has(name) || value === undefined) continue;
    if (Unknown.is(value)) return { says: name, value, unit: 'processes', at };
    const count = Number(value);
    if (Number.isInteger(count) && count > 1) return { says: name, value: count, unit: 'processes', at };
  }
  return undefined;
}

/** The setting that names the store: `ORDERS_DB_HOST`. */
function nameOfHost({ evidence }: Dependency, settings: readonly Setting[]): string | undefined {
  for (const { at } of evidence) {
    const setting = at && settings.find((one) => isSame(one.at, at));
    if (setting) return setting.name;
  }
  return undefined;
}

function isSame(a: Location, b: Location): boolean {
  return a.resource === b.resource && a.path.join('\u0000') === b.path.join('\u0000');
}

/** Of several pools those that share the most first words with the setting of the host. */
function sharingName(pools: readonly Pool[], host: string | undefined): readonly Pool[] {
  if (host === undefined) return [];
  const shared = pools.map((pool) => ({ pool, words: sharedWords(pool.name, host) }));
  const most = Math.max(0, ...shared.map(({ words }) => words));
  return most === 0 ? [] : shared.filter(({ words }) => words === most).map(({ pool }) => pool);
}

function sharedWords(a: string, b: string): number {
  const [own, other] = [a, b].map((text) => text.toUpperCase().split(/\W|_/));
  let count = 0;
  while (own?.[count] !== undefined && own[count] === other?.[count]) count += 1;
  return count;
}

function none(because: Unknown): PoolSize {
  return { value: because, terms: [] };
}

function noSetting({ name }: Component, hasOthers: boolean): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: hasOthers
      ? `${name} uses several databases, and no setting says how many connections it opens to this one`
      : `how many connections a copy of ${name} opens is in none of its settings`,
    settledBy: `the size of the connection pool as a setting of ${name}, for example DB_POOL`,
  });
}

function ambiguous({ name }: Component, pools: readonly Pool[]): Unknown {
  const names = pools.map((pool) => pool.name).join(' and ');
  return new Unknown({
    reason: 'rule-question',
    detail: `${names} of ${name} may both be the pool of this database`,
    settledBy: `one setting of ${name} for each of its databases`,
  });
}
