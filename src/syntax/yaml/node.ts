import type { YamlEntry, YamlMapping, YamlNode, YamlScalar } from './ast.ts';

/** The entry of a key; undefined where there is none, or no mapping. */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  if (node?.kind !== 'mapping') return undefined;
  for (const entry of node.entries) if (entry.key.value === key) return entry;
  return undefined;
}

/** The node at a path of keys and indexes. */
export function nodeAt(
  node: YamlNode | undefined,
  ...path: readonly (string | number)[]
): YamlNode | undefined {
  let found = node;
  for (const step of path) {
    if (typeof step === 'string') found = entryOf(found, step)?.value;
    else found = found?.kind === 'sequence' ? found.items[step] : undefined;
    if (!found) return undefined;
  }
  return found;
}

/** The text of a scalar at a path; undefined for everything that is not a text. */
export function textAt(
  node: YamlNode | undefined,
  ...path: readonly (string | number)[]
): string | undefined {
  const found = nodeAt(node, ...path);
  return found?.kind === 'scalar' && typeof found.value === 'string' ? found.value : undefined;
}

/** Whether a node is a mapping. */
export function isMapping(node: YamlNode | undefined): node is YamlMapping {
  return node?.kind === 'mapping';
}

/** Whether a node is a scalar. */
export function isScalar(node: YamlNode | undefined): node is YamlScalar {
  return node?.kind === 'scalar';
}

/** The items of a sequence at a path; none where there is no sequence. */
export function itemsAt(
  node: YamlNode | undefined,
  ...path: readonly (string | number)[]
): readonly YamlNode[] {
  const found = nodeAt(node, ...path);
  return found?.kind === 'sequence' ? found.items : [];
}
