import type { Data, DataObject } from '../../core/value.ts';
import { scalarText, Unknown } from '../../core/value.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { entryOf, itemsAt, nodeAt } from '../../syntax/yaml/node.ts';
import type { Parsed } from './parse-document.ts';
import { keyText, scalarAt } from './parse-document.ts';
import type { Placed, References } from './references.ts';
import type { Schemes } from './security.ts';
import { gatewayAuthentication, requirementOf } from './security.ts';

const METHODS: ReadonlySet<string> = new Set([
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
  'x-amazon-apigateway-any-method',
]);

/** One operation as data, with the nodes that state it. */
export interface ReadOperation {
  readonly data: DataObject;
  readonly node: YamlNode;
  /** Where `security` stands: at the operation, else at the document. */
  readonly security: YamlNode | undefined;
}

export interface ReadOperations {
  readonly operations: readonly ReadOperation[];
  /** Why there may be others. */
  readonly more: Unknown | undefined;
}

/** Every method of every path; paths that a reference leads to are read there. */
export function readOperations(document: Parsed, schemes: Schemes, references: References): ReadOperations {
  const operations: ReadOperation[] = [];
  let more = document.more;
  const paths = nodeAt(document.root, 'paths');
  for (const { key, value } of paths?.kind === 'mapping' ? paths.entries : []) {
    if (key.value.startsWith('x-')) continue;
    const item = references.follow(value, document);
    if (Unknown.is(item)) more ??= item;
    else if (item.node.kind === 'mapping') {
      const path = keyText(key, document);
      for (const entry of item.node.entries) {
        if (!METHODS.has(entry.key.value)) continue;
        const placed = references.follow(entry.value, item.document);
        if (Unknown.is(placed)) more ??= placed;
        else operations.push(operationOf(entry.key.value, path, { placed, schemes }));
      }
    }
  }
  const unresolved = paths?.kind === 'scalar' ? scalarAt(paths, document) : undefined;
  return { operations, more: more ?? (Unknown.is(unresolved) ? unresolved : undefined) };
}

function operationOf(
  key: string,
  path: Data,
  { placed: { node, document }, schemes }: { readonly placed: Placed; readonly schemes: Schemes },
): ReadOperation {
  const own = requirementOf(node, document, schemes);
  const requirement = own ?? schemes.ofAll;
  const tags = itemsAt(node, 'tags').flatMap((tag) => {
    const text = scalarAt(tag, document);
    return typeof text === 'string' ? [text] : [];
  });
  const responses = nodeAt(node, 'responses');
  return {
    node,
    security: requirement?.node,
    data: {
      method: key === 'x-amazon-apigateway-any-method' ? 'ANY' : key.toUpperCase(),
      path,
      tags,
      security: requirement?.alternatives ?? null,
      gatewayAuthentication: gatewayAuthentication(node) ?? null,
      isPublic: isTrue(node, 'x-public'),
      responses: responses?.kind === 'mapping' ? responses.entries.map((entry) => entry.key.value) : [],
      integration: integrationOf(node, document),
    },
  };
}

function isTrue(node: YamlNode, name: string): boolean {
  const value = entryOf(node, name)?.value;
  return value?.kind === 'scalar' && value.value === true;
}

/** What a gateway of AWS does with the request. */
function integrationOf(operation: YamlNode, document: Parsed): Data {
  const node = entryOf(operation, 'x-amazon-apigateway-integration')?.value;
  if (node?.kind !== 'mapping') return null;
  const type = scalarAt(nodeAt(node, 'type'), document);
  const milliseconds = scalarAt(nodeAt(node, 'timeoutInMillis'), document);
  return {
    type: Unknown.is(type) ? type : (scalarText(type)?.toLowerCase() ?? null),
    uri: scalarAt(nodeAt(node, 'uri'), document) ?? null,
    timeoutMs: Unknown.is(milliseconds)
      ? milliseconds
      : milliseconds === undefined
        ? null
        : Number(milliseconds),
  };
}
