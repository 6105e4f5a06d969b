import type { Act, PipelineVariable } from '../../../core/facts/pipeline.ts';
import type { Location } from '../../../core/location.ts';
import { writtenText } from '../../../core/pipeline-text.ts';

type Login = NonNullable<Act['login']>;

// Variables that the tools of a cloud read as long-lived keys, and those by which they ask for a role.
const VARIABLES: readonly (readonly [name: RegExp, login: Login])[] = [
  [/^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)$/, { cloud: 'aws', by: 'keys' }],
  [/^AWS_(?:WEB_IDENTITY_TOKEN_FILE|ROLE_ARN)$/, { cloud: 'aws', by: 'role' }],
  [/^(?:ARM|AZURE)_CLIENT_(?:SECRET|CERTIFICATE)$|^AZURE_CREDENTIALS$/, { cloud: 'azure', by: 'keys' }],
  [/^(?:ARM_USE_OIDC|AZURE_FEDERATED_TOKEN_FILE)$/, { cloud: 'azure', by: 'role' }],
  [/^GOOGLE_(?:CREDENTIALS|APPLICATION_CREDENTIALS)$|^GCLOUD_SERVICE_KEY$/, { cloud: 'google', by: 'keys' }],
];

/** The logins that variables alone make: tools read them without any command. */
export function environmentLogin(variables: readonly PipelineVariable[], at: Location): readonly Act[] {
  const found = new Map<string, Act>();
  for (const { name, value, at: place } of variables) {
    const row = VARIABLES.find(([pattern]) => pattern.test(name));
    const text = writtenText(value);
    // A step that has just logged in by a role hands out keys that live for an hour.
    if (!row || text === '' || /\bsteps\.|\bneeds\./.test(text)) continue;
    const [, login] = row;
    const key = `${login.cloud} ${login.by}`;
    if (found.has(key)) continue;
    found.set(key, {
      does: 'login',
      tool: 'environment',
      says: name,
      target: login.by === 'role' ? value : undefined,
      components: [],
      login,
      at: place.path.length > 0 ? place : at,
    });
  }
  return [...found.values()];
}

/** How a command logs in to a cloud; undefined for registries and where it does not tell. */
export function loginOfCommand(tool: string, args: readonly string[]): Act['login'] {
  const has = (pattern: RegExp): boolean => args.some((word) => pattern.test(word));
  if (tool === 'aws') {
    return has(/^assume-role/)
      ? { cloud: 'aws', by: 'role' }
      : has(/^configure$/)
        ? { cloud: 'aws', by: 'keys' }
        : undefined;
  }
  if (tool === 'az' && args[0] === 'login') {
    if (has(/^--federated-token/) || has(/^(?:--identity|-i)$/)) return { cloud: 'azure', by: 'role' };
    return has(/^--service-principal$/) ? { cloud: 'azure', by: 'keys' } : undefined;
  }
  if (tool === 'gcloud' && args.includes('auth')) {
    if (args.includes('activate-service-account')) return { cloud: 'google', by: 'keys' };
    return has(/^--cred-file/) ? { cloud: 'google', by: 'role' } : undefined;
  }
  return undefined;
}
