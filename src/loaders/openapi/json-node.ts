import type { YamlEntry, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import type { JsonMember, JsonValue } from '../../syntax/json/parse.ts';

/** A JSON value as a tree of YAML nodes, with its places. */
export function jsonNode(value: JsonValue, file: string): YamlNode {
  const { start, end } = value;
  switch (value.kind) {
    case 'object':
      return { kind: 'mapping', flow: true, file, start, end, entries: entriesOf(value.members, file) };
    case 'array':
      return {
        kind: 'sequence',
        flow: true,
        file,
        start,
        end,
        items: value.items.map((item) => jsonNode(item, file)),
      };
    case 'string':
      return { kind: 'scalar', style: 'double', file, start, end, value: value.value };
    case 'number':
      return { kind: 'scalar', style: 'plain', file, start, end, value: numberOf(value.text) };
    case 'literal':
      return { kind: 'scalar', style: 'plain', file, start, end, value: value.value };
  }
}

/** Of a name that is there twice the last one counts. */
function entriesOf(members: readonly JsonMember[], file: string): readonly YamlEntry[] {
  const entries = new Map<string, YamlEntry>();
  for (const { name, value } of members) {
    const key: YamlScalar & { readonly value: string } = {
      kind: 'scalar',
      style: 'double',
      file,
      start: name.start,
      end: name.end,
      value: name.value,
    };
    entries.set(name.value, { key, value: jsonNode(value, file) });
  }
  return [...entries.values()];
}

function numberOf(text: string): number | string {
  const number = Number(text);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
}
