import type { YamlMapping, YamlNode, YamlSequence } from '../../syntax/yaml/ast.ts';
import { entryOf } from '../../syntax/yaml/node.ts';
import { typePlain } from '../../syntax/yaml/type-scalar.ts';
import { elementOf, matchedValues, valuesOf, withElement } from './keyed-list.ts';
import type { MergeShape } from './merge-shape.ts';
import { isMissingOrNull, isNothing, scalar, textOf, withEntry, withoutEntry } from './nodes.ts';
import { Refusal } from './refusal.ts';
import type { Merge } from './strategic-merge.ts';
import { knownDirective } from './strategic-merge.ts';

interface ListMerge {
  readonly base: YamlNode | undefined;
  readonly change: YamlNode | undefined;
  readonly shape: MergeShape;
  readonly merge: Merge;
}

/** Items that are compared with one another; lists in manifests have at most some hundred. */
const MOST_ITEMS = 2000;

/** Merges a list item by item: items of the patch first, in its order, then the others. */
export function mergeList({ base, change, shape, merge }: ListMerge): YamlNode | undefined {
  if (base !== undefined && change !== undefined && isMissingOrNull(change)) return undefined;
  const isNew = isMissingOrNull(base);
  const directive = isNew ? undefined : directiveOf(change);
  if (directive?.name === 'delete') return undefined;
  const patch = directive ? directive.rest : change;
  const target = isNew || directive?.name === 'replace' || base === change ? patch : base;
  if (target?.kind !== 'sequence') return undefined;
  const keys = shape.mergeKeys ?? [];
  const patchItems = patch?.kind === 'sequence' ? patch.items : [];
  const simple = mergeDistinct(target, patchItems, keys, (a, b) => merge(a, b, shape.items));
  if (simple) return simple;
  if (target.items.length + patchItems.length > MOST_ITEMS) {
    const message = `this list has over ${MOST_ITEMS} items to merge. Shorten it; the patch is left out.`;
    throw new Refusal('kustomize-limit', message, target);
  }
  const merger = new ListMerger(target.items, patchItems, (a, b) => merge(a, b, shape.items));
  return { ...target, items: merger.run(keys.length === 0 ? [''] : keys) };
}

type MergeItem = (base: YamlNode | undefined, change: YamlNode | undefined) => YamlNode | undefined;

/** The usual case: every item says its one key, no key twice. Undefined where it is another one. */
function mergeDistinct(
  target: YamlSequence,
  patch: readonly YamlNode[],
  keys: readonly string[],
  merge: MergeItem,
): YamlSequence | undefined {
  const bases = distinct(target.items, keys);
  const changes = distinct(patch, keys);
  if (!bases || !changes) return undefined;
  const merged = new Map<string, YamlNode | undefined>();
  for (const [value, change] of changes) {
    const base = bases.get(value);
    const isReplaced = isStale(base, change);
    merged.set(value, isReplaced ? base : merge(base, change));
  }
  let isSame = merged.size === 0;
  for (const [value, base] of bases) {
    if (merged.has(value)) continue;
    const item = merge(base, undefined);
    if (item !== base) isSame = false;
    merged.set(value, item);
  }
  if (isSame) return target;
  // With more than one key, what was there keeps its order behind what is new.
  const fresh = [...changes.keys()].filter((value) => !bases.has(value));
  const order = keys.length > 1 ? [...fresh, ...bases.keys()] : [...merged.keys()];
  const items = order.flatMap((value) => {
    const item = merged.get(value);
    return item && !isNothing(item) ? [item] : [];
  });
  return { ...target, items };
}

/** Whether a patch replaces an item as a whole. Kustomize then leaves the item as it was. */
function isStale(base: YamlNode | undefined, change: YamlNode | undefined): boolean {
  const isOther = base !== undefined && base !== change;
  return isOther && textOf(entryOf(change, '$patch')?.value) === 'replace';
}

function distinct(
  items: readonly YamlNode[],
  keys: readonly string[],
): ReadonlyMap<string, YamlNode> | undefined {
  const byValue = new Map<string, YamlNode>();
  for (const item of items) {
    const value = keys.length === 0 ? scalarValue(item) : keyOf(item, keys);
    if (value === undefined || byValue.has(value)) return undefined;
    byValue.set(value, item);
  }
  return byValue;
}

function scalarValue(item: YamlNode): string | undefined {
  const text = textOf(item);
  return text === '' ? undefined : text;
}

function keyOf(item: YamlNode, keys: readonly string[]): string | undefined {
  if (item.kind !== 'mapping' || item.entries.length === 0) return undefined;
  const values: string[] = [];
  for (const key of keys) {
    const text = textOf(entryOf(item, key)?.value);
    if (text === undefined || text === '') return undefined;
    values.push(text);
  }
  return values.join('\n');
}

function directiveOf(
  node: YamlNode | undefined,
): { readonly name: 'delete' | 'replace' | 'merge'; readonly rest: YamlSequence } | undefined {
  if (node?.kind !== 'sequence') return undefined;
  const found = node.items.find((item) => entryOf(item, '$patch'));
  if (found?.kind !== 'mapping' || found.entries.length > 1) return undefined;
  const value = entryOf(found, '$patch')?.value;
  const name = knownDirective(textOf(value), value ?? found);
  return { name, rest: { ...node, items: withElement(node.items, ['$patch'], [name], undefined) } };
}

/** The general case, step by step as Kustomize goes, so that odd lists come out as oddly. */
class ListMerger {
  #bases: readonly YamlNode[];
  readonly #changes: YamlNode[];
  readonly #merge: MergeItem;

  constructor(bases: readonly YamlNode[], changes: readonly YamlNode[], merge: MergeItem) {
    this.#bases = bases;
    this.#changes = [...changes];
    this.#merge = merge;
  }

  run(keys: readonly string[]): readonly YamlNode[] {
    const listed = [...valuesOf(this.#changes, keys), ...valuesOf(this.#bases, keys)];
    const all = matchedValues(listed, keys);
    let added: readonly YamlNode[] = [];
    let lastKeys: readonly string[] = [];
    for (const values of all) {
      const valid = validKeys(all, values, keys);
      lastKeys = valid.keys;
      const item = this.#mergeItem(valid.keys, valid.values);
      if (item) added = withElement(added, valid.keys, valid.values, item);
    }
    return all.length > 0 ? appendItems(added, this.#bases, lastKeys) : this.#bases;
  }

  /** Merges the items of some values; undefined where none is left. */
  #mergeItem(keys: readonly string[], values: readonly string[]): YamlNode | undefined {
    const sought = validKeys([values], values, keys);
    const base = elementOf(this.#bases, sought.keys, sought.values);
    const change = elementOf(this.#changes, sought.keys, sought.values);
    const isReplaced = isStale(base, change);
    let item = isReplaced ? change : this.#merge(base, change);
    if (item === undefined || isNothing(item)) {
      // What is merged with itself loses its directive, and may be too little to be found and removed.
      const left = base === change && base?.kind === 'mapping' ? withoutEntry(base, '$patch') : base;
      const others = this.#bases.map((one) => (one === base ? (left ?? one) : one));
      this.#bases = withElement(others, keys, values, undefined);
      return undefined;
    }
    for (const [index, key] of keys.entries()) {
      const value = values[index] ?? '';
      if (item.kind === 'mapping' && key !== '' && value !== '' && !entryOf(item, key)) {
        item = withEntry(item, key, scalar(typePlain(value, 'kustomize'), item));
      }
    }
    const made = item;
    if (base && !isReplaced) this.#bases = this.#bases.map((one) => (one === base ? made : one));
    else if (change) this.#changes[this.#changes.indexOf(change)] = made;
    return made;
  }
}

/** The keys that any of the values fills; all keys where none does. */
function validKeys(
  all: readonly (readonly string[])[],
  values: readonly string[],
  keys: readonly string[],
): { readonly keys: readonly string[]; readonly values: readonly string[] } {
  const filled = new Set<string>();
  for (const some of all) {
    for (const [index, value] of some.entries()) if (value !== '') filled.add(keys[index] ?? '');
  }
  if (filled.size === 0) return { keys, values };
  return {
    keys: keys.filter((key) => filled.has(key)),
    values: values.filter((value, index) => value !== '' || filled.has(keys[index] ?? '')),
  };
}

function appendItems(
  to: readonly YamlNode[],
  items: readonly YamlNode[],
  keys: readonly string[],
): readonly YamlNode[] {
  let all = to;
  for (const item of items) {
    if ((keys[0] ?? '') === '') {
      all = withElement(all, [''], [textOf(item) ?? ''], item);
      continue;
    }
    const values: string[] = [];
    for (const key of keys) {
      const value = fieldOf(item, key);
      if (value) values.push(textOf(value) ?? '');
      else all = [...all, item];
    }
    if (keys.length > 1) all = withElement(all, keys, values, undefined);
    all = withElement(all, keys, values, item);
  }
  return all;
}

function fieldOf(item: YamlNode, key: string): YamlNode | undefined {
  if (isMissingOrNull(item)) return undefined;
  return entryOf(mappingOrRefuse(item), key)?.value;
}

function mappingOrRefuse(item: YamlNode): YamlMapping {
  if (item.kind === 'mapping') return item;
  const message = `this list is merged by a key, but one of its items is a ${item.kind}. Correct the item.`;
  throw new Refusal('kustomize-patch', message, item);
}
