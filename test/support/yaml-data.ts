import { Unknown } from '../../src/core/value.ts';
import type { YamlFile, YamlNode } from '../../src/syntax/yaml/ast.ts';

export type YamlData =
  | null
  | boolean
  | number
  | string
  | readonly YamlData[]
  | { readonly [key: string]: YamlData };

/** The values of a tree without their places. */
export function dataOf(node: YamlNode | undefined): YamlData {
  if (node === undefined) return null;
  if (node.kind === 'sequence') return node.items.map(dataOf);
  if (node.kind === 'mapping') {
    return Object.fromEntries(node.entries.map(({ key, value }) => [key.value, dataOf(value)]));
  }
  return node.value instanceof Unknown ? `unknown: ${node.value.detail}` : node.value;
}

/** The values of all documents that have content, or nothing where a document has an error. */
export function documentsOf(file: YamlFile): readonly YamlData[] {
  if (file.diagnostics.some(({ severity }) => severity === 'error')) return [];
  return file.documents.flatMap(({ root }) => (root === undefined ? [] : [dataOf(root)]));
}
