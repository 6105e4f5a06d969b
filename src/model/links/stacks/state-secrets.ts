import { sortedUnique } from '../../../core/order.ts';
import type { Stack } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, Sensitive } from '../../../core/value.ts';

// Resources that make or hold a secret which the provider writes into the state.
const SECRET_TYPES: ReadonlySet<string> = new Set([
  'random_password',
  'tls_private_key',
  'aws_iam_access_key',
  'aws_secretsmanager_secret_version',
  'kubernetes_secret',
  'kubernetes_secret_v1',
  'google_service_account_key',
  'azurerm_key_vault_secret',
  'github_actions_secret',
]);

const PASSWORD = /(^|_)(password|auth_token|secret_string|private_key)$/;

/** Addresses of resources whose secrets stand in the state in plain text. */
export function secretsInState(stack: Stack): readonly string[] {
  const found = stack.resources.filter(
    ({ mode, type, attributes }) =>
      mode === 'managed' &&
      (SECRET_TYPES.has(type) ||
        Object.entries(attributes).some(
          ([name, value]) => (PASSWORD.test(name) && value !== null) || hidesSomething(value),
        )),
  );
  return sortedUnique(found.map(({ address }) => address));
}

function hidesSomething(data: Data): boolean {
  if (Sensitive.is(data)) return true;
  if (isDataList(data)) return data.some(hidesSomething);
  return isDataObject(data) && Object.values(data).some(hidesSomething);
}
