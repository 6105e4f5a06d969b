import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { nodeAt } from '../../syntax/yaml/node.ts';
import { mapping, scalar, textOf, withEntry, withoutEntry, withText } from './nodes.ts';
import type { Place } from '../objects/make-node.ts';
import type { ResourceId } from './resource-id.ts';
import type { SourceReader } from './source-reader.ts';
import { effectiveNamespace, idKey, splitApiVersion } from './resource-id.ts';

/** How a generated object treats one of the same name. */
export type Behavior = 'create' | 'merge' | 'replace' | 'unspecified';

/** A name that an object had before it was changed; the namespace is the effective one. */
export interface PreviousName {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** One object on its way through a build. Never changed: every step makes another one. */
export interface Item {
  readonly root: YamlMapping;
  readonly id: ResourceId;
  /** Oldest first. */
  readonly previous: readonly PreviousName[];
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
  readonly behavior: Behavior;
  readonly needsHash: boolean;
  /** Names of the variables whose value is read from it. */
  readonly variables: readonly string[];
  /** The file that brought it in, and the generator if one made it. */
  readonly source: { readonly file: string; readonly generator?: string | undefined };
}

/** An object as a file or a generator states it. */
export function createItem(root: YamlMapping, source: Item['source']): Item {
  return {
    root,
    id: idOf(root),
    previous: [],
    prefixes: [],
    suffixes: [],
    behavior: 'unspecified',
    needsHash: false,
    variables: [],
    source,
  };
}

/** The same object with other content. */
export function withRoot(item: Item, root: YamlMapping): Item {
  return root === item.root ? item : { ...item, root, id: idOf(root) };
}

/** Remembers the present name, so that references to it still find the object. */
export function rememberName(item: Item): Item {
  const { kind, name } = item.id;
  return { ...item, previous: [...item.previous, { kind, name, namespace: effectiveNamespace(item.id) }] };
}

/** Every id that the object has had, oldest first, without the present one. */
export function previousIds(item: Item): readonly ResourceId[] {
  return item.previous.map((one) => withGroup(one, item));
}

function withGroup({ kind, name, namespace }: PreviousName, { id }: Item): ResourceId {
  return { group: id.group, version: id.version, kind, name, namespace };
}

/** The first id that the object had. */
export function originalId(item: Item): ResourceId {
  const [first] = item.previous;
  return first ? withGroup(first, item) : item.id;
}

/** Whether the object has, or has had, this id. */
export function hadId(item: Item, id: ResourceId): boolean {
  const key = idKey(id);
  return idKey(item.id) === key || previousIds(item).some((one) => idKey(one) === key);
}

/** Id of an object as written. */
export function idOf(root: YamlMapping): ResourceId {
  return {
    ...splitApiVersion(textOf(nodeAt(root, 'apiVersion')) ?? ''),
    kind: textOf(nodeAt(root, 'kind')) ?? '',
    name: textOf(nodeAt(root, 'metadata', 'name')) ?? '',
    namespace: textOf(nodeAt(root, 'metadata', 'namespace')) ?? '',
  };
}

/** Labels or annotations as texts. */
export function textsOf(root: YamlNode, field: 'labels' | 'annotations'): ReadonlyMap<string, string> {
  const found = nodeAt(root, 'metadata', field);
  const texts = new Map<string, string>();
  if (found?.kind !== 'mapping') return texts;
  for (const { key, value } of found.entries) texts.set(key.value, textOf(value) ?? '');
  return texts;
}

/** The object with another entry in its metadata, or without it. */
export function withMetadata(root: YamlMapping, name: string, value: YamlNode | undefined): YamlMapping {
  const found = nodeAt(root, 'metadata');
  if (value === undefined) {
    return found?.kind === 'mapping' ? withEntry(root, 'metadata', withoutEntry(found, name)) : root;
  }
  const metadata = found?.kind === 'mapping' ? found : mapping([], value);
  return withEntry(root, 'metadata', withEntry(metadata, name, value));
}

/** The object with another name; a plain name is typed anew. */
export function withName(root: YamlMapping, name: string, place: Place): YamlMapping {
  const old = nodeAt(root, 'metadata', 'name');
  const node = old?.kind === 'scalar' ? withText(old, name, place) : scalar(name, place);
  return withMetadata(root, 'name', node);
}

/** Labels or annotations with texts for values, whatever was written; itself where they are. */
export function asTexts(node: YamlNode, reader: SourceReader): YamlNode {
  if (node.kind !== 'mapping') return node;
  let isSame = true;
  const entries = node.entries.map((entry) => {
    const { key, value } = entry;
    const text = value.kind === 'scalar' ? reader.stated(value) : '';
    if (value.kind === 'scalar' && value.value === text) return entry;
    isSame = false;
    return { key, value: scalar(text, value) };
  });
  return isSame ? node : { ...node, entries };
}
