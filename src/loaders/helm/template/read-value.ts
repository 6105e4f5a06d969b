import { Unknown } from '../../../core/value.ts';
import type { YamlNode } from '../../../syntax/yaml/ast.ts';
import { bareValue } from './from-node.ts';
import { placedTree } from './place-nodes.ts';
import { withoutAbsent } from './text-parts.ts';
import type { GoValue } from './value.ts';
import { Dict, doubted, List, plain, Text, Traced, uncertaintyOf } from './value.ts';

/**
 * What a text holds that a template reads as YAML (`root` is its tree): with the places of the text's pieces,
 * and with a doubt where the text is in doubt.
 */
export function readValue(root: YamlNode, text: GoValue): GoValue {
  if (!(text instanceof Text)) return doubtedInside(bareValue(root), uncertaintyOf(text));
  const byDefault = withoutAbsent(text);
  const value = valueOf(root, placedTree(root, { text: byDefault, offset: 0, file: '' }));
  if (byDefault !== text) open(value, uncertaintyOf(text));
  return value;
}

/** Marks that an unread file may add keys to every dict inside. */
function open(value: GoValue, because: Unknown | undefined): void {
  if (value instanceof List) for (const item of value.items) open(item, because);
  if (!(value instanceof Dict)) return;
  value.uncertain ??= because;
  for (const [, item] of value.entries()) open(item, because);
}

/** A doubt about every scalar inside of a value, and about the keys it may have. */
export function doubtedInside(value: GoValue, because: Unknown | undefined): GoValue {
  if (because === undefined) return value;
  if (value instanceof List) {
    const { node, goType } = value;
    const items = value.items.map((item) => doubtedInside(item, because));
    return new List(items, { node, goType, uncertain: because });
  }
  if (value instanceof Dict) {
    for (const [key, item] of value.entries()) value.set(key, doubtedInside(item, because));
  }
  return doubted(value, because);
}

function valueOf(node: YamlNode, placed: YamlNode): GoValue {
  if (placed.kind === 'scalar' && Unknown.is(placed.value)) {
    return doubtedInside(bareValue(node), placed.value);
  }
  if (node.kind === 'sequence' && placed.kind === 'sequence') {
    const items = node.items.map((item, index) => valueOf(item, placed.items[index] ?? item));
    return new List(items, { node: known(placed) });
  }
  if (node.kind === 'mapping' && placed.kind === 'mapping') {
    return Dict.of(
      node.entries.map(({ key, value }, index) => {
        const inner = placed.entries[index]?.value ?? value;
        return [key.value, valueOf(value, inner)] as const;
      }),
      { node: known(placed) },
    );
  }
  const value = plain(bareValue(node));
  const isScalar = value === null || typeof value !== 'object';
  return isScalar ? new Traced(value, { node: known(placed) }) : value;
}

/** A node whose text stands in a file, not only in what a template wrote. */
function known(node: YamlNode): YamlNode | undefined {
  return node.file === '' || node.came?.kind === 'computed' ? undefined : node;
}
