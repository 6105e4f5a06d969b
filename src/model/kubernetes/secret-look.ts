import type { SecretKey } from '../../core/facts/traffic.ts';

/** What a value of a Secret looks like, decided without keeping it. */
export function secretLook(name: string, text: string): SecretKey['looksLike'] {
  const value = text.trim();
  if (value === '') return 'empty';
  // `CLIENT_SECRET: SECRET` says what belongs there.
  if (/^[A-Z_]{4,}$/.test(value) && name.toUpperCase().includes(value)) return 'placeholder';
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
  /^(dummy|fake|not[-_ ]?a[-_ ]?real)[-_ ]/i,
  /^(base64|b64)[-_ ](encoded|of)/i,
];

// Keys that tell where something is and how it is called, not how to get in.
const SETTING_KEYS: ReadonlySet<string> = new Set(
  (
    'address bucket database db dbname email endpoint env environment host hostname loglevel name ' +
    'namespace path port project protocol region server sslmode tls type url user username'
  ).split(' '),
);

/** A plain setting that somebody keeps in a Secret: an address, a name, a switch, a file of settings. */
function isSetting(name: string, value: string): boolean {
  if (/^(true|false)$/i.test(value)) return true;
  const word = lastWord(name).toLowerCase().replace(/[-_]/g, '');
  if (word === 'id' && IDENTIFIER.test(value)) return true;
  if (value.includes('\n')) return isSettingsFile(name, value);
  const isNamedSo = SETTING_KEYS.has(word) || /^(enable|insecure)/.test(word);
  if (!isNamedSo || value.length > 200) return false;
  // An address with a password in front of the host is a credential.
  return !/:\/\/[^/\s:@]*:[^/\s@]+@/.test(value);
}

// The number of a tenant, a subscription, an application: it names somebody and lets nobody in.
const IDENTIFIER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

// Words that stand before a credential, and an address with a password in it.
const SECRET_WORDS = new RegExp(
  [
    'pass|pwd|secret|token|credential|bearer|auth|private|webhook',
    '[-_ ](key|sas)\\b|sig=',
    '://[^\\s:@/]*:[^\\s@]+@',
  ].join('|'),
  'i',
);
// A text that was drawn, not typed: letters of both kinds and digits, without a word between them.
const DRAWN = /(?=\S*[0-9])(?=\S*[A-Z])(?=\S*[a-z])[A-Za-z0-9+/_=]{24,}/;

/** A file of settings in which nothing looks like a credential: targets to watch, rules, levels. */
function isSettingsFile(name: string, value: string): boolean {
  if (!/\.(ya?ml|conf|cfg|toml|ini)$/i.test(name)) return false;
  const text = value.replace(/(^|\s)#.*$/gm, '');
  return !SECRET_WORDS.test(text) && !DRAWN.test(text);
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
