import type { SourceRange } from '../../core/location.ts';
import type { YamlFile, YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, isScalar, nodeAt } from '../../syntax/yaml/node.ts';
import { readInline } from './inline-text.ts';
import type { Item } from './item.ts';
import { asTexts, hadId, idOf, rememberName, textsOf, withMetadata, withName, withRoot } from './item.ts';
import { applyJsonPatch } from './json-patch.ts';
import { field, isOn, textField } from './kustomization.ts';
import { isMissingOrNull, isNothing, mapping, scalar, textOf, withEntry } from './nodes.ts';
import { objectsOf } from './objects.ts';
import { Refusal } from './refusal.ts';
import { apiVersionOf, nameId } from './resource-id.ts';
import type { ResourceId } from './resource-id.ts';
import { selectItems } from './selector.ts';
import { selectorOf } from './selection.ts';
import { strategicMerge } from './strategic-merge.ts';
import type { Step } from './step.ts';
import { readDocuments } from './step.ts';

/** `patchesStrategicMerge`: every patch into the one object of its name. */
export function patchesStrategicMerge(
  items: readonly Item[],
  patches: readonly YamlNode[],
  step: Step,
): readonly Item[] {
  let all = items;
  for (const one of patches) {
    all = step.log.attempt(one, all, () => {
      const objects = objectsOf(strategicFile(one, step), step.log);
      return objects.reduce((some, patch) => mergeIntoNamed(some, patch, step, { isCopied: true }), all);
    });
  }
  return all;
}

/** An entry of `patchesStrategicMerge` is the text of a patch, else the path of one. */
function strategicFile(node: YamlNode, step: Step): YamlFile {
  const text = textOf(node) ?? '';
  if (isScalar(node) && /[:\n]/.test(text)) {
    const inline = readInline(node, 'kustomize', step.reader);
    if (inline.documents.some(({ root }) => isMapping(root))) return inline;
  }
  return readDocuments(step, text, node, 'kustomize');
}

/** `patchesJson6902`: every list of operations on the objects of its target. */
export function patchesJson(
  items: readonly Item[],
  patches: readonly YamlNode[],
  step: Step,
): readonly Item[] {
  let all = items;
  for (const one of patches) {
    all = step.log.attempt(one, all, () => {
      const target = field(one, 'target');
      if (!target || textField(target, 'name') === '') {
        throw new Refusal('kustomize-patch', 'a JSON patch has no target with a name. Add it.', one);
      }
      const operations = operationsOf(patchFile(one, 'jsonOp', 'kubernetes', step), one);
      return applyOperations(all, operations, target, step, { isRemembered: false });
    });
  }
  return all;
}

/** `patches`: strategic merge or JSON, inline or in files, for named objects or a target. */
export function patches(items: readonly Item[], entries: readonly YamlNode[], step: Step): readonly Item[] {
  let all = items;
  for (const one of entries) {
    // What is no mapping has been refused where the fields were looked at.
    if (isMapping(one)) all = step.log.attempt(one, all, () => applyPatch(all, one, step));
  }
  return all;
}

function applyPatch(items: readonly Item[], entry: YamlNode, step: Step): readonly Item[] {
  const target = field(entry, 'target');
  const strategic = patchFile(entry, 'patch', 'kustomize', step);
  const first = strategic.documents.find(({ root }) => root)?.root;
  if (first?.kind === 'sequence') {
    if (!target) throw new Refusal('kustomize-patch', 'a JSON patch has no target. Add it.', entry);
    const operations = operationsOf(patchFile(entry, 'patch', 'kubernetes', step), entry);
    return applyOperations(items, operations, target, step, { isRemembered: true });
  }
  const objects = objectsOf(strategic, step.log);
  const [patch, second] = objects;
  if (!patch)
    throw new Refusal('kustomize-patch', 'there is no patch in it. Write one, or remove it.', entry);
  const options = optionsOf(entry);
  if (!target) {
    return objects.reduce(
      (all, one) => mergeIntoNamed(all, one, step, { ...options, isCopied: false }),
      items,
    );
  }
  if (second) {
    throw new Refusal(
      'kustomize-patch',
      'a patch with a target holds more than one object. Split it.',
      entry,
    );
  }
  const selected = new Set(selectItems(items, selectorOf(target)).map(({ id }) => keyOf(id)));
  return items.flatMap((item) =>
    selected.has(keyOf(item.id)) ? mergeInto(item, patch, step, { ...options, isCopied: true }) : [item],
  );
}

function keyOf(id: ResourceId): string {
  return `${apiVersionOf(id)}|${id.kind}|${id.namespace}|${id.name}`;
}

/** The documents of a patch: the text in a field, or the file at `path`. */
function patchFile(
  entry: YamlNode,
  name: 'patch' | 'jsonOp',
  typing: 'kustomize' | 'kubernetes',
  step: Step,
): YamlFile {
  const inline = field(entry, 'patch') ?? field(entry, name);
  const path = field(entry, 'path');
  const text = (textOf(inline) ?? '').trim();
  if (text === '' && !path) {
    throw new Refusal('kustomize-patch', 'a patch has neither `patch` nor `path`. Add one.', entry);
  }
  if (text !== '' && path) {
    throw new Refusal('kustomize-patch', 'a patch has both `patch` and `path`. Keep one.', entry);
  }
  if (path) return readDocuments(step, textOf(path) ?? '', path, typing);
  if (!isScalar(inline))
    throw new Refusal('kustomize-patch', 'a patch is no text. Quote it with `|-`.', entry);
  // Kustomize trims what stands in `patches`, so that a block at its end has no last newline.
  const isTrimmed = name === 'patch';
  return withoutSyntaxErrors(readInline(inline, typing, step.reader, { isTrimmed }), entry);
}

function withoutSyntaxErrors(file: YamlFile, entry: YamlNode): YamlFile {
  const [syntax] = file.diagnostics;
  if (syntax) throw new Refusal('kustomize-patch', syntax.message, syntax.at ?? entry);
  return file;
}

function operationsOf(file: YamlFile, entry: YamlNode): readonly YamlNode[] {
  const root = file.documents.find((one) => one.root)?.root;
  if (root?.kind === 'sequence' && root.items.length > 0) return root.items;
  throw new Refusal('kustomize-patch', 'a JSON patch is no list of operations. Write a list.', root ?? entry);
}

interface PatchOptions {
  readonly allowsName: boolean;
  readonly allowsKind: boolean;
}

function optionsOf(entry: YamlNode): PatchOptions {
  const options = field(entry, 'options');
  return { allowsName: isOn(options, 'allowNameChange'), allowsKind: isOn(options, 'allowKindChange') };
}

function applyOperations(
  items: readonly Item[],
  operations: readonly YamlNode[],
  target: YamlNode,
  step: Step,
  { isRemembered }: { readonly isRemembered: boolean },
): readonly Item[] {
  const selected = new Set(selectItems(items, selectorOf(target)));
  return items.map((item) => {
    if (!selected.has(item)) return item;
    return step.log.attempt(target, item, () => {
      const ready = isRemembered ? rememberName(item) : item;
      const patched = applyJsonPatch(withAnnotations(ready), operations);
      return withRoot(ready, step.shared.separate(patched));
    });
  });
}

/**
 * Kustomize keeps its notes about an object (older names, generators) in annotations, so that a patch
 * finds `metadata.annotations` there even where nobody wrote any.
 */
function withAnnotations({ root, previous, needsHash, behavior }: Item): YamlMapping {
  const isNoted = previous.length > 0 || needsHash;
  const isThere = !isMissingOrNull(nodeAt(root, 'metadata', 'annotations'));
  if (isThere || (!isNoted && behavior === 'unspecified')) return root;
  return withMetadata(root, 'annotations', mapping([], root));
}

interface MergeOptions extends Partial<PatchOptions> {
  /** Whether the patch is first made to fit the object, as Kustomize does for targets. */
  readonly isCopied: boolean;
}

function mergeIntoNamed(
  items: readonly Item[],
  patch: YamlMapping,
  step: Step,
  options: MergeOptions,
): readonly Item[] {
  const id = idOf(patch);
  const matches = items.filter((item) => hadId(item, id));
  const [target] = matches;
  if (!target || matches.length > 1) {
    if (!target && step.isIncomplete()) {
      const message = `${nameId(id)} is not among the objects that could be read; its patch is left out.`;
      step.log.note('kustomize-patch-target', message, patch);
      return items;
    }
    throw noTarget(id, matches.length, patch);
  }
  return items.flatMap((item) => (item === target ? mergeInto(item, patch, step, options) : [item]));
}

function noTarget(id: ResourceId, count: number, patch: YamlNode): Refusal {
  const what = count === 0 ? 'is no object of this build' : `is the name of ${count} objects`;
  const message = `a patch is for ${nameId(id)}, which ${what}. Correct its kind, name or namespace.`;
  return new Refusal('kustomize-patch-target', message, patch);
}

/** The object with a patch merged into it; nothing where the patch deletes it. */
function mergeInto(item: Item, patch: YamlMapping, step: Step, options: MergeOptions): readonly Item[] {
  const ready = options.isCopied ? fitted(patch, item, step) : patch;
  const changes = step.shared.watch();
  const merged = strategicMerge(item.root, ready, {
    shapeOf: step.shapeOf,
    written: (node) => step.reader.written(node),
    replace: (old, value) => changes.replace(old, value),
  });
  if (!merged || isNothing(merged)) return [];
  const { kind, name } = item.id;
  let root = changes.spread(merged);
  if (options.allowsKind !== true) root = keepKind(root, kind, item.root);
  if (options.allowsName !== true) root = keepName(root, name, item.root);
  root = withMetadata(root, 'namespace', nodeAt(item.root, 'metadata', 'namespace'));
  const changed = options.allowsName === true || options.allowsKind === true ? rememberName(item) : item;
  return [withRoot(changed, root)];
}

function keepKind(root: YamlMapping, kind: string, from: YamlMapping): YamlMapping {
  const old = nodeAt(from, 'kind');
  return textOf(nodeAt(root, 'kind')) === kind && nodeAt(root, 'kind') === old
    ? root
    : withEntry(root, 'kind', old ?? scalar(kind, from));
}

function keepName(root: YamlMapping, name: string, from: YamlMapping): YamlMapping {
  const old = nodeAt(from, 'metadata', 'name');
  return old ? withMetadata(root, 'name', old) : withName(root, name, from);
}

/**
 * The patch with the API version of the object and with labels and annotations as texts: Kustomize writes
 * them anew for a target, so that a null among them becomes the text `null` and deletes nothing.
 */
function fitted(patch: YamlMapping, item: Item, step: Step): YamlMapping {
  const version: SourceRange = nodeAt(patch, 'apiVersion') ?? patch;
  let root = withEntry(patch, 'apiVersion', scalar(apiVersionOf(item.id), version));
  for (const name of ['labels', 'annotations'] as const) {
    const found = nodeAt(root, 'metadata', name);
    if (!found) continue;
    const texts = textsOf(root, name);
    root = withMetadata(root, name, texts.size === 0 ? undefined : asTexts(found, step.reader));
  }
  return root;
}
