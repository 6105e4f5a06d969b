import type { Data, DataObject } from '../../core/value.ts';
import { Sensitive } from '../../core/value.ts';
import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import type { Manifest } from './manifest.ts';

/** What an object says, without places. The content of a Secret is sensitive. */
export function manifestData({ root, kind, apiVersion }: Manifest): DataObject {
  const isSecret = kind === 'Secret' && apiVersion === 'v1';
  return mappingData(root, isSecret ? new Set(['data', 'stringData']) : NONE);
}

const NONE: ReadonlySet<string> = new Set();

function mappingData(node: YamlMapping, secret: ReadonlySet<string>): DataObject {
  // Not by assignment: a key may be called `__proto__`.
  return Object.fromEntries(
    node.entries.map(({ key, value }) => [
      key.value,
      secret.has(key.value) ? hidden(value) : nodeData(value),
    ]),
  );
}

/** A node as plain data. */
export function nodeData(node: YamlNode): Data {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(nodeData);
  return mappingData(node, NONE);
}

function hidden(node: YamlNode): Data {
  if (node.kind !== 'mapping') return new Sensitive(nodeData(node));
  return Object.fromEntries(
    node.entries.map(({ key, value }) => [key.value, new Sensitive(nodeData(value))]),
  );
}
