import type { YamlEntry, YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping } from '../../syntax/yaml/node.ts';

/** Two mappings as GitLab merges them: mappings into each other, everything else replaced by the later. */
export function merged(base: YamlMapping, over: YamlMapping): YamlMapping {
  const entries = new Map<string, YamlEntry>();
  for (const entry of base.entries) entries.set(entry.key.value, entry);
  for (const entry of over.entries) {
    const known = entries.get(entry.key.value);
    const both: YamlNode =
      isMapping(known?.value) && isMapping(entry.value) ? merged(known.value, entry.value) : entry.value;
    entries.set(entry.key.value, { key: entry.key, value: both });
  }
  return { ...over, entries: [...entries.values()] };
}

/** The mapping without some keys. */
export function without(mapping: YamlMapping, ...keys: readonly string[]): YamlMapping {
  return { ...mapping, entries: mapping.entries.filter(({ key }) => !keys.includes(key.value)) };
}
