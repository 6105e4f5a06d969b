/** A credential that is recognised by how it is written. */
export interface FormatMatch {
  readonly kind: string;
  /** Offset in the text. */
  readonly start: number;
  readonly text: string;
}

// Prefixes and lengths as the issuers document them; each is long enough not to occur by chance.
const FORMATS: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  { kind: 'aws-access-key', pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g },
  {
    kind: 'private-key',
    pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[A-Za-z0-9+/=\s\\:,-]{60,}?-----END/g,
  },
  // https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
  { kind: 'github-token', pattern: /\bgh[pousr]_[A-Za-z0-9]{36,255}\b|\bgithub_pat_[A-Za-z0-9_]{82}\b/g },
  // https://docs.gitlab.com/security/tokens/#token-prefixes
  { kind: 'gitlab-token', pattern: /\bglpat-[A-Za-z0-9_-]{20,}\b/g },
  // https://docs.slack.dev/authentication/tokens
  { kind: 'slack-token', pattern: /\bxox[abprs]-[0-9]{8,}-[A-Za-z0-9-]{16,}\b/g },
  {
    kind: 'slack-webhook',
    pattern: /https:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]{7,}\/B[A-Z0-9]{7,}\/[A-Za-z0-9]{20,}/g,
  },
  // https://docs.stripe.com/keys
  { kind: 'stripe-key', pattern: /\b[rs]k_live_[A-Za-z0-9]{24,}\b/g },
  // https://cloud.google.com/docs/authentication/api-keys
  { kind: 'google-api-key', pattern: /\bAIza[A-Za-z0-9_-]{35}\b/g },
  { kind: 'sendgrid-key', pattern: /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b/g },
  // https://docs.npmjs.com/about-access-tokens
  { kind: 'npm-token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  // https://learn.microsoft.com/en-us/azure/storage/common/storage-configure-connection-string
  { kind: 'azure-storage-key', pattern: /\bAccountKey=[A-Za-z0-9+/]{86}==/g },
  // https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes
  { kind: 'vault-token', pattern: /\bhv[sb]\.[A-Za-z0-9_-]{24,}/g },
  { kind: 'terraform-token', pattern: /\b[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,}/g },
];

// What every text with one of the formats holds: one look in the place of thirteen at each text of a tree.
const MAY_MATCH = new RegExp(
  [
    'A[KS]IA|PRIVATE KEY|gh[pousr]_|github_pat_|glpat-|xox|hooks\\.slack|k_live_|AIza',
    'SG\\.|npm_|AccountKey=|hv[sb]\\.|\\.atlasv1\\.',
  ].join('|'),
);

/**
 * Every credential in a text that its format gives away; documented samples and placeholders are left out.
 */
export function formatMatches(text: string): readonly FormatMatch[] {
  const found: FormatMatch[] = [];
  if (!MAY_MATCH.test(text)) return found;
  for (const { kind, pattern } of FORMATS) {
    for (const match of text.matchAll(pattern)) {
      const [whole] = match;
      if (!isPlaceholder(whole) && new Set(whole).size >= 10) {
        found.push({ kind, start: match.index, text: whole });
      }
    }
  }
  return found;
}

// The user part of an address: scheme://user:password@host.
const ADDRESS = /\b[a-z][a-z0-9+.-]{2,}:\/\/[^\s:@/'"<>${}]*:([^\s@/'"<>${}]{3,})@[A-Za-z0-9[]/g;

/** Passwords inside addresses: `postgres://orders:…@db`. */
export function passwordsInAddresses(text: string): readonly FormatMatch[] {
  if (!text.includes('://') || !text.includes('@')) return [];
  return [...text.matchAll(ADDRESS)]
    .map((match) => ({ kind: 'address-with-password', start: match.index, text: match[1] ?? '' }))
    .filter(
      (match) =>
        !isPlaceholder(match.text) && !/^(password|pass|pwd|secret|token|\*+|x+|port)$/i.test(match.text),
    );
}

const SAYS_SO =
  /example|change.?me|placeholder|dummy|populate|replace|redacted|your[-_ ]|todo|tbd|not.?a.?real|fake/i;
const FILLED = /<[^>]*>|x{6,}|\*{3,}|\.{3,}|0{8,}/i;
const NOTHING = /(?:^|[^a-z])(?:none|null|unset|unused|empty|n\/a)(?:$|[^a-z])/i;

/** True for texts that say of themselves that they are no credential. */
export function isPlaceholder(text: string): boolean {
  return SAYS_SO.test(text) || FILLED.test(text) || NOTHING.test(text);
}

/** Bits per character by the frequencies inside the text (Shannon). */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/**
 * True for long texts that nobody types: several kinds of characters, no words, no address, no path, no name.
 */
export function looksRandom(text: string): boolean {
  if (text.length < 16 || /\s/.test(text) || isPlaceholder(text) || isAddressLike(text)) return false;
  const isHex = /^[0-9a-f]{32,}$/i.test(text) && /[0-9]/.test(text) && /[a-f]/i.test(text);
  if (isHex) return entropyOf(text) >= 3;
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/].filter((kind) => kind.test(text)).length;
  // Digits among letters: what separates a key from words joined by capitals.
  const changes = text.match(/[A-Za-z][0-9]|[0-9][A-Za-z]/g)?.length ?? 0;
  return kinds === 3 && changes >= 3 && entropyOf(text) >= 3.5;
}

/** Names, addresses and identifiers that credentials are mistaken for. */
export function isAddressLike(text: string): boolean {
  return (
    /^(arn:|https?:\/\/|s3:\/\/|gs:\/\/|projects\/|\/|\.{1,2}\/|~\/)/.test(text) ||
    /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text) ||
    /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/.*)?$/i.test(text) ||
    /^[a-z]+-[0-9a-f]{8,17}$/.test(text)
  );
}

// Short or usual: what anybody would try first.
const USUAL = /pass|secret|admin|root|welcome|qwerty|letmein|changeme|default|test|1234|guest|token/i;

/** True when the credential could be guessed: short, usual, or of few different characters. */
export function isGuessable(text: string): boolean {
  return text.length < 12 || USUAL.test(text) || entropyOf(text) < 3;
}
