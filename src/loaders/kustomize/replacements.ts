import type { YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { isMapping, isScalar } from '../../syntax/yaml/node.ts';
import { typePlain } from '../../syntax/yaml/type-scalar.ts';
import type { Item } from './item.ts';
import { previousIds, withRoot } from './item.ts';
import { field, isOn, itemsOf, textField, textsOfField } from './kustomization.ts';
import { placeOf } from '../objects/make-node.ts';
import { computedAt, isNothing, scalar, textOf } from './nodes.ts';
import type { Place } from '../objects/make-node.ts';
import { editMatches, lookUp, splitFieldPath } from './path-match.ts';
import { Refusal } from './refusal.ts';
import { isSelectedBy, nameId } from './resource-id.ts';
import type { ResourceId } from './resource-id.ts';
import { idSelection, selectorOf } from './selection.ts';
import { matchesTexts } from './selector.ts';
import type { Step } from './step.ts';
import { readFirst } from './step.ts';

/** `replacements`: copies values from a field of one object into fields of others. */
export function applyReplacements(
  items: readonly Item[],
  entries: readonly YamlNode[],
  step: Step,
): readonly Item[] {
  let all = items;
  for (const entry of entries) {
    for (const replacement of step.log.attempt(entry, [], () => written(entry, step))) {
      all = step.log.attempt(replacement, all, () => applyOne(all, replacement, step));
    }
  }
  return all;
}

/** A replacement stands in the kustomization, or one or many in a file of their own. */
function written(entry: YamlNode, step: Step): readonly YamlNode[] {
  const path = field(entry, 'path');
  if (!path) return [entry];
  const root = readFirst(step, textOf(path) ?? '', path, 'kubernetes');
  if (root?.kind === 'sequence') return root.items;
  if (isMapping(root)) return [root];
  throw new Refusal('kustomize-replacement', 'the file holds no replacement. Write one.', path);
}

function applyOne(items: readonly Item[], replacement: YamlNode, step: Step): readonly Item[] {
  const source = field(replacement, 'source');
  const targets = itemsOf(replacement, 'targets');
  if (!source || !field(replacement, 'targets')) {
    const message = 'a replacement needs a source and targets. Add them.';
    throw new Refusal('kustomize-replacement', message, replacement);
  }
  const value = sourceValue(items, source, step);
  if (!value) return items;
  return targets.reduce((all, target) => applyTarget(all, value, target, step), items);
}

function idsOf(item: Item): readonly ResourceId[] {
  return [item.id, ...previousIds(item)];
}

/** The value to copy; undefined where its object may be among those that could not be read. */
function sourceValue(items: readonly Item[], source: YamlNode, step: Step): YamlNode | undefined {
  const wanted = idSelection(source);
  const matches = items.filter((item) => idsOf(item).some((id) => isSelectedBy(id, wanted)));
  const [match] = matches;
  if (!match || matches.length > 1) {
    if (!match && step.isIncomplete()) return undefined;
    const what = match ? `means ${matches.length} objects` : 'means no object of this build';
    const message = `the source ${nameId(wanted)} of a replacement ${what}. Correct it.`;
    throw new Refusal('kustomize-replacement', message, source);
  }
  const path = textField(source, 'fieldPath') || 'metadata.name';
  const value = lookUp(match.root, splitFieldPath(path));
  if (!value || isNothing(value)) {
    const message = `${nameId(match.id)} has no ${path} to copy. Correct the source of the replacement.`;
    throw new Refusal('kustomize-replacement', message, source);
  }
  return refined(value, field(source, 'options'), source);
}

/** A part of the text, where the source has a delimiter. */
function refined(value: YamlNode, options: YamlNode | undefined, at: YamlNode): YamlNode {
  const delimiter = textField(options, 'delimiter');
  if (delimiter === '') return value;
  if (!isScalar(value)) throw new Refusal('kustomize-replacement', 'only texts have a delimiter.', at);
  const part = (textOf(value) ?? '').split(delimiter)[indexOf(options)];
  if (part === undefined) {
    throw new Refusal('kustomize-replacement', 'the index of a replacement is out of bounds.', options ?? at);
  }
  return { ...value, value: part, ...computedAt(value, 'a replacement copies a part of this text') };
}

function indexOf(options: YamlNode | undefined): number {
  const index = field(options, 'index');
  return isScalar(index) && typeof index.value === 'number' ? index.value : 0;
}

function applyTarget(items: readonly Item[], value: YamlNode, target: YamlNode, step: Step): readonly Item[] {
  const select = field(target, 'select');
  if (!select) {
    throw new Refusal('kustomize-replacement', 'a target of a replacement has no `select`. Add it.', target);
  }
  const selector = selectorOf(select);
  const rejects = itemsOf(target, 'reject').map(selectorOf);
  return items.map((item) => {
    const ids = idsOf(item);
    if (!ids.some((id) => isSelectedBy(id, selector)) || !matchesTexts(item, selector)) return item;
    const isRejected = rejects.some((reject) => {
      const byText = reject.labelSelector !== '' || reject.annotationSelector !== '';
      if (byText && matchesTexts(item, reject)) return true;
      const isStated =
        `${reject.group}${reject.version}${reject.kind}${reject.name}${reject.namespace}` !== '';
      return isStated && ids.some((id) => isSelectedBy(id, reject));
    });
    return isRejected ? item : copyInto(item, value, target, step);
  });
}

function copyInto(item: Item, value: YamlNode, target: YamlNode, step: Step): Item {
  const options = field(target, 'options');
  const written = textsOfField(target, 'fieldPaths').map((node) => textOf(node) ?? '');
  let { root } = item;
  for (const path of written.length > 0 ? written : ['metadata.name']) {
    const changes = step.shared.watch();
    const create = isOn(options, 'create') ? value.kind : undefined;
    const set = (old: YamlNode, isMade: boolean): YamlNode =>
      changes.replace(old, replaced(old, value, { options, isMade, target }));
    const edited = editMatches(root, { path: splitFieldPath(path), create, at: value, set });
    if (edited.count === 0) {
      const message = `${nameId(item.id)} has no ${path} to replace. Correct it, or set \`create: true\`.`;
      throw new Refusal('kustomize-replacement', message, target);
    }
    if (isMapping(edited.node)) root = changes.spread(edited.node);
  }
  return withRoot(item, root);
}

interface Setting {
  readonly options: YamlNode | undefined;
  readonly isMade: boolean;
  readonly target: YamlNode;
}

function replaced(old: YamlNode, value: YamlNode, { options, isMade, target }: Setting): YamlNode {
  const delimiter = textField(options, 'delimiter');
  const place = copiedPlace(value, target);
  let text = textOf(value) ?? '';
  if (delimiter !== '') {
    if (!isScalar(old)) throw new Refusal('kustomize-replacement', 'only texts have a delimiter.', target);
    const parts = (textOf(old) ?? '').split(delimiter);
    const index = indexOf(options);
    if (index < 0) parts.unshift(text);
    else if (index >= parts.length) parts.push(text);
    else parts[index] = text;
    text = parts.join(delimiter);
  }
  if (!isScalar(old)) return value;
  const partly = computedAt(value, 'a replacement copies it into a part of another text');
  return typedLike(old, text, delimiter === '' ? place : partly, isMade);
}

function copiedPlace(value: YamlNode, { file, start, end }: YamlNode): Place {
  if (value.came) return placeOf(value);
  return { ...placeOf(value), came: { kind: 'chain', through: [{ file, start, end }] } };
}

/** The text with the type that the field had; what is made is typed as if written without quotes. */
function typedLike(old: YamlScalar, text: string, place: Place, isMade: boolean): YamlNode {
  if (isMade) return scalar(typePlain(text, 'kustomize'), place);
  if (typeof old.value === 'string') return { ...scalar(text, place), style: old.style };
  const typed = typePlain(text, 'kustomize');
  if (typeof typed === typeof old.value && old.value !== null) return scalar(typed, place);
  const message = `a replacement puts a text where ${String(old.value)} stands. Put that in quotes.`;
  throw new Refusal('kustomize-replacement', message, old);
}
