// Names of switches by the value that protects. Words are those that providers and teams use; what is not
// here is never called weaker, only asked about.
const STRONG_WHEN_TRUE = wholeWords(
  'encrypt\\w*',
  'kms',
  'waf',
  'tls',
  'ssl',
  'https_only',
  'mfa',
  'key_rotation',
  'block_public_\\w+',
  'restrict_public_\\w+',
  'ignore_public_acls',
);
const STRONG_WHEN_FALSE = wholeWords(
  'publicly_accessible',
  'public_access',
  'public_network_access',
  'associate_public_ip_address',
  'insecure',
  'anonymous',
);
const GUARD_WHEN_TRUE = wholeWords(
  '(deletion|termination|delete|purge)_protection',
  'prevent_destroy',
  'backups?',
  'versioning',
  'point_in_time_recovery',
);
const GUARD_WHEN_FALSE = wholeWords('skip_final_snapshot', 'force_destroy', 'force_delete');
const NEGATED = wholeWords('disable', 'disabled', 'skip', 'no', 'without', 'allow', 'ignore');
const ABOUT_SECURITY = wholeWords(
  'security',
  'auth\\w*',
  'protect\\w*',
  'guard\\w*',
  'firewall',
  'public',
  'private',
  'audit\\w*',
  'restrict\\w*',
);
const NAMING = /(^|_)(ids?|arns?|names?|path|url|version|mode|class|size|count|days|period|window|prefix)$/;

function wholeWords(...words: readonly string[]): RegExp {
  return new RegExp(`(^|_)(${words.join('|')})(_|$)`);
}

/**
 * What a switch's name promises: the value that protects, and whether losing it would be noticed in a
 * rehearsal.
 */
export interface SwitchMeaning {
  /** Undefined: about security, and which value is the weaker one the name does not tell. */
  readonly strong: boolean | undefined;
  /** `guard`: only matters on the day something goes wrong, so that staging may do without. */
  readonly kind: 'security' | 'guard';
}

// Names that providers give to arguments: what they mean is documented, so they prove more than a word in a
// name.
const DOCUMENTED: ReadonlySet<string> = new Set([
  'deletion_protection',
  'enable_deletion_protection',
  'deletion_protection_enabled',
  'termination_protection',
  'skip_final_snapshot',
  'force_destroy',
  'storage_encrypted',
  'encrypted',
  'encryption_at_rest',
  'publicly_accessible',
  'associate_public_ip_address',
  'block_public_acls',
  'block_public_policy',
  'ignore_public_acls',
  'restrict_public_buckets',
  'enable_key_rotation',
  'transit_encryption_enabled',
  'at_rest_encryption_enabled',
  'purge_protection_enabled',
  'point_in_time_recovery',
]);

/** True for the name of a documented argument; any other name may ask, and proves nothing. */
export function isDocumentedSwitch(name: string): boolean {
  return DOCUMENTED.has(name.toLowerCase().replace(/-/g, '_'));
}

/** The meaning of a boolean by its name; undefined when the name promises nothing. */
export function meaningOfSwitch(name: string): SwitchMeaning | undefined {
  const word = name.toLowerCase().replace(/-/g, '_');
  if (NAMING.test(word)) return undefined;
  if (GUARD_WHEN_FALSE.test(word)) return { strong: false, kind: 'guard' };
  const negated = NEGATED.test(word);
  if (STRONG_WHEN_FALSE.test(word)) {
    return { strong: negated && !/(^|_)allow(_|$)/.test(word), kind: 'security' };
  }
  if (GUARD_WHEN_TRUE.test(word)) return { strong: !negated, kind: 'guard' };
  if (STRONG_WHEN_TRUE.test(word)) {
    return { strong: negated ? /(^|_)ignore_public/.test(word) : true, kind: 'security' };
  }
  return ABOUT_SECURITY.test(word) ? { strong: undefined, kind: 'security' } : undefined;
}
