import type { Container, Image } from '../../../../core/facts/container.ts';
import type { RecognisedStore } from '../../../../core/facts/workload.ts';
import { Unknown } from '../../../../core/value.ts';
import type { Value } from '../../../../core/value.ts';
import { imageName } from '../known-images.ts';
import type { StoreImage } from './products.ts';
import { storeByImage } from './products.ts';

/**
 * The database, cache, broker or search engine that a pod runs, by the exact name of an image; undefined
 * where none is known. Options that make it a client or a proxy of another one count as well.
 */
export function recogniseStore(containers: readonly Container[]): RecognisedStore | undefined {
  for (const container of containers) {
    const { image, role } = container;
    if (!image || role !== 'main' || typeof image.repository !== 'string') continue;
    const known = storeByImage.get(imageName(image.repository));
    if (!known || isClient(container, known)) continue;
    const { product, directories } = known.product === 'InfluxDB' && majorOf(image) === 1 ? INFLUX_1 : known;
    return {
      product,
      role: known.role,
      dataDirectories: movedDirectories(container, { ...known, directories }, image),
      recognisedBy: `image ${Unknown.is(image.text.value) ? image.repository : image.text.value}`,
      container: container.name,
      at: image.text.at[0] ?? container.at,
    };
  }
  return undefined;
}

const INFLUX_1: Pick<StoreImage, 'product' | 'directories'> = {
  product: 'InfluxDB',
  directories: ['/var/lib/influxdb'],
};

// Programs in the same images that only talk to a server, or watch one.
const CLIENTS: ReadonlySet<string> = new Set(
  (
    'psql pg_dump pg_dumpall pg_restore pg_isready mysql mysqldump mongo mongosh mongodump redis-cli ' +
    'redis-sentinel valkey-cli etcdctl clickhouse-client cqlsh sleep tail'
  ).split(' '),
);

function isClient({ command, arguments: rest }: Container, { product }: StoreImage): boolean {
  const [first] = words(command);
  const isShell = first !== undefined && /^(?:.*\/)?(?:ba|a|da)?sh$/.test(first);
  if (isShell) return product !== 'Kafka' && startsClient(words(command).concat(words(rest)));
  const [argument] = words(rest);
  const program = first ?? argument;
  const name = program?.startsWith('-') === true ? undefined : program?.split('/').at(-1);
  return name !== undefined && (CLIENTS.has(name) || /^kafka-(?!server-start)/.test(name));
}

/** A script that never starts the server: it runs a client and ends. */
function startsClient(all: readonly string[]): boolean {
  const script = all
    .slice(1)
    .filter((word) => !word.startsWith('-'))
    .join('\n');
  const isServer = /\b(?:redis-server|valkey-server|postgres|mysqld|mongod|docker-entrypoint|etcd)\b/.test(
    script,
  );
  const isClientScript = /\b(?:psql|pg_dump\w*|mysql|mysqldump|mongosh?|redis-cli|etcdctl|cqlsh)\b/.test(
    script,
  );
  return isClientScript && !isServer;
}

/** The directories after the settings that move them. */
function movedDirectories(container: Container, known: StoreImage, image: Image): Value<readonly string[]> {
  for (const name of known.variables) {
    const variable = container.environment.find((one) => one.name === name);
    if (!variable) continue;
    if (variable.value === undefined) return movedElsewhere(known, `${name} comes from elsewhere`);
    return Unknown.is(variable.value) ? variable.value : pathsOf(variable.value);
  }
  if (Unknown.is(container.command)) return container.command;
  if (Unknown.is(container.arguments)) return container.arguments;
  const option = optionValue(container, known.options);
  if (option !== undefined) return Unknown.is(option) ? option : pathsOf(option);
  if (known.product === 'PostgreSQL' && known.directories[0] === '/var/lib/postgresql/data') {
    return postgresDirectories(known, image);
  }
  if (known.directories.length > 0 || KEEPS_NOTHING.has(known.product)) return known.directories;
  if (known.product === 'NATS') return natsDirectories(container, known);
  return movedElsewhere(known, 'no setting in the manifest names its directory');
}

const KEEPS_NOTHING: ReadonlySet<string> = new Set(['Memcached', 'DynamoDB Local', 'Jaeger', 'Zipkin']);

// Since version 18 the official image keeps data below a directory of the version.
// https://hub.docker.com/_/postgres (PGDATA), 2026-11.
function postgresDirectories(known: StoreImage, image: Image): Value<readonly string[]> {
  const major = majorOf(image);
  if (imageName(typeof image.repository === 'string' ? image.repository : '') !== 'postgres') {
    return known.directories;
  }
  if (major === undefined) return movedElsewhere(known, 'the tag does not say which major version it is');
  return major >= 18 ? [`/var/lib/postgresql/${major}/docker`] : known.directories;
}

function natsDirectories(container: Container, known: StoreImage): Value<readonly string[]> {
  const all = [...words(container.command), ...words(container.arguments)];
  if (all.some((word) => /^--?(?:js|jetstream)$/.test(word))) return ['/tmp/nats/jetstream'];
  if (all.some((word) => /^(?:-c|--config)(?:=|$)/.test(word))) {
    return movedElsewhere(known, 'its configuration file decides whether it keeps anything');
  }
  return [];
}

function majorOf({ tag }: Image): number | undefined {
  const digits = typeof tag === 'string' ? /^v?(\d+)(?=[.-]|$)/.exec(tag)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

/** The value behind an option: `--dir /data`, `--dir=/data`, or after the words of a MinIO server. */
function optionValue(container: Container, options: readonly string[]): Value<string> | undefined {
  for (const list of [container.command, container.arguments]) {
    if (list === undefined || Unknown.is(list)) continue;
    const all = list.flatMap((word): readonly Value<string>[] =>
      Unknown.is(word) ? [word] : word.split(/\s+/),
    );
    for (const [index, word] of all.entries()) {
      if (typeof word !== 'string') continue;
      const option = options.find((one) => word === one || word.startsWith(`${one}=`));
      if (option === undefined) continue;
      if (word !== option) return word.slice(option.length + 1);
      const value = all.slice(index + 1).find((one) => Unknown.is(one) || !one.startsWith('-'));
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

function words(list: Container['command']): readonly string[] {
  if (list === undefined || Unknown.is(list)) return [];
  return list.filter((word) => typeof word === 'string');
}

/** Directories of a list with commas; a reference to another variable cannot be followed. */
function pathsOf(text: string): Value<readonly string[]> {
  const paths = text
    .split(',')
    .map((path) => path.trim().replace(/^path=/, ''))
    .filter((path) => path.startsWith('/'))
    .map((path) => path.replace(/\/+$/, '') || '/');
  if (paths.length > 0 && !text.includes('$')) return paths;
  const detail = `the directory is written as ${text.slice(0, 60)}`;
  return new Unknown({ reason: 'evaluation-error', detail, settledBy: 'an absolute path' });
}

function movedElsewhere({ product }: StoreImage, why: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `where ${product} keeps its data is not known: ${why}`,
    settledBy: 'the setting that names its data directory, in the manifest',
  });
}
