import type { SourceRange } from '../../core/location.ts';
import type {
  Came,
  YamlEntry,
  YamlMapping,
  YamlNode,
  YamlScalar,
  YamlSequence,
} from '../../syntax/yaml/ast.ts';

/** The text that a made node points to, and how it makes the node. */
export interface Place extends SourceRange {
  readonly came?: Came | undefined;
}

/** A mapping made of entries, at the place of what asked for it. */
export function mappingOf(entries: readonly (readonly [string, YamlNode])[], at: Place): YamlMapping {
  return {
    kind: 'mapping',
    flow: false,
    entries: entries.map(([key, value]) => entryOf(key, value, at)),
    ...placeOf(at),
  };
}

/** A sequence made of items. */
export function sequenceOf(items: readonly YamlNode[], at: Place): YamlSequence {
  return { kind: 'sequence', flow: false, items, ...placeOf(at) };
}

/** A scalar made of a value. */
export function scalarOf(value: YamlScalar['value'], at: Place): YamlScalar {
  return { kind: 'scalar', value, style: 'plain', ...placeOf(at) };
}

function entryOf(key: string, value: YamlNode, at: Place): YamlEntry {
  const { file, start, end } = at;
  return { key: { kind: 'scalar', value: key, style: 'plain', file, start, end }, value };
}

/** The place of a node, without the node. */
export function placeOf({ file, start, end, came }: Place): Place {
  return came ? { file, start, end, came } : { file, start, end };
}
