import type { DataObject } from '../../core/value.ts';
import { isDataObject } from '../../core/value.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import type { Place } from '../objects/make-node.ts';
import { mappingOf, scalarOf } from '../objects/make-node.ts';
import { nodeData } from '../objects/to-data.ts';

/** A mapping of what is there: entries without a value are left out. */
export function made(entries: readonly (readonly [string, YamlNode | undefined])[], at: Place): YamlMapping {
  const present: (readonly [string, YamlNode])[] = [];
  for (const [key, value] of entries) if (value) present.push([key, value]);
  return mappingOf(present, at);
}

/** A text, number or boolean as a text, at its place; an empty value is an empty text. */
export function textOf(node: YamlNode): string | undefined {
  if (node.kind !== 'scalar') return undefined;
  const { value } = node;
  if (typeof value === 'string') return value;
  return value === null ? '' : String(value);
}

/** One text or a list of texts, as the nodes that say them. */
export function textsOf(node: YamlNode | undefined): readonly YamlScalar[] {
  if (!node) return [];
  if (node.kind === 'scalar') return node.value === null ? [] : [node];
  return node.kind === 'sequence' ? node.items.flatMap(textsOf) : [];
}

/** A flag, only where it is set. */
export function flag(value: boolean, at: Place): YamlScalar | undefined {
  return value ? scalarOf(true, at) : undefined;
}

/** What a made tree says, without places. */
export function treeData(tree: YamlMapping): DataObject {
  const data = nodeData(tree);
  return isDataObject(data) ? data : {};
}
