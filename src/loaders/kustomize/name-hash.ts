import { createHash } from 'node:crypto';
import { byKey } from '../../core/order.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, nodeAt } from '../../syntax/yaml/node.ts';
import type { Item } from './item.ts';
import { rememberName, withName, withRoot } from './item.ts';
import { computedAt, textOf } from './nodes.ts';

// Kustomize spells hashes without vowels and look-alikes.
const SPELLING: Readonly<Record<string, string>> = { 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' };
const LENGTH = 10;

/** The object with the hash of its content behind its name. */
export function addHash(item: Item): Item {
  const name = `${item.id.name}-${contentHash(item)}`;
  const why = 'a generator adds a hash of the content to the name';
  const place = computedAt(nodeAt(item.root, 'metadata', 'name') ?? item.root, why);
  return withRoot(rememberName(item), withName(item.root, name, place));
}

/** Hash of the content of a ConfigMap or Secret, as Kustomize computes it. */
function contentHash({ root, id }: Item): string {
  const data = nodeAt(root, 'data');
  const parts: [string, string][] = [
    ['kind', goJson(id.kind)],
    // Kustomize looks the name up in a field that never exists, so that names do not count.
    ['name', '""'],
    ['data', data ? nodeJson(data) : '""'],
  ];
  const other = id.kind === 'Secret' ? 'stringData' : 'binaryData';
  const more = nodeAt(root, other);
  if (isMapping(more)) parts.push([other, nodeJson(more)]);
  if (id.kind === 'Secret') parts.push(['type', goJson(textOf(nodeAt(root, 'type')) ?? '')]);
  const text = `{${parts
    .sort(byKey(([key]) => key))
    .map(([key, value]) => `"${key}":${value}`)
    .join(',')}}`;
  const hex = createHash('sha256').update(text, 'utf8').digest('hex').slice(0, LENGTH);
  return hex.replace(/[013ae]/g, (letter) => SPELLING[letter] ?? letter);
}

function nodeJson(node: YamlNode): string {
  if (node.kind === 'sequence') return `[${node.items.map(nodeJson).join(',')}]`;
  if (node.kind === 'mapping') {
    const entries = [...node.entries].sort(byKey(({ key }) => key.value));
    return `{${entries.map(({ key, value }) => `${goJson(key.value)}:${nodeJson(value)}`).join(',')}}`;
  }
  return typeof node.value === 'string' ? goJson(node.value) : JSON.stringify(node.value);
}

/** A text as Go writes it in JSON: signs of HTML and the line separators are escaped. */
function goJson(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
