import type { ConnectionLimit } from '../../../core/facts/capacity.ts';
import type { Location } from '../../../core/location.ts';
import { lookup } from '../../../core/lookup.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';

/** What decides the number of connections of a server. */
export interface Server {
  readonly engine: string;
  /** Memory that the class of the machine promises, in bytes. */
  readonly memoryBytes: Value<number> | undefined;
  /** The class or its attribute, where nobody wrote the parameter. */
  readonly at: Location;
}

/** The written parameter. */
export interface Written {
  readonly value: Value<string>;
  readonly at: Location;
}

const LIMITS = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html';
const AURORA_MYSQL =
  'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Performance.html';
const AZURE = 'https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-limits';

interface Formula {
  /** As the documentation writes it. */
  readonly text: string;
  readonly of: (memoryBytes: number) => number;
  readonly source: string;
  /** The part of the class's memory that the formula sees at the least. */
  readonly seen: (memoryBytes: number) => number;
}

const GIB = 2 ** 30;

// DBInstanceClassMemory is what the system leaves of the memory, and nobody publishes how much that is. The
// documented results (Aurora PostgreSQL: 402 at 4 GiB, 1600 at 16) are 0.86 to 0.94 of those of the whole
// memory; small machines give up more.
const ofWhole = (memoryBytes: number): number => (memoryBytes < 2 * GIB ? 0.7 : 0.85);
// Documented: 90 at 4 GiB, where the whole memory would give 108.
const ofAuroraMysql = (): number => 0.74;

const postgres: Formula = {
  text: 'LEAST(memory / 9531392, 5000)',
  of: (memory) => Math.min(memory / 9_531_392, 5000),
  source: LIMITS,
  seen: ofWhole,
};
const mysql: Formula = {
  text: 'memory / 12582880, at most 16000',
  of: (memory) => Math.min(memory / 12_582_880, 16_000),
  source: LIMITS,
  seen: ofWhole,
};
const auroraMysql: Formula = {
  text: 'GREATEST(log2(memory / 805306368) * 45, log2(memory / 8187281408) * 1000)',
  of: (memory) =>
    Math.min(
      Math.max(Math.log2(memory / 805_306_368) * 45, Math.log2(memory / 8_187_281_408) * 1000),
      16_000,
    ),
  source: AURORA_MYSQL,
  seen: ofAuroraMysql,
};

const AWS: { readonly [engine: string]: Formula } = {
  postgres,
  'aurora-postgresql': postgres,
  mysql,
  'aurora-mysql': auroraMysql,
};

/** What RDS accepts: the written number or formula, else the default of the engine. */
export function limitOfRds(server: Server, written: Written | undefined): ConnectionLimit | undefined {
  const formula = lookup(AWS, server.engine);
  if (!written) return formula && fromMemory(server, formula, { at: server.at });
  if (Unknown.is(written.value)) return open(written.value, written.at);
  const parts = /^(LEAST\()?\{?DBInstanceClassMemory\/(\d+)\}?(?:,(\d+)\))?$/i.exec(
    written.value.replaceAll(' ', ''),
  );
  if (!parts) return limitWritten(server.engine, written);
  const [, , divisor = '', cap] = parts;
  const own: Formula = {
    text: written.value,
    of: (memory) => Math.min(memory / Number(divisor), cap === undefined ? Infinity : Number(cap)),
    source: LIMITS,
    seen: ofWhole,
  };
  return fromMemory(server, own, { at: written.at });
}

/** The default of Azure: a connection for each 10 MB, except on the smallest server. */
export function limitOfAzure(server: Server, written: Written | undefined): ConnectionLimit | undefined {
  if (server.engine !== 'postgres') return undefined;
  if (written) return Unknown.is(written.value) ? open(written.value, written.at) : azureWritten(written);
  const ofServer: Formula = {
    text: 'memory / 10000000, at most 5000 (50 at 2 GiB)',
    of: (memory) => (memory <= 2 * GIB ? 50 : Math.min(Math.round(memory / 10_000_000), 5000)),
    source: AZURE,
    seen: () => 1,
  };
  return fromMemory(server, ofServer, { at: server.at, reserved: AZURE_RESERVED });
}

// Kept for replication and monitoring: the page of the limits.
const AZURE_RESERVED = 15;

function azureWritten(written: Written): ConnectionLimit {
  return limitWritten('postgres', written, AZURE_RESERVED);
}

/** A written number, less what the engine keeps for administrators. */
export function limitWritten(
  engine: string,
  { value, at }: Written,
  reserved = reservedOf(engine),
): ConnectionLimit {
  const number = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : undefined;
  if (Unknown.is(value)) return open(value, at);
  if (number === undefined) return open(noNumber(value), at);
  const count = Math.max(number - reserved, 0);
  const says = `max_connections = ${number}${kept(reserved)}`;
  return { atLeast: count, atMost: count, says, at, source: undefined };
}

// superuser_reserved_connections is 3 by default.
// https://www.postgresql.org/docs/current/runtime-config-connection.html
function reservedOf(engine: string): number {
  return engine.includes('postgres') ? 3 : 0;
}

function kept(reserved: number): string {
  return reserved === 0 ? '' : `, of which ${reserved} are kept for administrators`;
}

function fromMemory(
  { engine, memoryBytes }: Server,
  { text, of, source, seen }: Formula,
  { at, reserved = reservedOf(engine) }: { readonly at: Location; readonly reserved?: number },
): ConnectionLimit {
  if (memoryBytes === undefined) return open(noMemory, at);
  if (Unknown.is(memoryBytes)) return open(memoryBytes, at);
  const after = (memory: number): number => Math.max(Math.floor(of(memory)) - reserved, 0);
  const gib = Number((memoryBytes / GIB).toFixed(2));
  return {
    atLeast: after(memoryBytes * seen(memoryBytes)),
    atMost: after(memoryBytes),
    says: `${text} of ${gib} GiB${kept(reserved)}`,
    at,
    source,
  };
}

function open(because: Unknown, at: Location): ConnectionLimit {
  return { atLeast: because, atMost: because, says: 'max_connections', at, source: undefined };
}

const noMemory = new Unknown({
  reason: 'not-in-inputs',
  detail: 'the class of the database is not written, so nothing says how much memory it has',
  settledBy: 'the class of the instance, or max_connections in its parameters',
});

function noNumber(text: string): Unknown {
  return new Unknown({
    reason: 'evaluation-error',
    detail: `max_connections is ${text}, which is no number`,
    settledBy: 'a number for max_connections',
  });
}
