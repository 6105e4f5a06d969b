import type { SecretKey } from '../../core/facts/traffic.ts';

/** What a value of a Secret looks like, decided without keeping it. */
export function secretLook(name: string, text: string): SecretKey['looksLike'] {
  const value = text.trim();
  if (value === '') return 'empty';
  if (PLACEHOLDERS.some((pattern) => pattern.test(value))) return 'placeholder';
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value)) return 'private-key';
  if (/^-----BEGIN (TRUSTED )?CERTIFICATE-----/.test(value) || PUBLIC_KEY.test(value)) return 'certificate';
  return isSetting(name, value) ? 'setting' : 'value';
}

const PUBLIC_KEY = /^(-----BEGIN ([A-Z]+ )?PUBLIC KEY-----|(ssh-(rsa|ed25519|dss)|ecdsa-sha2-nistp\d+) )/;

// Words that stand for a value that somebody else fills in: templates, vault plug-ins, substitutions.
const PLACEHOLDERS: readonly RegExp[] = [
  /^<[^<>]*>$/,
  /^\$\{[^{}]*\}$|^\$\([^()]*\)$|^\$[A-Z_][A-Z0-9_]*$/,
  /^\{\{.*\}\}$|^%[A-Z_]+%$|^__[A-Za-z_]+__$|^@[A-Z_]+@$/,
  /^(vault:|ref\+|op:\/\/|secretref|projects\/[^/]+\/secrets\/|arn:aws:secretsmanager:|ENC\[)/,
  /^(x{3,}|\*{3,}|\.{3,}|-{3,}|_{3,})$/i,
  /^["'<[{(]?(change[-_ ]?(me|this|it)|replace[-_ ]?(me|this|with|it)?)/i,
  /^["'<[{(]?(placeholder|your[-_ ]|todo|tbd|fixme)/i,
  /^["'<[{(]?(insert|put|enter|fill|add)[-_ ](your|the|me|here|in|a)?/i,
  /^(dummy|fake|example|sample|none|null|unused|redacted|not[-_ ]?set|n\/a|test)$/i,
  /^(base64|b64)[-_ ](encoded|of)/i,
];

// Keys that tell where something is and how it is called, not how to get in.
const SETTING_KEYS: ReadonlySet<string> = new Set([
  ...['address', 'bucket', 'database', 'dbname', 'email', 'endpoint', 'env', 'environment', 'host'],
  ...['hostname', 'loglevel', 'name', 'namespace', 'path', 'port', 'project', 'protocol', 'region'],
  ...['server', 'sslmode', 'tls', 'type', 'url', 'user', 'username'],
]);

/** A plain setting that somebody keeps in a Secret: an address, a name, a switch. */
function isSetting(name: string, value: string): boolean {
  if (/^(true|false)$/i.test(value)) return true;
  const word = lastWord(name).toLowerCase().replace(/[-_]/g, '');
  const isNamedSo = SETTING_KEYS.has(word) || /^(enable|insecure)/.test(word);
  if (!isNamedSo || value.includes('\n') || value.length > 200) return false;
  // An address with a password in front of the host is a credential.
  return !/:\/\/[^/\s:@]*:[^/\s@]+@/.test(value);
}

/** `POSTGRES_HOST` and `postgres-host` end in the word that says what it is. */
function lastWord(name: string): string {
  const [word = name] = /(db[-_]?name|ssl[-_]?mode|log[-_]?level|[^-_.]+)$/i.exec(name) ?? [];
  return word;
}

// A longer text is no credential that somebody typed; only its head decides what it looks like.
const MAX_DECODED = 20_000;

/** The text behind base64, undefined when it is not base64 of a text. */
export function decodeBase64(text: string): string | undefined {
  const compact = text.replace(/[\r\n]+/g, '').trim();
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
  return Buffer.from(compact.slice(0, MAX_DECODED), 'base64').toString('utf8');
}
