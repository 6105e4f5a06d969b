import type { YamlEntry, YamlMapping, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { entryOf, isMapping, isScalar, itemsAt, nodeAt } from '../../syntax/yaml/node.ts';
import { byCodeUnit } from '../../core/order.ts';
import type { FieldSpec } from './field-path.ts';
import { editField, fieldSpec } from './field-path.ts';
import type { Item } from './item.ts';
import { originalId, rememberName, withRoot } from './item.ts';
import { placeOf, sequenceOf } from '../objects/make-node.ts';
import { computedAt, isMissingOrNull, scalar, textOf, withEntry, withText } from './nodes.ts';
import { Refusal } from './refusal.ts';
import { idKey, isCertainlyClusterWide, isSelectedByGvk, nameId } from './resource-id.ts';
import type { SharedChanges } from './shared-nodes.ts';
import type { Step } from './step.ts';

/** Sets the same entries in every mapping that the fields lead to: labels, selectors, annotations. */
export function addEntries(
  items: readonly Item[],
  entries: readonly YamlEntry[],
  specs: readonly FieldSpec[],
  step: Step,
): readonly Item[] {
  if (entries.length === 0) return items;
  const sorted = [...entries].sort((a, b) => byCodeUnit(a.key.value, b.key.value));
  const texts = sorted.map(({ key, value }) => ({ name: key.value, value: asText(value), at: key }));
  return items.map((item) =>
    step.log.attempt(item.root, item, () => {
      let { root } = item;
      for (const { name, value, at } of texts) {
        const place = placeOf(at);
        const changes = step.shared.watch();
        const made = step.shared.share(value);
        const set = (node: YamlNode): YamlNode => setEntry(node, name, { value, made, changes });
        for (const spec of specs) {
          root = editField(root, item.id, { spec, createKind: 'mapping', place, set });
          root = changes.spread(root);
        }
      }
      return withRoot(item, root);
    }),
  );
}

/** Labels and annotations are texts, whatever the file says. */
function asText(value: YamlNode): YamlScalar {
  if (isScalar(value) && typeof value.value === 'string') return value;
  return scalar(textOf(value) ?? '', value);
}

interface EntryValue {
  readonly value: YamlNode;
  /** What is put where there was nothing: one value for all places of an object. */
  readonly made: YamlNode;
  readonly changes: SharedChanges;
}

function setEntry(node: YamlNode, name: string, { value, made, changes }: EntryValue): YamlNode {
  if (isMapping(node)) {
    const old = entryOf(node, name)?.value;
    return withEntry(node, name, old && old !== made ? changes.replace(old, { ...value }) : made);
  }
  if (isMissingOrNull(node)) return node;
  const message = `\`${name}\` cannot be set, because its place holds no mapping. Correct the object.`;
  throw new Refusal('kustomize-field-path', message, node);
}

export interface NamespaceOptions {
  readonly namespace: YamlScalar;
  readonly specs: readonly FieldSpec[];
  /** Whether objects that state a namespace keep it. */
  readonly unsetOnly: boolean;
  readonly subjects: 'defaultOnly' | 'allServiceAccounts' | 'none';
}

/** Puts every object that is not certainly cluster-wide into a namespace. */
export function setNamespace(items: readonly Item[], options: NamespaceOptions, step: Step): readonly Item[] {
  const text = textOf(options.namespace) ?? '';
  if (text === '') return items;
  const value = scalar(text, options.namespace);
  const moved = items.map((item) =>
    step.log.attempt(item.root, item, () => withRoot(rememberName(item), inNamespace(item, value, options))),
  );
  return withoutConflicts(moved, 'the namespace', step);
}

/** Objects whose ids became the same: the first stays, and kubectl would refuse. */
function withoutConflicts(items: readonly Item[], because: string, step: Step): readonly Item[] {
  const taken = new Set<string>();
  return items.filter(({ id, root }) => {
    const key = idKey(id);
    if (!taken.has(key)) {
      taken.add(key);
      return true;
    }
    const message = `${because} makes two objects ${nameId(id)}. Rename one; the second is left out.`;
    step.log.refuse(new Refusal('kustomize-duplicate', message, root), root);
    return false;
  });
}

const METADATA_NAMESPACE = fieldSpec('metadata/namespace', { create: true });

function inNamespace(item: Item, value: YamlScalar, options: NamespaceOptions): YamlMapping {
  const set = (node: YamlNode): YamlNode => {
    if (!isScalar(node)) {
      throw new Refusal('kustomize-field-path', 'a namespace is no text. Correct the object.', node);
    }
    return options.unsetOnly && (textOf(node) ?? '') !== '' ? node : value;
  };
  const { id } = item;
  const edit = { createKind: 'scalar', place: value, set } as const;
  let { root } = item;
  if (!isCertainlyClusterWide(id)) root = editField(root, id, { ...edit, spec: METADATA_NAMESPACE });
  const isBinding = id.kind === 'RoleBinding' || id.kind === 'ClusterRoleBinding';
  if (isBinding) root = withSubjects(root, options.subjects, set, value);
  for (const spec of options.specs) {
    if (spec.path === 'metadata/namespace') continue;
    if (spec.path === 'metadata/name' && (id.group !== '' || id.version !== 'v1')) continue;
    if (isBinding && spec.path === 'subjects/namespace') continue;
    root = editField(root, id, { ...edit, spec });
  }
  return root;
}

function withSubjects(
  root: YamlMapping,
  mode: NamespaceOptions['subjects'],
  set: (node: YamlNode) => YamlNode,
  value: YamlScalar,
): YamlMapping {
  const subjects = nodeAt(root, 'subjects');
  if (mode === 'none' || subjects?.kind !== 'sequence') return root;
  const items = itemsAt(root, 'subjects').map((subject) => {
    const isMeant =
      mode === 'defaultOnly'
        ? textOf(entryOf(subject, 'name')?.value) === 'default'
        : textOf(entryOf(subject, 'kind')?.value) === 'ServiceAccount';
    if (!isMeant || !isMapping(subject)) return subject;
    const old = entryOf(subject, 'namespace')?.value ?? scalar(null, value);
    return withEntry(subject, 'namespace', set(old));
  });
  return withEntry(root, 'subjects', sequenceOf(items, subjects));
}

// Kinds whose names Kustomize never changes.
const UNNAMED = [
  { group: '', version: '', kind: 'CustomResourceDefinition' },
  { group: 'apiregistration.k8s.io', version: '', kind: 'APIService' },
  { group: '', version: '', kind: 'Namespace' },
];

/** `namePrefix` or `nameSuffix`. */
export function affixNames(
  items: readonly Item[],
  affix: YamlScalar,
  options: { readonly where: 'prefix' | 'suffix'; readonly specs: readonly FieldSpec[] },
  step: Step,
): readonly Item[] {
  const text = textOf(affix) ?? '';
  const isPrefix = options.where === 'prefix';
  const why = isPrefix ? 'namePrefix stands before the name' : 'nameSuffix stands behind the name';
  const set = (node: YamlNode): YamlNode => {
    if (!isScalar(node)) throw new Refusal('kustomize-field-path', 'a name is no text. Correct it.', node);
    const old = textOf(node) ?? '';
    const place = node.came?.kind === 'computed' ? placeOf(node) : computedAt(node, why);
    return withText(node, isPrefix ? text + old : old + text, place);
  };
  return items.map((item) => {
    const original = originalId(item);
    if (UNNAMED.some((gvk) => isSelectedByGvk(original, gvk))) return item;
    return step.log.attempt(item.root, item, () => {
      let named = item;
      for (const spec of options.specs) {
        if (!isSelectedByGvk(original, spec)) continue;
        if (spec.path === 'metadata/name' && text !== '')
          named = affixed(rememberName(named), text, isPrefix);
        const edit = { spec, createKind: 'scalar', place: affix, set } as const;
        named = withRoot(named, editField(named.root, named.id, edit));
      }
      return named;
    });
  });
}

function affixed(item: Item, text: string, isPrefix: boolean): Item {
  if (isPrefix) return { ...item, prefixes: [...item.prefixes, text] };
  return { ...item, suffixes: [...item.suffixes, text] };
}

/** A number in quotes stays in quotes. */
function countLike(old: YamlNode, count: YamlScalar): YamlScalar {
  if (!isScalar(old) || old.style === 'plain') return count;
  return { ...count, value: textOf(count) ?? '', style: old.style };
}

/** `replicas`: the number for the workload of a name. */
export function setReplicas(
  items: readonly Item[],
  entry: { readonly name: string; readonly count: YamlScalar; readonly at: YamlNode },
  specs: readonly FieldSpec[],
  step: Step,
): readonly Item[] {
  let isFound = false;
  const all = items.map((item) => {
    let { root } = item;
    for (const spec of specs) {
      const ids = [item.id, ...item.previous.map((one) => ({ ...item.id, ...one }))];
      if (!ids.some((id) => id.name === entry.name && isSelectedByGvk(id, spec))) continue;
      isFound = true;
      const set = (old: YamlNode): YamlNode => countLike(old, entry.count);
      root = editField(root, item.id, { spec, createKind: 'scalar', place: entry.count, set });
    }
    return withRoot(item, root);
  });
  if (!isFound && !step.isIncomplete()) {
    const message = `replicas are set for ${entry.name}, which is no workload here. Correct the name.`;
    throw new Refusal('kustomize-replicas', message, entry.at);
  }
  return all;
}
