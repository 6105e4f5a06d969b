import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping } from '../../syntax/yaml/node.ts';
import { mappingOf, scalarOf } from '../objects/make-node.ts';
import { textOf } from '../pipelines/made.ts';

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions, 2026-11.
const SCOPES = [
  'actions',
  'artifact-metadata',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'id-token',
  'issues',
  'models',
  'packages',
  'pages',
  'pull-requests',
  'security-events',
  'statuses',
];

/** The rights of a token by scope; what is not named has none. Undefined where nobody limits them. */
export function permissionsOf(node: YamlNode | undefined): YamlMapping | undefined {
  if (!node) return undefined;
  if (isMapping(node))
    return mappingOf(
      node.entries.map(({ key, value }) => [key.value, scalarOf(textOf(value) ?? '', value)]),
      node,
    );
  const level = /^(read|write)-all$/.exec(textOf(node) ?? '')?.[1];
  if (level === undefined) return undefined;
  // An identity token cannot be read, only asked for.
  const entries = SCOPES.filter((scope) => level === 'write' || scope !== 'id-token');
  return mappingOf(
    entries.map((scope) => [scope, scalarOf(level, node)]),
    node,
  );
}
