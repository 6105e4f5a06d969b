import { scalarText } from '../../core/value.ts';
import { nodeData } from '../objects/to-data.ts';
import type { YamlEntry, YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, nodeAt } from '../../syntax/yaml/node.ts';
import { sequenceOf } from '../objects/make-node.ts';

/** What `!reset` and `!override` say, by the path of the value: `services/orders/ports`. */
export type Marks = ReadonlyMap<string, 'reset' | 'override'>;

/**
 * One mapping over another as Compose merges files: mappings key by key, lists one after the other, some of
 * them by what their items mean, commands as a whole. Both are in their long forms.
 * https://docs.docker.com/reference/compose-file/merge/
 */
export function mergeMappings(base: YamlMapping, over: YamlMapping, marks: Marks, path: string): YamlMapping {
  const merged = new Map(base.entries.map((entry) => [entry.key.value, entry]));
  for (const entry of over.entries) {
    const name = entry.key.value;
    const place = `${path}/${name}`;
    const mark = marks.get(place);
    const known = merged.get(name);
    if (mark === 'reset') merged.delete(name);
    else if (!known || mark === 'override') merged.set(name, entry);
    else merged.set(name, mergeEntry(known, entry, marks, place));
  }
  return { ...base, entries: [...merged.values()] };
}

function mergeEntry(known: YamlEntry, entry: YamlEntry, marks: Marks, place: string): YamlEntry {
  const [base, over] = [known.value, entry.value];
  if (over.kind === 'scalar' && over.value === null && base.kind !== 'scalar') return known;
  if (isWhole(place) || base.kind !== over.kind) return entry;
  if (isMapping(base) && isMapping(over)) {
    if (place.endsWith('/logging') && isOfOtherDriver(base, over)) return entry;
    return { ...known, value: mergeMappings(base, over, marks, place) };
  }
  if (base.kind === 'sequence' && over.kind === 'sequence') {
    const items = mergeItems(base.items, over.items, keyOfItems(place));
    return { ...known, value: sequenceOf(items, over) };
  }
  return entry;
}

function isWhole(place: string): boolean {
  return /^services\/[^/]+\/(?:command|entrypoint|healthcheck\/test)$/.test(place);
}

function isOfOtherDriver(base: YamlMapping, over: YamlMapping): boolean {
  const [one, other] = [nodeAt(base, 'driver'), nodeAt(over, 'driver')];
  return one?.kind === 'scalar' && other?.kind === 'scalar' && one.value !== other.value;
}

/** The parts that make two items of a list the same one. */
function keyOfItems(place: string): readonly string[] | undefined {
  switch (/^services\/[^/]+\/(ports|volumes|secrets|configs|env_file)$/.exec(place)?.[1]) {
    case 'ports':
      return ['host_ip', 'target', 'published', 'protocol'];
    case 'volumes':
      return ['target'];
    case 'secrets':
    case 'configs':
      return ['source', 'target'];
    case 'env_file':
      return ['path'];
    default:
      return undefined;
  }
}

function mergeItems(
  base: readonly YamlNode[],
  over: readonly YamlNode[],
  parts: readonly string[] | undefined,
): readonly YamlNode[] {
  const merged = new Map<unknown, YamlNode>();
  for (const item of [...base, ...over]) merged.set(keyOf(item, parts), item);
  return [...merged.values()];
}

/** The node itself where its key is not known: such an item is like no other. */
function keyOf(item: YamlNode, parts: readonly string[] | undefined): unknown {
  if (item.kind === 'scalar') return typeof item.value === 'object' ? item : String(item.value);
  if (!parts || item.kind !== 'mapping') return item;
  const values = parts.map((part) => {
    const node = nodeAt(item, part);
    const value = node ? nodeData(node) : '';
    return value === null ? '' : scalarText(value);
  });
  return values.includes(undefined) ? item : values.join('\u0000');
}
