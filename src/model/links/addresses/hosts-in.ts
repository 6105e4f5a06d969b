/** A host that a text names. */
export interface NamedHost {
  /** In small letters, without the final dot. */
  readonly host: string;
  readonly scheme: string | undefined;
  /** What follows host and port: `/123456789012/orders`. */
  readonly path: string;
  /**
   * False for a word that may be something else (`com.shop.orders`, `orders`): it counts only where something
   * of the inputs answers to it.
   */
  readonly certain: boolean;
}

/**
 * The hosts of a text: of URLs, connection strings, lists, `host:port` and, where the name of the setting
 * says that it is an address, plain names.
 */
export function hostsIn(text: string, { isAddress }: { readonly isAddress: boolean }): readonly NamedHost[] {
  const found = new Map<string, NamedHost>();
  // A picture or a document written as a URL names nobody.
  if (/^\s*data:[\w.+/-]*[;,]/.test(text)) return [];
  const add = (written: string, rest: Omit<NamedHost, 'host'>): void => {
    const host = hostOf(written);
    if (host === undefined) return;
    const key = `${host}${rest.path}`;
    if (found.get(key)?.certain !== true) found.set(key, { host, ...rest });
  };
  addUrls(text, add);
  addConnectionParts(text, add);
  addPlain(text, isAddress, add);
  return [...found.values()];
}

type Add = (written: string, rest: Omit<NamedHost, 'host'>) => void;

// The longest line that is still taken for a list of addresses.
const LONGEST_LIST = 2_000;

const URL = /([a-z][a-z0-9+.-]{0,30}):\/{2,3}([^\s"'<>`\\\])}]+)/gi;

function addUrls(text: string, add: Add): void {
  if (!text.includes('://')) return;
  for (const [, scheme = '', rest = ''] of text.matchAll(URL)) {
    const end = rest.search(/[/?#;]/);
    const authority = end < 0 ? rest : rest.slice(0, end);
    const path = end < 0 ? '' : rest.slice(end).replace(/[?#].*$/s, '');
    const hosts = authority.slice(authority.lastIndexOf('@') + 1);
    for (const one of hosts.split(',')) {
      add(one, { scheme: scheme.toLowerCase(), path, certain: true });
    }
  }
}

// user:password@tcp(orders-db:3306)/orders
const GO_DSN = /@(?:tcp|tcp6)\(([^)\s]+)\)/g;
// jdbc:oracle:thin:@//orders-db:1521/ORDERS
const ORACLE = /:thin:(?:[^@\s]*)@(?:\/\/)?([a-z0-9_.-]+)[:/]/gi;
// host=orders-db port=5432; Server=tcp:orders.database.windows.net,1433;
const KEYS = 'host|hostaddr|hostname|server|data source|addr|address';
const PAIR = new RegExp(`(?:^|[;\\s&?'"])(?:${KEYS})\\s*=\\s*['"]?(?:tcp:)?([a-z0-9_.:-]+)`, 'gi');

function addConnectionParts(text: string, add: Add): void {
  for (const pattern of [GO_DSN, ORACLE, PAIR]) {
    if (pattern === PAIR && !text.includes('=')) continue;
    for (const [, host = ''] of text.matchAll(pattern)) {
      const isPlain = pattern === PAIR && !host.includes('.') && text.length > LONGEST_LIST;
      if (!isPlain) add(host, { scheme: undefined, path: '', certain: true });
    }
  }
}

const PLAIN = /^(?:dns:\/{0,3})?([a-z0-9_][a-z0-9_.-]*?)\.?(?::(\d{1,5}))?(\/[^\s:]*)?$/i;
// local:orders-cache.shop:6379, as lists of servers with names for people are written
const LABELLED = /^[a-z][a-z0-9_-]*:(?=[a-z0-9_-]+\.[a-z0-9_.-]+:\d)/i;

function addPlain(text: string, isAddress: boolean, add: Add): void {
  if (text.length > LONGEST_LIST || text.includes('://')) return;
  for (const item of text.split(/[\s,;]+/)) {
    const match = PLAIN.exec(isAddress ? item.replace(LABELLED, '') : item);
    if (!match) continue;
    const [, host = '', port, path = ''] = match;
    const isDotted = host.includes('.');
    if (path !== '' && !(isDotted && isAddress)) continue;
    if (!isDotted && port === undefined && !isAddress) continue;
    const certain = isAddress ? !NO_HOST.has(host.toLowerCase()) : isDotted && port !== undefined;
    add(host, { scheme: undefined, path, certain });
  }
}

// What a setting of an address says instead of one.
const NO_HOST: ReadonlySet<string> = new Set(
  'true false none null nil on off yes no default auto enabled disabled unix memory'.split(' '),
);

const LABEL = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const HOST = new RegExp(`^(${LABEL}(?:\\.${LABEL})*)\\.?(?::\\d{1,5})?$`);

function hostOf(written: string): string | undefined {
  const host = HOST.exec(written.toLowerCase())?.[1];
  if (host === undefined || host.length > 253 || /^[\d.]+$/.test(host)) return undefined;
  return host;
}

const ADDRESS_WORDS: ReadonlySet<string> = new Set([
  'host',
  'hosts',
  'hostname',
  'addr',
  'addrs',
  'address',
  'addresses',
  'endpoint',
  'endpoints',
  'url',
  'urls',
  'uri',
  'uris',
  'server',
  'servers',
  'service',
  'broker',
  'brokers',
  'upstream',
  'upstreams',
  'dsn',
  'bootstrap',
]);

/** What a name ends with that speaks of something about an address: `SERVICE_NAME`, `DB_SERVER_VERSION`. */
const NO_ADDRESS: ReadonlySet<string> = new Set(
  (
    'name names type version port ports path paths protocol scheme key id mode timeout enabled region ' +
    'environment env provider user username password prefix suffix count size limit level format ' +
    'class method pattern replacement regex template'
  ).split(' '),
);
const HOSTS_ONLY: ReadonlySet<string> = new Set(['host', 'domain']);

/** Whether the name of a setting says that its value is an address. */
export function soundsLikeAddress(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  const isOther = NO_ADDRESS.has(last) && !HOSTS_ONLY.has(words.at(-2) ?? '');
  return !isOther && words.some((word) => ADDRESS_WORDS.has(word));
}

/** The words of a name: `ordersDbHost`, `ORDERS_DB_HOST` and `orders.db.host` are three each. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
