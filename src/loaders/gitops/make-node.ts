import type { Came, YamlEntry, YamlMapping, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import type { SourceRange } from '../../core/location.ts';

/** The place of what is made: the text that asked for it. */
export type Made = SourceRange & { readonly came?: Came | undefined };

/** A mapping made of entries, at the place of what asked for it. */
export function mappingOf(entries: readonly (readonly [string, YamlNode])[], at: Made): YamlMapping {
  return {
    kind: 'mapping',
    flow: false,
    entries: entries.map(([key, value]) => entryOf(key, value, at)),
    ...placeOf(at),
  };
}

/** A sequence made of items. */
export function sequenceOf(items: readonly YamlNode[], at: Made): YamlNode {
  return { kind: 'sequence', flow: false, items, ...placeOf(at) };
}

/** A scalar made of a value. */
export function scalarOf(value: YamlScalar['value'], at: Made): YamlScalar {
  return { kind: 'scalar', value, style: 'plain', ...placeOf(at) };
}

function entryOf(key: string, value: YamlNode, at: Made): YamlEntry {
  const { file, start, end } = at;
  return { key: { kind: 'scalar', value: key, style: 'plain', file, start, end }, value };
}

function placeOf({ file, start, end, came }: Made): Made {
  return came ? { file, start, end, came } : { file, start, end };
}
