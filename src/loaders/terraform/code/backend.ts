import type { BackendBlock } from '../../../core/stack-code.ts';
import type { Data, DataObject } from '../../../core/value.ts';
import { Sensitive } from '../../../core/value.ts';
import { lookup } from '../../../core/lookup.ts';
import type { Body } from '../../../syntax/hcl/ast.ts';
import { backendFilesOf } from './backend-files.ts';
import { blocksOf, rangeOf } from './input.ts';
import type { CodeInput } from './input.ts';

// Without them the backend asks at `terraform init`, or takes them from `-backend-config` or the environment:
// https://developer.hashicorp.com/terraform/language/backend#partial-configuration
const REQUIRED: { readonly [type: string]: readonly string[] } = {
  s3: ['bucket', 'key'],
  gcs: ['bucket'],
  azurerm: ['storage_account_name', 'container_name', 'key'],
};

const CREDENTIALS: ReadonlySet<string> = new Set([
  'access_key',
  'secret_key',
  'token',
  'password',
  'conn_str',
  'sas_token',
  'client_secret',
  'credentials',
]);

/** The `backend` or `cloud` block of the root; an override file wins, because it comes last. */
export function backendOf(input: CodeInput): BackendBlock | undefined {
  let backend: BackendBlock | undefined;
  for (const { source, block } of blocksOf(input.rootFiles, 'terraform')) {
    for (const inner of block.body.blocks) {
      if (inner.type !== 'backend' && inner.type !== 'cloud') continue;
      const type = inner.type === 'cloud' ? 'cloud' : (inner.labels[0]?.text ?? '');
      const settings = settingsOf(inner.body, input);
      const partial = (lookup(REQUIRED, type) ?? []).some((name) => settings[name] === undefined);
      backend = { type, settings, declaredAt: rangeOf(source, inner.header), partial, completedBy: [] };
    }
  }
  return backend && { ...backend, completedBy: backendFilesOf(input) };
}

/** Attributes as values, nested blocks as lists; credentials are hidden. */
function settingsOf(body: Body, input: CodeInput): DataObject {
  const settings: { [name: string]: Data } = {};
  for (const { name, expression } of body.attributes) {
    const value = input.evaluate(expression);
    settings[name] = CREDENTIALS.has(name) ? new Sensitive(value) : value;
  }
  for (const block of body.blocks) {
    const before = settings[block.type];
    settings[block.type] = [...(Array.isArray(before) ? before : []), settingsOf(block.body, input)];
  }
  return settings;
}
