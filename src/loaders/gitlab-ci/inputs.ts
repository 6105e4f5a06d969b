import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, nodeAt } from '../../syntax/yaml/node.ts';
import { mapScalars } from '../objects/map-scalars.ts';
import { textOf } from '../pipelines/made.ts';

/** A file with the inputs of its include in the place of `$[[ inputs.name ]]`, or their defaults. */
export function withInputs(
  root: YamlMapping,
  spec: YamlNode | undefined,
  inputs: YamlNode | undefined,
): YamlMapping {
  if (!isMapping(spec)) return root;
  const values = new Map<string, string>();
  for (const { key, value } of spec.entries) {
    const given = nodeAt(inputs, key.value) ?? nodeAt(value, 'default');
    const text = given && textOf(given);
    if (text !== undefined) values.set(key.value, text);
  }
  const fill = (text: string): string =>
    text.replace(/\$\[\[\s*inputs\.([\w-]+)[^\]]*\]\]/g, (whole, name: string) => values.get(name) ?? whole);
  const filled = mapScalars(root, {
    scalar: (node) => {
      if (typeof node.value !== 'string' || !node.value.includes('$[[')) return node;
      return { ...node, value: fill(node.value), came: { kind: 'computed', why: 'an input' } };
    },
  });
  const entries = filled.entries.map((entry) =>
    entry.key.value.includes('$[[')
      ? { ...entry, key: { ...entry.key, value: fill(entry.key.value) } }
      : entry,
  );
  return { ...filled, entries };
}
