import type { BackendBlock } from '../../../core/stack-code.ts';
import type { Data } from '../../../core/value.ts';
import { joinPath, nameOf } from '../../../core/path.ts';
import { parseHcl } from '../../../syntax/hcl/parse.ts';
import { literalText } from '../../../syntax/hcl/literal-text.ts';
import type { CodeInput } from './input.ts';

type Completion = BackendBlock['completedBy'][number];

const NAMED = /\.tfbackend$|\.backend$|(^|[-_.])backend([-_.][\w.-]*)?\.(hcl|conf|config|cfg|tfvars)$/i;
const FOLDER = /^(backends?|backend[-_]configs?|configs?|envs?|environments?|vars|variables|tfvars)$/i;

// https://developer.hashicorp.com/terraform/language/backend/s3 and the pages of the other types.
const SETTINGS: ReadonlySet<string> = new Set([
  'bucket',
  'key',
  'region',
  'dynamodb_table',
  'encrypt',
  'use_lockfile',
  'kms_key_id',
  'role_arn',
  'profile',
  'prefix',
  'storage_account_name',
  'container_name',
  'resource_group_name',
  'workspace_key_prefix',
  'organization',
  'hostname',
]);

/**
 * Files beside the root that complete a partial backend block, as `terraform init -backend-config=FILE` reads
 * them. Where some are named like one of the stack's variable files, those are the ones.
 */
export function backendFilesOf(input: CodeInput): readonly Completion[] {
  const candidates = candidatesOf(input).flatMap((path) => completionIn(path, input));
  const stems = new Set(input.variableFiles.map(({ file }) => stemOf(nameOf(file))));
  const own = candidates.filter(({ at }) => stems.has(stemOf(nameOf(at.file))));
  return own.length > 0 ? own : candidates;
}

function candidatesOf({ root, files }: CodeInput): readonly string[] {
  const { files: names, folders } = files.entries(root);
  const beside = names.filter((name) => NAMED.test(name)).map((name) => joinPath(root, name));
  const below = folders
    .filter((folder) => FOLDER.test(folder))
    .flatMap((folder) => {
      const inner = joinPath(root, folder);
      const isBackends = /^backend/i.test(folder);
      const { files: inside } = files.entries(inner);
      return inside.filter((name) => NAMED.test(name) || isBackends).map((name) => joinPath(inner, name));
    });
  return [...beside, ...below];
}

function completionIn(path: string, input: CodeInput): readonly Completion[] {
  const text = input.files.read(path);
  if (typeof text !== 'string' || path.endsWith('.tf') || path.endsWith('.md')) return [];
  const { body } = parseHcl(text);
  if (body.attributes.length === 0 || !body.attributes.every(({ name }) => SETTINGS.has(name))) return [];
  const settings: { [name: string]: Data } = {};
  for (const { name, expression } of body.attributes) {
    settings[name] = literalText(expression) ?? input.evaluate(expression);
  }
  return [{ at: { file: path, start: body.start, end: body.end }, settings }];
}

/**
 * The word that tells files of one environment: `prod.s3.tfbackend`, `backend-prod.hcl`, `prod.tfvars` →
 * prod.
 */
function stemOf(name: string): string {
  return name.replace(/\..*$/, '').replace(/^backend[-_]|[-_]backend$/g, '');
}
