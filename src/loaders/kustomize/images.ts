import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, isScalar } from '../../syntax/yaml/node.ts';
import type { FieldSpec } from './field-path.ts';
import { editField } from './field-path.ts';
import type { Item } from './item.ts';
import { withRoot } from './item.ts';
import { field, textField } from './kustomization.ts';
import { computedAt, isMissingOrNull, textOf, withEntry, withText } from './nodes.ts';
import { Refusal } from './refusal.ts';
import { matchesWhole } from './selector.ts';
import type { Step } from './step.ts';

/** `images`: another name, tag or digest for every container with this image. */
export function setImage(
  items: readonly Item[],
  image: YamlNode,
  specs: readonly FieldSpec[],
  step: Step,
): readonly Item[] {
  const set = (node: YamlNode): YamlNode => changed(node, image);
  return items.map((item) => {
    if (item.id.kind === 'CustomResourceDefinition') return item;
    return step.log.attempt(item.root, item, () => {
      const inLists = editContainers(item.root, set);
      let root = isMapping(inLists) ? inLists : item.root;
      for (const spec of specs) root = editField(root, item.id, { spec, place: image, set });
      return withRoot(item, root);
    });
  });
}

const CONTAINER_LISTS: ReadonlySet<string> = new Set(['containers', 'initContainers']);

/** Every `image` in every list called `containers` or `initContainers`, however deep it stands. */
function editContainers(node: YamlNode, set: (node: YamlNode) => YamlNode): YamlNode {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'sequence') {
    const items = node.items.map((item) => editContainers(item, set));
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }
  let edited: YamlMapping = node;
  for (const { key, value } of node.entries) {
    const inside = editContainers(value, set);
    const done = CONTAINER_LISTS.has(key.value) ? editImages(inside, set) : inside;
    if (done !== value) edited = withEntry(edited, key.value, done);
  }
  return edited;
}

function editImages(list: YamlNode, set: (node: YamlNode) => YamlNode): YamlNode {
  if (list.kind !== 'sequence') return list;
  const items = list.items.map((item) => {
    const image = field(item, 'image');
    return isMapping(item) && image ? withEntry(item, 'image', set(image)) : item;
  });
  return { ...list, items };
}

function changed(node: YamlNode, image: YamlNode): YamlNode {
  if (isMissingOrNull(node)) return node;
  if (!isScalar(node)) throw new Refusal('kustomize-image', 'an image is no text. Correct the object.', node);
  const text = textOf(node) ?? '';
  const wanted = textField(image, 'name');
  if (!isImage(text, wanted, image)) return node;
  const parts = splitImage(text);
  const newName = field(image, 'newName');
  const newTag = field(image, 'newTag');
  const digest = field(image, 'digest');
  const suffix = field(image, 'tagSuffix');
  const name = textOf(newName) ?? parts.name;
  let { tag } = parts;
  let hash = parts.digest;
  if (newTag || digest) {
    tag = textOf(newTag) ?? '';
    hash = textOf(digest) ?? '';
  } else if (suffix) {
    tag += textOf(suffix) ?? '';
    hash = '';
  }
  const whole = `${name}${tag === '' ? '' : `:${tag}`}${hash === '' ? '' : `@${hash}`}`;
  if (whole === text) return node;
  const maker = newTag ?? digest ?? suffix ?? newName ?? image;
  return withText(node, whole, computedAt(maker, `images of the kustomization replaces ${wanted}`));
}

const TAIL = String.raw`(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?`;
const TAIL_PATTERN = new RegExp(`^${TAIL}$`);

/** Whether an image has this name, which Kustomize takes for a pattern. */
function isImage(text: string, name: string, at: YamlNode): boolean {
  // Dots are the only signs of a pattern in usual names, and stand for one character each.
  if (!/^[\w/.:-]*$/.test(name)) return matchesWhole(`${name}${TAIL}`, text, at);
  for (let index = 0; index < name.length; index += 1) {
    if (name[index] !== '.' && name[index] !== text[index]) return false;
  }
  return text.length >= name.length && TAIL_PATTERN.test(text.slice(name.length));
}

/** Name, tag and digest of an image; a port of a registry is part of the name. */
function splitImage(text: string): {
  readonly name: string;
  readonly tag: string;
  readonly digest: string;
} {
  const slash = Math.max(0, text.indexOf('/'));
  const at = text.indexOf('@', slash);
  const colon = text.indexOf(':', slash);
  if (at < 0 && colon < 0) return { name: text, tag: '', digest: '' };
  if (at >= 0 && (colon < 0 || at < colon)) {
    return { name: text.slice(0, at), tag: '', digest: text.slice(at + 1) };
  }
  if (at < 0) return { name: text.slice(0, colon), tag: text.slice(colon + 1), digest: '' };
  return { name: text.slice(0, colon), tag: text.slice(colon + 1, at), digest: text.slice(at + 1) };
}
