import type { WeakClient } from '../../../core/facts/clients.ts';
import type { Setting } from '../../../core/facts/settings.ts';

/** A switch that gives something up. */
export interface Switch {
  readonly says: string;
  readonly gives: WeakClient['gives'];
  /**
   * Where its other end stands: in the same text, in settings that begin with the same words, in all calls of
   * the process, or in other words of the same command.
   */
  readonly end: 'text' | 'siblings' | 'process' | 'command';
  /** The words in front of the switch: `orders db` of `ORDERS_DB_SSLMODE`. */
  readonly stem: readonly string[];
}

type InText = readonly [pattern: RegExp, gives: WeakClient['gives']];

// Parts of connection strings, of the drivers' own documentation:
// https://www.postgresql.org/docs/current/libpq-ssl.html
// https://dev.mysql.com/doc/connector-j/en/connector-j-connp-props-security.html
// https://github.com/go-sql-driver/mysql#tls
// https://www.mongodb.com/docs/manual/reference/connection-string-options/
// https://learn.microsoft.com/sql/connect/ado-net/connection-string-syntax
const IN_TEXT: readonly InText[] = [
  [/\b(sslmode=(?:disable|DISABLED|disabled))\b/, 'encryption'],
  [/[?&;]((?:tls|ssl|useSSL|encrypt|requireSSL)=(?:false|0|no))(?=$|[&;\s"'])/i, 'encryption'],
  [/[?&;](tls=skip-verify)\b/i, 'check'],
  [/[?&;]((?:tlsInsecure|(?:tls|ssl)AllowInvalid\w+|trustServerCertificate)=(?:true|yes|1))\b/i, 'check'],
  [/[?&;]((?:sslValidate|verifyServerCertificate|ssl_verify|verify_ssl)=(?:false|0|no))\b/i, 'check'],
  [/[?&;](ssl_cert_reqs=(?:none|CERT_NONE))\b/i, 'check'],
];

/** Switches of a whole process. https://nodejs.org/api/cli.html, https://peps.python.org/pep-0493/ */
const OF_PROCESS: ReadonlyMap<string, RegExp> = new Map([
  ['NODE_TLS_REJECT_UNAUTHORIZED', /^0$/],
  ['PYTHONHTTPSVERIFY', /^0$/],
  ['GIT_SSL_NO_VERIFY', /^(?:true|1)$/i],
]);

const OFF = /^(?:false|0|no|off|disabled?|none|never)$/i;
const ON = /^(?:true|1|yes|on)$/i;

interface ByName {
  readonly words: readonly string[];
  readonly value: RegExp;
  readonly gives: WeakClient['gives'];
}

/** The last words of a setting's name. */
const BY_NAME: readonly ByName[] = [
  ...[
    'sslmode',
    'ssl mode',
    'ssl',
    'tls',
    'ssl enabled',
    'tls enabled',
    'use ssl',
    'use tls',
    'enable ssl',
  ].map((words): ByName => ({ words: words.split(' '), value: OFF, gives: 'encryption' })),
  ...['enable tls', 'ssl enable', 'tls enable', 'require ssl', 'require tls'].map((words): ByName => ({
    words: words.split(' '),
    value: OFF,
    gives: 'encryption',
  })),
  ...[
    'ssl verify',
    'tls verify',
    'verify ssl',
    'verify tls',
    'verify certs',
    'ssl verification',
    'reject unauthorized',
  ].map((words): ByName => ({ words: words.split(' '), value: OFF, gives: 'check' })),
  ...[
    'insecure skip verify',
    'insecureskipverify',
    'tls skip verify',
    'skip tls verify',
    'skip ssl verify',
    'ssl no verify',
    'insecure skip tls verify',
    'allow invalid certificates',
    'trust server certificate',
    'insecure tls',
  ].map((words): ByName => ({ words: words.split(' '), value: ON, gives: 'check' })),
];

/** Whether a setting gives up encryption, or the check of the server. */
export function switchOf(
  { name, passed }: Setting,
  value: string,
  words: readonly string[],
): Switch | undefined {
  for (const [pattern, gives] of IN_TEXT) {
    const says = pattern.exec(value)?.[1];
    if (says !== undefined) return { says, gives, end: 'text', stem: [] };
  }
  const process = OF_PROCESS.get(name);
  if (process?.test(value) === true) {
    return { says: `${name} = ${value}`, gives: 'check', end: 'process', stem: [] };
  }
  if (name === 'PGSSLMODE' && value === 'disable') {
    return { says: 'PGSSLMODE = disable', gives: 'encryption', end: 'siblings', stem: ['pg'] };
  }
  const found = BY_NAME.find((one) => endsWith(words, one.words) && isSet(one, value, passed));
  if (!found) return undefined;
  const stem = words.slice(0, words.length - found.words.length);
  const says = value === '' ? `--${name}` : `${name} = ${value}`;
  return { says, gives: found.gives, end: passed === 'argument' ? 'command' : 'siblings', stem };
}

function endsWith(words: readonly string[], last: readonly string[]): boolean {
  return last.every((word, index) => words.at(index - last.length) === word);
}

/** A flag without a value is on. */
function isSet(one: ByName, value: string, passed: Setting['passed']): boolean {
  return one.value.test(value) || (passed === 'argument' && value === '' && one.value === ON);
}
