import { isUtf8 } from 'node:buffer';
import type { YamlEntry, YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, isScalar, nodeAt } from '../../syntax/yaml/node.ts';
import { byCodeUnit, byKey } from '../../core/order.ts';
import type { Behavior, Item } from './item.ts';
import { createItem, hadId, textsOf, withMetadata, withName, withRoot } from './item.ts';
import type { KeyValue } from './key-values.ts';
import { readKeyValues } from './key-values.ts';
import { entriesOf, field, isOn, textField } from './kustomization.ts';
import { computedAt, keyNode, mapping, scalar, textOf, withEntry, withoutEntry } from './nodes.ts';
import { Refusal } from './refusal.ts';
import { nameId } from './resource-id.ts';
import type { Step } from './step.ts';

/** The ConfigMap or Secret that an entry of a generator field states. */
export function generate(
  kind: 'ConfigMap' | 'Secret',
  args: YamlNode,
  globals: YamlNode | undefined,
  step: Step,
): Item {
  const metadata = field(args, 'metadata');
  const name = field(args, 'name') ?? field(metadata, 'name');
  if (!name || textOf(name) === '') {
    throw new Refusal('kustomize-generator', `a generated ${kind} has no name. Add it.`, args);
  }
  const namespace = field(args, 'namespace') ?? field(metadata, 'namespace');
  const options = field(args, 'options');
  const made = computedAt(args, `a generator makes this ${kind}`);
  const word = (text: string): YamlNode => scalar(text, made);
  let root = mapping(
    [
      { key: keyNode('apiVersion', made), value: word('v1') },
      { key: keyNode('kind', made), value: word(kind) },
      { key: keyNode('metadata', made), value: mapping([{ key: keyNode('name', made), value: name }], made) },
    ],
    args,
  );
  if (namespace) root = withMetadata(root, 'namespace', namespace);
  if (kind === 'Secret') root = withEntry(root, 'type', field(args, 'type') ?? word('Opaque'));
  root = withData(root, kind, readKeyValues(args, step), args);
  for (const part of ['labels', 'annotations'] as const) {
    const entries = optionEntries(options, globals, part);
    if (entries.length > 0) root = withMetadata(root, part, mapping(entries, args));
  }
  if (isOn(options, 'immutable') || isOn(globals, 'immutable')) {
    root = withEntry(root, 'immutable', scalar(true, field(options, 'immutable') ?? made));
  }
  const needsHash = !isOn(options, 'disableNameSuffixHash') && !isOn(globals, 'disableNameSuffixHash');
  const source = { file: step.file, generator: `${kind}Generator` };
  return { ...createItem(root, source), behavior: behaviorOf(textField(args, 'behavior')), needsHash };
}

function behaviorOf(text: string): Behavior {
  return text === 'merge' || text === 'replace' || text === 'create' ? text : 'unspecified';
}

/** Entries of the options of this generator, which win, and of `generatorOptions`. */
function optionEntries(
  own: YamlNode | undefined,
  globals: YamlNode | undefined,
  part: 'labels' | 'annotations',
): readonly YamlEntry[] {
  const byName = new Map<string, YamlEntry>();
  for (const { key, value } of [...entriesOf(globals, part), ...entriesOf(own, part)]) {
    const text =
      isScalar(value) && typeof value.value === 'string' ? value : scalar(textOf(value) ?? '', value);
    byName.set(key.value, { key, value: text });
  }
  return [...byName.values()].sort(byKey(({ key }) => key.value));
}

function withData(
  root: YamlMapping,
  kind: 'ConfigMap' | 'Secret',
  pairs: readonly KeyValue[],
  args: YamlNode,
): YamlMapping {
  const data: YamlEntry[] = [];
  const binary: YamlEntry[] = [];
  for (const { key, bytes, place } of [...pairs].sort((a, b) => byCodeUnit(a.key, b.key))) {
    const isText = kind === 'ConfigMap' && isUtf8(bytes);
    const text = isText ? Buffer.from(bytes).toString('utf8') : base64(bytes);
    const isBinary = kind === 'ConfigMap' && !isText;
    (isBinary ? binary : data).push({ key: keyNode(key, place), value: scalar(text, place) });
  }
  let whole = root;
  const place = computedAt(args, 'a generator makes it');
  if (kind === 'Secret' || data.length > 0) whole = withEntry(whole, 'data', mapping(data, place));
  return binary.length > 0 ? withEntry(whole, 'binaryData', mapping(binary, place)) : whole;
}

// Kustomize breaks what is encoded into lines of 70 characters, once it has more than one line.
const LINE = 70;

function base64(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('base64');
  if (text.length < LINE) return text;
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += LINE) lines.push(`${text.slice(at, at + LINE)}\n`);
  return lines.join('');
}

/** The objects with a generated one added, or merged into the one of its name, as its behavior says. */
export function absorbGenerated(items: readonly Item[], made: Item, step: Step): readonly Item[] {
  const matches = items.filter((item) => hadId(item, made.id));
  const [old] = matches;
  const merges = made.behavior === 'merge' || made.behavior === 'replace';
  if (!old) {
    if (!merges) return [...items, made];
    if (step.isIncomplete()) return items;
    const message = `${nameId(made.id)} is to be merged, but there is none yet. Remove \`behavior\`.`;
    throw new Refusal('kustomize-generator', message, made.root);
  }
  if (matches.length > 1 || !merges) {
    const message = `there is a ${nameId(made.id)} already. Set \`behavior: merge\`, or rename one.`;
    throw new Refusal('kustomize-duplicate', message, made.root);
  }
  const merged = mergeGenerated(old, made);
  return items.map((item) => (item === old ? merged : item));
}

/** Keeps name, namespace and history of the old object; its labels and annotations where the new has none. */
function mergeGenerated(old: Item, made: Item): Item {
  let root = made.root;
  for (const part of ['labels', 'annotations'] as const) {
    if (textsOf(old.root, part).size === 0) continue;
    root = withMetadata(
      root,
      part,
      merged(nodeAt(old.root, 'metadata', part), nodeAt(root, 'metadata', part)),
    );
  }
  const oldName = nodeAt(old.root, 'metadata', 'name');
  root = oldName ? withMetadata(root, 'name', oldName) : withName(root, old.id.name, old.root);
  root = withMetadata(root, 'namespace', nodeAt(old.root, 'metadata', 'namespace'));
  if (made.behavior === 'merge') {
    for (const part of ['data', 'binaryData']) {
      const both = merged(nodeAt(old.root, part), nodeAt(root, part));
      const isEmpty = !isMapping(both) || both.entries.length === 0;
      root = isEmpty ? withoutEntry(root, part) : withEntry(root, part, both);
    }
  }
  const needsHash = made.needsHash && old.needsHash;
  return withRoot({ ...old, behavior: old.behavior, needsHash }, root);
}

function merged(old: YamlNode | undefined, made: YamlNode | undefined): YamlNode | undefined {
  if (!isMapping(old)) return made;
  if (!isMapping(made)) return old;
  const entries = new Map(old.entries.map((entry) => [entry.key.value, entry]));
  for (const { key, value } of made.entries) {
    const name = key.value;
    entries.set(name, { key: entries.get(name)?.key ?? keyNode(name, value), value });
  }
  return { ...old, entries: [...entries.values()] };
}
