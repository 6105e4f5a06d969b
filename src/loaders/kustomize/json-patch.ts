import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { entryOf, textAt } from '../../syntax/yaml/node.ts';
import { textOf, withEntry, withoutEntry } from './nodes.ts';
import { Refusal } from './refusal.ts';

/**
 * Applies the operations of a JSON patch (RFC 6902) as kubectl's library does: `replace` also makes a missing
 * key, and negative indexes count from the end.
 */
export function applyJsonPatch(object: YamlMapping, operations: readonly YamlNode[]): YamlMapping {
  let root: YamlNode = object;
  for (const operation of operations) root = applyOne(root, operation);
  if (root.kind === 'mapping') return root;
  throw refuse(root, 'the patch leaves no object');
}

function applyOne(root: YamlNode, operation: YamlNode): YamlNode {
  const name = textAt(operation, 'op');
  const path = pathAt(operation, 'path');
  const value = entryOf(operation, 'value')?.value;
  switch (name) {
    case 'add':
      return change(root, path, operation, (parent, key) => add(parent, key, needed(value, operation)));
    case 'remove':
      return change(root, path, operation, (parent, key) => remove(parent, key, operation));
    case 'replace':
      return replace(root, path, operation, needed(value, operation));
    case 'move': {
      const from = pathAt(operation, 'from');
      const moved = read(root, from, operation);
      const without = change(root, from, operation, (parent, key) => remove(parent, key, operation));
      return change(without, path, operation, (parent, key) => add(parent, key, moved));
    }
    case 'copy': {
      const copied = read(root, pathAt(operation, 'from'), operation);
      if (partsOf(copied, MOST_COPIED) >= MOST_COPIED) throw refuse(operation, 'a copied value is too large');
      return change(root, path, operation, (parent, key) => add(parent, key, copied));
    }
    case 'test':
      return test(root, path, operation, value);
    default:
      throw refuse(operation, `\`${name ?? ''}\` is no operation of a JSON patch`);
  }
}

// A value that is copied into itself doubles each time; no object of a cluster has as many parts.
const MOST_COPIED = 10_000;

/** How many values a value holds; counting stops at the limit. */
function partsOf(node: YamlNode, limit: number): number {
  if (node.kind === 'scalar') return 1;
  let count = 1;
  for (const part of node.kind === 'mapping' ? node.entries.map(({ value }) => value) : node.items) {
    if (count >= limit) break;
    count += partsOf(part, limit - count);
  }
  return count;
}

function refuse(at: YamlNode, what: string): Refusal {
  return new Refusal('kustomize-json-patch', `${what}. Correct the JSON patch.`, at);
}

function needed(value: YamlNode | undefined, operation: YamlNode): YamlNode {
  if (value) return value;
  throw refuse(operation, 'an operation has no value');
}

function pathAt(operation: YamlNode, name: 'path' | 'from'): readonly string[] {
  const text = textOf(entryOf(operation, name)?.value);
  if (text === undefined) throw refuse(operation, `an operation has no ${name}`);
  return text
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

type Change = (parent: YamlNode, key: string) => YamlNode;

/** The tree with the parent of a path changed. */
function change(node: YamlNode, path: readonly string[], operation: YamlNode, make: Change): YamlNode {
  const [key, ...rest] = path;
  if (key === undefined) throw refuse(operation, 'an operation has an empty path');
  if (node.kind === 'scalar')
    throw refuse(operation, `${pathText(operation)} leads through a text or number`);
  if (rest.length === 0) return make(node, key);
  const child = childOf(node, key);
  if (!child) throw refuse(operation, `there is no ${pathText(operation)}`);
  const changed = change(child, rest, operation, make);
  if (node.kind === 'mapping') return withEntry(node, key, changed);
  const at = indexIn(node.items, key);
  return { ...node, items: node.items.map((item, index) => (index === at ? changed : item)) };
}

function pathText(operation: YamlNode): string {
  return textAt(operation, 'path') ?? '';
}

function childOf(node: YamlNode, key: string): YamlNode | undefined {
  if (node.kind === 'mapping') return entryOf(node, key)?.value;
  if (node.kind === 'scalar') return undefined;
  const index = indexIn(node.items, key);
  return index === undefined ? undefined : node.items[index];
}

/** Index of an existing item; a negative one counts from the end. */
function indexIn(items: readonly YamlNode[], key: string): number | undefined {
  if (!/^[-+]?\d+$/.test(key)) return undefined;
  const index = Number(key) < 0 ? Number(key) + items.length : Number(key);
  return index >= 0 && index < items.length ? index : undefined;
}

function read(root: YamlNode, path: readonly string[], operation: YamlNode): YamlNode {
  let node: YamlNode | undefined = root;
  for (const key of path) node = node && childOf(node, key);
  if (node) return node;
  throw refuse(operation, `there is nothing at the \`from\` of an operation`);
}

function add(parent: YamlNode, key: string, value: YamlNode): YamlNode {
  if (parent.kind === 'mapping') return withEntry(parent, key, value);
  if (parent.kind === 'scalar') throw refuse(value, 'a value is added to a text or number');
  const { items } = parent;
  if (key === '-') return { ...parent, items: [...items, value] };
  const given = /^[-+]?\d+$/.test(key) ? Number(key) : Number.NaN;
  const index = given < 0 ? given + items.length + 1 : given;
  if (!(index >= 0 && index <= items.length)) throw refuse(value, `\`${key}\` is no index of this list`);
  return { ...parent, items: [...items.slice(0, index), value, ...items.slice(index)] };
}

function remove(parent: YamlNode, key: string, operation: YamlNode): YamlNode {
  if (!childOf(parent, key)) throw refuse(operation, `there is no ${pathText(operation)} to remove`);
  if (parent.kind === 'mapping') return withoutEntry(parent, key);
  if (parent.kind === 'scalar') return parent;
  const at = indexIn(parent.items, key);
  return { ...parent, items: parent.items.filter((_, index) => index !== at) };
}

function replace(root: YamlNode, path: readonly string[], operation: YamlNode, value: YamlNode): YamlNode {
  if (path.length === 0) {
    if (value.kind === 'scalar') throw refuse(operation, 'the whole object is replaced by a text or number');
    return value;
  }
  return change(root, path, operation, (parent, key) => {
    if (parent.kind === 'mapping') return withEntry(parent, key, value);
    if (parent.kind === 'scalar') return parent;
    const at = indexIn(parent.items, key);
    if (at === undefined) throw refuse(operation, `there is no ${pathText(operation)} to replace`);
    return { ...parent, items: parent.items.map((item, index) => (index === at ? value : item)) };
  });
}

function test(
  root: YamlNode,
  path: readonly string[],
  operation: YamlNode,
  value: YamlNode | undefined,
): YamlNode {
  let node: YamlNode | undefined = root;
  for (const key of path) node = node && childOf(node, key);
  if (isEqual(node, value)) return root;
  throw refuse(operation, `the test of ${pathText(operation)} fails, so the patch does not apply`);
}

/** Whether two values are the same, whatever the order of keys. */
function isEqual(a: YamlNode | undefined, b: YamlNode | undefined): boolean {
  if (!a || !b)
    return (a?.kind === 'scalar' ? a.value === null : !a) && (b?.kind !== 'scalar' || b.value === null);
  if (a.kind === 'scalar') return b.kind === 'scalar' && a.value === b.value;
  if (a.kind === 'sequence') {
    if (b.kind !== 'sequence' || b.items.length !== a.items.length) return false;
    return a.items.every((item, index) => isEqual(item, b.items[index]));
  }
  if (b.kind !== 'mapping' || b.entries.length !== a.entries.length) return false;
  return a.entries.every(({ key, value }) => isEqual(value, entryOf(b, key.value)?.value));
}
