import type { YamlMapping, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';

export interface ScalarMap {
  /** Keys whose values stay as they are. */
  readonly isKept?: (key: string) => boolean;
  readonly scalar: (node: YamlScalar) => YamlNode;
}

/** The mapping with every scalar passed through a function; the same mapping when none of them changed. */
export function mapScalars(node: YamlMapping, map: ScalarMap): YamlMapping {
  let changed = false;
  const entries = node.entries.map((entry) => {
    if (map.isKept?.(entry.key.value)) return entry;
    const value = mapNode(entry.value, map);
    if (value === entry.value) return entry;
    changed = true;
    return { ...entry, value };
  });
  return changed ? { ...node, entries } : node;
}

function mapNode(node: YamlNode, map: ScalarMap): YamlNode {
  if (node.kind === 'scalar') return map.scalar(node);
  if (node.kind === 'mapping') return mapScalars(node, map);
  let changed = false;
  const items = node.items.map((item) => {
    const mapped = mapNode(item, map);
    if (mapped !== item) changed = true;
    return mapped;
  });
  return changed ? { ...node, items } : node;
}
