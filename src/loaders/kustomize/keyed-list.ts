import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { entryOf } from '../../syntax/yaml/node.ts';
import { isMissingOrNull, isNothing, textOf } from './nodes.ts';
import { Refusal } from './refusal.ts';

/**
 * The list with the items of these values replaced by the element, or the element at its end; without the
 * element: without those items. Fewer values than keys match every item that has the first keys. Items that
 * are null or `{}` go. The key `''` means the text of the item itself.
 */
export function withElement(
  items: readonly YamlNode[],
  keys: readonly string[],
  values: readonly string[],
  element: YamlNode | undefined,
): readonly YamlNode[] {
  const seeksMapping = (keys[0] ?? '') !== '' && (values[0] ?? '') !== '';
  const kept: YamlNode[] = [];
  let isFound = false;
  for (const item of items) {
    if (isMissingOrNull(item) || (item.kind === 'mapping' && isNothing(item))) continue;
    if (item.kind !== 'mapping' && seeksMapping) {
      kept.push(item);
    } else if (!matches(item, keys, values)) {
      if (values.length > 0) kept.push(item);
    } else {
      isFound = true;
      if (element) kept.push(element);
    }
  }
  if (element && !isMissingOrNull(element) && !isFound) kept.push(element);
  return kept;
}

function matches(item: YamlNode, keys: readonly string[], values: readonly string[]): boolean {
  let matched: YamlNode | undefined;
  for (const [index, key] of keys.entries()) {
    // Where values are fewer than keys, the last match counts for the rest.
    if (index < values.length) matched = field(item, key, values[index] ?? '');
    if (!matched) return false;
  }
  return true;
}

function field(item: YamlNode, key: string, wanted: string): YamlNode | undefined {
  if (key === '') {
    if (item.kind === 'scalar') return textOf(item) === wanted ? item : undefined;
  } else if (item.kind === 'mapping') {
    const value = entryOf(item, key)?.value;
    // An empty value matches any item that has the field.
    return value && (wanted === '' || textOf(value) === wanted) ? value : undefined;
  }
  const message = `this list is merged by a key, but one of its items is a ${item.kind}. Correct the item.`;
  throw new Refusal('kustomize-patch', message, item);
}

/** The first item whose fields are exactly these values. */
export function elementOf(
  items: readonly YamlNode[],
  keys: readonly string[],
  values: readonly string[],
): YamlNode | undefined {
  if ((keys[0] ?? '') === '') return items.find((item) => (textOf(item) ?? '') === (values[0] ?? ''));
  return items.find((item) =>
    keys.every((key, index) => {
      const value = entryOf(item, key)?.value;
      return value !== undefined && (textOf(value) ?? '') === (values[index] ?? '');
    }),
  );
}

/** The values of the keys, one list per item, each once. */
export function valuesOf(
  items: readonly YamlNode[],
  keys: readonly string[],
): readonly (readonly string[])[] {
  return items.map((item) =>
    keys.map((key) => (key === '' ? (textOf(item) ?? '') : (textOf(entryOf(item, key)?.value) ?? ''))),
  );
}

/** Values that differ only where one is empty are the same: a port without protocol and one with. */
export function matchedValues(
  listed: readonly (readonly string[])[],
  keys: readonly string[],
): readonly (readonly string[])[] {
  const seen = new Set<string>();
  const all = listed.filter((values) => {
    const key = values.join('\n');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  if (keys.length < 2) return all;
  for (let first = 0; first < all.length; first += 1) {
    const values = all[first] ?? [];
    for (let second = 0; second < all.length; second += 1) {
      const joined = joinedValues(values, all[second] ?? []);
      if (!joined) continue;
      all[first] = joined;
      all[second] = joined;
    }
  }
  return all;
}

function joinedValues(a: readonly string[], b: readonly string[]): readonly string[] | undefined {
  let hasCommon = false;
  const joined: string[] = [];
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? '';
    if (value === other) hasCommon = true;
    else if (value !== '' && other !== '') return undefined;
    joined.push(value === '' ? other : value);
  }
  return hasCommon ? joined : undefined;
}
