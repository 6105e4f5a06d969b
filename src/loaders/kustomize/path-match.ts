import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { entryOf, isMapping } from '../../syntax/yaml/node.ts';
import { typePlain } from '../../syntax/yaml/type-scalar.ts';
import { splitPath } from './field-path.ts';
import { sequenceOf } from '../objects/make-node.ts';
import { isMissingOrNull, mapping, scalar, textOf, withEntry } from './nodes.ts';
import { Refusal } from './refusal.ts';
import { matchesPart } from './selector.ts';

/** The parts of a path of a replacement: dots separate, except in brackets and behind a backslash. */
export function splitFieldPath(path: string): readonly string[] {
  const parts: string[] = [];
  const split = splitPath(path, '.');
  for (let index = 0; index < split.length; index += 1) {
    const part = split[index] ?? '';
    if (!part.startsWith('[') || part.endsWith(']')) {
      parts.push(part);
      continue;
    }
    const bracketed = [part];
    while (index < split.length - 1) {
      index += 1;
      bracketed.push(split[index] ?? '');
      if (split[index]?.endsWith(']') === true) break;
    }
    const whole = bracketed.join('.');
    parts.push(whole.includes('=') ? whole : whole.replace(/^[[\]]+|[[\]]+$/g, ''));
  }
  return parts;
}

/** The value at a path without wildcards; undefined where there is none. */
export function lookUp(node: YamlNode, path: readonly string[]): YamlNode | undefined {
  let found: YamlNode | undefined = node;
  for (const raw of path) {
    const part = raw.trim();
    if (part === '') continue;
    if (!found || isMissingOrNull(found)) return undefined;
    found = step(found, part);
  }
  return found;
}

function step(node: YamlNode, part: string): YamlNode | undefined {
  if (/^\d+$/.test(part)) return node.kind === 'sequence' ? node.items[Number(part)] : undefined;
  if (part === '-') return node.kind === 'sequence' ? node.items.at(-1) : undefined;
  const wanted = /^\[([^=]*)=(.*)\]$/s.exec(part);
  if (!wanted) return isMapping(node) ? entryOf(node, part)?.value : undefined;
  const [, key = '', value = ''] = wanted;
  if (node.kind !== 'sequence') return undefined;
  return node.items.find((item) => textOf(key === '' ? item : entryOf(item, key)?.value) === value);
}

export interface MatchEdit {
  readonly path: readonly string[];
  /** What to make of a missing end of the path; undefined: nothing. */
  readonly create: YamlNode['kind'] | undefined;
  /** What made values point to. */
  readonly at: YamlNode;
  readonly set: (node: YamlNode, isMade: boolean) => YamlNode;
}

interface Matched {
  readonly node: YamlNode;
  readonly count: number;
}

/** The tree with every value that a path means changed, and how many there were. */
export function editMatches(root: YamlNode, edit: MatchEdit): Matched {
  return editFrom(root, 0, edit, false);
}

function editFrom(node: YamlNode, index: number, edit: MatchEdit, isMade: boolean): Matched {
  const part = edit.path[index];
  if (part === undefined) return { node: edit.set(node, isMade), count: 1 };
  if (/^\d+$/.test(part)) return editIndex(node, Number(part), index, edit);
  if (part === '*') return editItems(node, index, edit, () => true);
  const wanted = /^\[(.*)\]$/s.exec(part)?.[1];
  if (wanted !== undefined) return editKeyed(node, wanted, index, edit);
  if (isMissingOrNull(node)) return { node, count: 0 };
  if (!isMapping(node)) throw wrongKind(node, edit);
  const found = entryOf(node, part)?.value;
  if (!found && !edit.create) return { node, count: 0 };
  const inner = editFrom(found ?? made(index + 1, edit), index + 1, edit, !found);
  if (inner.count === 0) return { node, count: 0 };
  return { node: withEntry(node, part, inner.node), count: inner.count };
}

function wrongKind(node: YamlNode, { path }: MatchEdit): Refusal {
  const message = `${path.join('.')} leads through a ${node.kind}, which has no such part. Correct the path.`;
  return new Refusal('kustomize-replacement', message, node);
}

/** A value for the part before this one: what the part needs, or the kind that is to be made. */
function made(index: number, { path, create, at }: MatchEdit): YamlNode {
  const next = path[index];
  const isList = next !== undefined && (/^\d+$/.test(next) || /^\[.*\]$/s.test(next));
  const kind = next === undefined ? create : isList ? 'sequence' : 'mapping';
  if (kind === 'sequence') return sequenceOf([], at);
  return kind === 'mapping' ? mapping([], at) : scalar(null, at);
}

function editIndex(node: YamlNode, position: number, index: number, edit: MatchEdit): Matched {
  if (node.kind !== 'sequence') throw wrongKind(node, edit);
  const isNew = position === node.items.length && edit.create !== undefined;
  const found = isNew ? made(index + 1, edit) : node.items[position];
  if (!found) {
    const message = `${edit.path.join('.')} names item ${position}, which is not there. Correct it.`;
    throw new Refusal('kustomize-replacement', message, node);
  }
  const inner = editFrom(found, index + 1, edit, isNew);
  const items = [...node.items];
  items[position] = inner.node;
  return { node: { ...node, items }, count: inner.count };
}

function editItems(
  node: YamlNode,
  index: number,
  edit: MatchEdit,
  isMeant: (item: YamlNode) => boolean,
): Matched {
  if (isMissingOrNull(node)) return { node, count: 0 };
  if (node.kind !== 'sequence') throw wrongKind(node, edit);
  let count = 0;
  const items = node.items.map((item) => {
    if (!isMeant(item)) return item;
    const inner = editFrom(item, index + 1, edit, false);
    count += inner.count;
    return inner.node;
  });
  return count === 0 ? { node, count } : { node: { ...node, items }, count };
}

/** `[name=orders]`: the items whose field has the text, which Kustomize takes for a pattern. */
function editKeyed(node: YamlNode, wanted: string, index: number, edit: MatchEdit): Matched {
  const equals = wanted.indexOf('=');
  if (equals < 0) throw wrongKind(node, edit);
  const key = wanted.slice(0, equals);
  const value = wanted.slice(equals + 1);
  const isMeant = (item: YamlNode): boolean => {
    const text = textOf(key === '' ? item : entryOf(item, key)?.value);
    return text !== undefined && matchesPart(value, text, edit.at);
  };
  const edited = editItems(node, index, edit, isMeant);
  if (edited.count > 0 || !edit.create || node.kind !== 'sequence') return edited;
  const valueNode = scalar(typePlain(value, 'kustomize'), edit.at);
  const item = key === '' ? valueNode : withEntry(mapping([], edit.at), key, valueNode);
  const longer = { ...node, items: [...node.items, item] };
  return isMeant(item) ? editItems(longer, index, edit, isMeant) : edited;
}
