import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { entryOf } from '../../syntax/yaml/node.ts';
import { isMissingOrNull, mapping, scalar, withEntry } from './nodes.ts';
import type { Place } from '../objects/make-node.ts';
import { Refusal } from './refusal.ts';
import type { Gvk, ResourceId } from './resource-id.ts';
import { isSelectedByGvk } from './resource-id.ts';

/** A field of some kinds of objects. Empty group, version and kind mean any. */
export interface FieldSpec extends Gvk {
  readonly path: string;
  /** Whether the field, and the mappings that lead to it, are made where they are missing. */
  readonly create: boolean;
  /** The path in its parts. Lists on the way need no part: each of their items is visited. */
  readonly steps: readonly string[];
}

/** A field of a kind; `a/b[]/c` with `\/` for a slash inside a name. */
export function fieldSpec(
  path: string,
  options: Partial<Gvk> & { readonly create?: boolean } = {},
): FieldSpec {
  const { group = '', version = '', kind = '', create = false } = options;
  return { group, version, kind, path, create, steps: splitPath(path, '/') };
}

/** The parts of a path; a backslash before the delimiter keeps it inside a part. */
export function splitPath(path: string, delimiter: string): readonly string[] {
  const parts = path.split(delimiter);
  if (parts.length > 1 && parts[0] === '') parts.shift();
  const split: string[] = [];
  for (const part of parts) {
    const last = split.at(-1);
    if (last?.endsWith('\\') === true) split[split.length - 1] = last.slice(0, -1) + delimiter + part;
    else split.push(part);
  }
  return split;
}

export interface FieldEdit {
  readonly spec: FieldSpec;
  /** What to make of a missing field; undefined: nothing, whatever the field says. */
  readonly createKind?: 'scalar' | 'mapping' | undefined;
  /** What a field that is made points to. */
  readonly place: Place;
  readonly set: (node: YamlNode) => YamlNode;
}

/** The object with a field set, everywhere the path leads; itself where the field is not for its kind. */
export function editField(root: YamlMapping, id: ResourceId, edit: FieldEdit): YamlMapping {
  if (!isSelectedByGvk(id, edit.spec)) return root;
  const edited = editAt(root, 0, edit);
  return edited.kind === 'mapping' ? edited : root;
}

function editAt(node: YamlNode, step: number, edit: FieldEdit): YamlNode {
  if (step === edit.spec.steps.length) return edit.set(node);
  if (node.kind === 'sequence') {
    let isSame = true;
    const items = node.items.map((item) => {
      const edited = editAt(item, step, edit);
      if (edited !== item) isSame = false;
      return edited;
    });
    return isSame ? node : { ...node, items };
  }
  if (node.kind === 'mapping') return editEntry(node, step, edit);
  if (isMissingOrNull(node)) return node;
  const message = `${edit.spec.path} leads through a text or number. Correct the path, or the object.`;
  throw new Refusal('kustomize-field-path', message, node);
}

function editEntry(node: YamlMapping, step: number, edit: FieldEdit): YamlNode {
  const { spec, createKind, place } = edit;
  const part = spec.steps[step] ?? '';
  if (part === '*')
    throw new Refusal('kustomize-field-path', `${spec.path} has a wildcard. Name the field.`, node);
  const isList = part.endsWith('[]');
  const name = isList ? part.slice(0, -2) : part;
  const creates = spec.create && createKind !== undefined && !isList;
  const isLast = step + 1 === spec.steps.length;
  const found = entryOf(node, name)?.value;
  let value = found;
  if (creates && isMissingOrNull(found)) {
    value = isLast && createKind === 'scalar' ? scalar(null, place) : mapping([], place);
  }
  if (!value) return node;
  const edited = editAt(value, step + 1, edit);
  return edited === found ? node : withEntry(node, name, edited);
}
