import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { entryOf, isMapping, itemsAt, nodeAt } from '../../syntax/yaml/node.ts';
import type { MergeShape, ShapeOf } from './merge-shape.ts';
import { textOf } from './nodes.ts';

const STRATEGY = 'x-kubernetes-patch-strategy';
const MERGE_KEY = 'x-kubernetes-patch-merge-key';
const LIST_KEYS = 'x-kubernetes-list-map-keys';
const KINDS = 'x-kubernetes-group-version-kind';
/** Fields inside fields of one definition; those of Kubernetes itself have at most twelve. */
const DEEPEST = 60;

/** The shapes that an OpenAPI file of the field `openapi` describes, instead of the built-in ones. */
export function shapesOf(root: YamlNode | undefined): ShapeOf {
  const definitions = nodeAt(root, 'definitions');
  const byKind = new Map<string, string>();
  for (const { key, value } of isMapping(definitions) ? definitions.entries : []) {
    for (const gvk of itemsAt(value, KINDS)) {
      const [group, version, kind] = ['group', 'version', 'kind'].map(
        (name) => textOf(nodeAt(gvk, name)) ?? '',
      );
      byKind.set(`${group === '' ? '' : `${group}/`}${version}/${kind}`, key.value);
    }
  }
  const known = new Map<string, MergeShape>();
  return (apiVersion, kind) => {
    const name = byKind.get(`${apiVersion}/${kind}`);
    return name === undefined ? undefined : shapeOfName(name, definitions, known);
  };
}

/** The shape of a definition; one that contains itself does so in its shape too. */
function shapeOfName(
  name: string,
  definitions: YamlNode | undefined,
  known: Map<string, MergeShape>,
): MergeShape {
  const found = known.get(name);
  if (found) return found;
  const fields: Record<string, MergeShape> = {};
  const shape: MergeShape = { fields };
  known.set(name, shape);
  const schema = shapeOfSchema(entryOf(definitions, name)?.value, definitions, known, 0);
  Object.assign(fields, schema.fields);
  return shape;
}

function shapeOfSchema(
  schema: YamlNode | undefined,
  definitions: YamlNode | undefined,
  known: Map<string, MergeShape>,
  depth: number,
): MergeShape {
  if (depth > DEEPEST) return {};
  const ref = textOf(nodeAt(schema, '$ref'));
  if (ref !== undefined) return shapeOfName(ref.replace(/^#\/definitions\//, ''), definitions, known);
  const inner = (node: YamlNode): MergeShape => shapeOfSchema(node, definitions, known, depth + 1);
  const fields: Record<string, MergeShape> = {};
  const properties = nodeAt(schema, 'properties');
  for (const { key, value } of isMapping(properties) ? properties.entries : [])
    fields[key.value] = inner(value);
  const any = nodeAt(schema, 'additionalProperties');
  const items = nodeAt(schema, 'items');
  const isMerged = (textOf(nodeAt(schema, STRATEGY)) ?? '').split(',').includes('merge');
  return {
    fields,
    ...(isMapping(any) ? { anyField: inner(any) } : {}),
    ...(isMapping(items) ? { items: inner(items) } : {}),
    ...(isMerged ? { mergeKeys: mergeKeysOf(schema) } : {}),
  };
}

function mergeKeysOf(schema: YamlNode | undefined): readonly string[] {
  const keys = itemsAt(schema, LIST_KEYS).flatMap((node) => textOf(node) ?? []);
  if (keys.length > 0) return keys;
  const key = textOf(nodeAt(schema, MERGE_KEY));
  return key === undefined ? [] : [key];
}
