import type { Data, DataObject } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { entryOf, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import type { Parsed } from './parse-document.ts';
import { scalarAt } from './parse-document.ts';
import type { References } from './references.ts';

/** What a document says callers may show, before operations choose. */
export interface Schemes {
  /** By name, as data. */
  readonly byName: ReadonlyMap<string, DataObject>;
  /** The requirement of all operations that have none of their own. */
  readonly ofAll: Requirement | undefined;
}

/** Alternatives, each a list of what must be shown together; null where nothing is said. */
export interface Requirement {
  readonly alternatives: Data;
  readonly node: YamlNode;
}

/** Reads `components.securitySchemes` or `securityDefinitions`, and the `security` of the document. */
export function readSchemes(document: Parsed, references: References): Schemes {
  const { root } = document;
  const lists = [nodeAt(root, 'components', 'securitySchemes'), nodeAt(root, 'securityDefinitions')];
  const byName = new Map<string, DataObject>();
  for (const list of lists) {
    if (list?.kind !== 'mapping') continue;
    for (const { key, value } of list.entries) byName.set(key.value, schemeData(value, document, references));
  }
  const schemes: Schemes = { byName, ofAll: undefined };
  return { ...schemes, ofAll: requirementOf(root, document, schemes) };
}

function schemeData(node: YamlNode, document: Parsed, references: References): DataObject {
  const placed = references.follow(node, document);
  if (Unknown.is(placed)) return { type: placed };
  const read = (name: string): Data => scalarAt(nodeAt(placed.node, name), placed.document) ?? null;
  return {
    type: read('type'),
    in: read('in'),
    scheme: read('scheme'),
    name: read('name'),
    // What an API gateway enforces itself, told by the extensions of the providers.
    authorizer:
      entryOf(placed.node, 'x-amazon-apigateway-authorizer') !== undefined ||
      entryOf(placed.node, 'x-google-issuer') !== undefined,
    authType: read('x-amazon-apigateway-authtype'),
  };
}

/** The `security` of an operation or document; undefined where nobody wrote one. */
export function requirementOf(
  owner: YamlNode,
  document: Parsed,
  { byName }: Pick<Schemes, 'byName'>,
): Requirement | undefined {
  const node = entryOf(owner, 'security')?.value;
  if (!node) return undefined;
  if (node.kind !== 'sequence') {
    const value = scalarAt(node, document);
    return { alternatives: Unknown.is(value) ? value : null, node };
  }
  const alternatives = node.items.map((item): Data => {
    if (item.kind !== 'mapping')
      return Unknown.is(scalarAt(item, document)) ? (scalarAt(item, document) ?? null) : [];
    return item.entries.map(({ key }): DataObject => ({ ...byName.get(key.value), id: key.value }));
  });
  return { alternatives, node };
}

/** What a gateway of AWS asks by itself: `AWS_IAM`, `NONE`. */
export function gatewayAuthentication(operation: YamlNode): string | undefined {
  return textAt(operation, 'x-amazon-apigateway-auth', 'type');
}
