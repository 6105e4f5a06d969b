import { isAddressLike } from './secret-formats.ts';

const WORDS = /(^|[_.\- ])(password|passwd|passphrase|pwd|secret|token|credentials?|password_wo)[0-9]*$/i;
const KEYS = /(^|[_.\- ])(api|private|secret|access|auth|encryption|signing|preshared)[_-]?key[0-9]*$/i;

/** True when a name ends in a word for a credential: `db_password`, `GITHUB_TOKEN`, `clientSecret`. */
export function namesCredential(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  // Says which sort of identity an Azure program connects with: `AzureWebJobsStorage__credential`.
  if (name.endsWith('__credential')) return false;
  return WORDS.test(words) || KEYS.test(words) || /secret_string$/i.test(words);
}

// Arguments whose value is used as a credential, in any provider, whatever stands in it.
const EFFECTIVE: ReadonlySet<string> = new Set([
  'password',
  'master_password',
  'master_user_password',
  'admin_password',
  'administrator_login_password',
  'administrator_password',
  'root_password',
  'db_password',
  'auth_token',
  'client_secret',
  'secret_access_key',
  'account_password',
  'sasl_password',
  'shared_secret',
  'token_key',
  'service_account_password',
  'smtp_password',
  'tunnel1_preshared_key',
  'tunnel2_preshared_key',
  'key_passphrase',
  'user_password',
  'registry_password',
  'docker_password',
  'api_secret_key',
  'fsx_admin_password',
  'svm_admin_password',
  'kdc_admin_password',
]);

// `secret_string` and `secret_data` hold the secret itself, but often a first value that people replace by
// hand.
const STORED: ReadonlySet<string> = new Set(['secret_string', 'secret_data']);

/** True when an argument of a resource of this type is used as a credential. */
export function isCredentialArgument(type: string, argument: string): boolean {
  if (EFFECTIVE.has(argument)) return true;
  if (STORED.has(argument)) return /secret/.test(type);
  return argument === 'secret_key' && type === 'aws';
}

/** True when a value cannot be a credential, whatever it is called. */
export function cannotBeCredential(value: string): boolean {
  const text = value.trim();
  return (
    text.length < 3 ||
    /\s\S+\s/.test(text) ||
    /^(true|false|null|none|required|optional|enabled|disabled|default|auto|any|all|yes|no)$/i.test(text) ||
    /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(text) ||
    /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(text) ||
    /^(ENC\[|vault:|ssm:|op:\/\/|sops|AQICAH|\{\{|%|@|file:)/.test(text) ||
    /[${}<>(]/.test(text) ||
    isAddressLike(text)
  );
}

/**
 * True when a value could be the name of a secret rather than the secret: words in lower case joined by
 * signs.
 */
export function couldBeName(value: string): boolean {
  return /^[a-z]+([-_./:][a-z0-9]+)+$/.test(value) || /^[a-z]+$/.test(value) || /^[A-Z_]+$/.test(value);
}
