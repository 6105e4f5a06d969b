import type { YamlEntry, YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { entryOf, nodeAt } from '../../syntax/yaml/node.ts';
import { byCodeUnit } from '../../core/order.ts';
import { mergeList } from './merge-list.ts';
import type { MergeShape, ShapeOf } from './merge-shape.ts';
import { shapeOfField } from './merge-shape.ts';
import { isMissingOrNull, textOf, withoutEntry } from './nodes.ts';
import { Refusal } from './refusal.ts';

export interface MergeHelp {
  readonly shapeOf: ShapeOf;
  /** The text of a scalar as written. */
  readonly written: (node: YamlNode) => string;
  /** What takes the place of a value of the object. */
  readonly replace: (old: YamlNode, value: YamlNode) => YamlNode;
}

/** Merges one value into another; undefined where nothing is left. */
export type Merge = (
  base: YamlNode | undefined,
  patch: YamlNode | undefined,
  shape: MergeShape | undefined,
) => YamlNode | undefined;

/**
 * Merges a strategic merge patch into an object as Kustomize 5.5 does; undefined where the patch deletes it.
 * Kustomize also goes through what the patch does not name: it drops fields without a value, and tidies lists
 * that it merges item by item.
 */
export function strategicMerge(
  object: YamlMapping,
  patch: YamlMapping,
  { shapeOf, written, replace }: MergeHelp,
): YamlMapping | undefined {
  const merge: Merge = (base, change, given) => {
    const shape = given ?? shapeOfObject(base, shapeOf) ?? shapeOfObject(change, shapeOf);
    const leading = isMissingOrNull(base) ? change : base;
    if (isMissingOrNull(leading)) return mergeMissing(base, change);
    refuseOtherKind(leading, base, change);
    if (leading?.kind === 'mapping') return mergeMapping(base, change, { shape, merge, written, replace });
    if (leading?.kind === 'sequence' && shape?.mergeKeys) return mergeList({ base, change, shape, merge });
    const chosen = change ?? base;
    return isMissingOrNull(chosen) ? undefined : chosen;
  };
  const merged = merge(object, patch, undefined);
  return merged?.kind === 'mapping' ? merged : undefined;
}

function shapeOfObject(node: YamlNode | undefined, shapeOf: ShapeOf): MergeShape | undefined {
  if (node?.kind !== 'mapping') return undefined;
  const kind = textOf(nodeAt(node, 'kind'));
  const apiVersion = kind === undefined ? undefined : textOf(nodeAt(node, 'apiVersion'));
  return kind === undefined || apiVersion === undefined ? undefined : shapeOf(apiVersion, kind);
}

/** A written `null` stays, a field without any value goes. */
function mergeMissing(base: YamlNode | undefined, change: YamlNode | undefined): YamlNode | undefined {
  return change === undefined && base !== undefined && base.end > base.start ? base : undefined;
}

function refuseOtherKind(leading: YamlNode | undefined, ...nodes: readonly (YamlNode | undefined)[]): void {
  for (const node of nodes) {
    if (!node || isMissingOrNull(node) || node.kind === leading?.kind) continue;
    const message = `a patch merges a ${node.kind} into a ${leading?.kind ?? 'nothing'}. Correct it.`;
    throw new Refusal('kustomize-patch', message, node);
  }
}

interface MappingMerge {
  readonly shape: MergeShape | undefined;
  readonly merge: Merge;
  readonly written: MergeHelp['written'];
  readonly replace: MergeHelp['replace'];
}

function mergeMapping(
  base: YamlNode | undefined,
  change: YamlNode | undefined,
  help: MappingMerge,
): YamlNode | undefined {
  const directive = directiveOf(change);
  if (directive === 'delete') return undefined;
  if (base !== undefined && change !== undefined && isMissingOrNull(change)) return undefined;
  const patch = change?.kind === 'mapping' ? withoutEntry(change, '$patch') : undefined;
  // What is new is merged with itself, so that nulls and directives inside it are gone.
  const isNew = isMissingOrNull(base) || directive === 'replace' || base === change;
  const target = isNew ? patch : base;
  if (target?.kind !== 'mapping') return undefined;
  return mergeFields(target, patch, help);
}

function mergeFields(
  target: YamlMapping,
  patch: YamlMapping | undefined,
  { shape, merge, written, replace }: MappingMerge,
): YamlMapping {
  const changes = new Map(patch?.entries.map((entry) => [entry.key.value, entry]));
  const entries: YamlEntry[] = [];
  let isSame = true;
  for (const entry of target.entries) {
    const name = entry.key.value;
    const merged = merge(entry.value, changes.get(name)?.value, shapeOfField(shape, name));
    const isOther = merged !== undefined && merged !== entry.value;
    const value = isOther ? replace(entry.value, quotedLike(entry.value, merged, written)) : merged;
    changes.delete(name);
    if (value !== entry.value) isSame = false;
    if (value === entry.value) entries.push(entry);
    else if (value) entries.push({ key: entry.key, value });
  }
  for (const name of [...changes.keys()].sort(byCodeUnit)) {
    const entry = changes.get(name);
    const value = merge(undefined, entry?.value, shapeOfField(shape, name));
    if (entry && value) entries.push({ key: entry.key, value });
    if (value) isSame = false;
  }
  return isSame ? target : { ...target, entries };
}

/** Kustomize keeps the quotes of the text that a patch replaces: `2` in the place of `"1"` becomes a text. */
function quotedLike(old: YamlNode, value: YamlNode, written: (node: YamlNode) => string): YamlNode {
  if (old.kind !== 'scalar' || value.kind !== 'scalar' || old.style === value.style) return value;
  if (old.style === 'plain' || typeof value.value === 'string') return { ...value, style: old.style };
  return { ...value, value: written(value), style: old.style };
}

/** `$patch` of a mapping of a patch. */
function directiveOf(node: YamlNode | undefined): 'delete' | 'replace' | 'merge' | undefined {
  const entry = entryOf(node, '$patch');
  if (!entry) return undefined;
  return knownDirective(textOf(entry.value), entry.value);
}

/** One of the directives; anything else is refused. */
export function knownDirective(text: string | undefined, at: YamlNode): 'delete' | 'replace' | 'merge' {
  if (text === 'delete' || text === 'replace' || text === 'merge') return text;
  throw new Refusal('kustomize-patch', '$patch must be delete, replace or merge. Correct it.', at);
}
