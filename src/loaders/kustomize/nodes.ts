import type { SourceRange } from '../../core/location.ts';
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { isScalar } from '../../syntax/yaml/node.ts';
import { typePlain } from '../../syntax/yaml/type-scalar.ts';
import type { Place } from '../objects/make-node.ts';
import { placeOf, scalarOf } from '../objects/make-node.ts';

/** The same text as the maker of a value that is not written there. */
export function computedAt({ file, start, end }: SourceRange, why: string): Place {
  return { file, start, end, came: { kind: 'computed', why } };
}

/** A scalar that stands for the text at a place. */
export function scalar(value: YamlScalar['value'], place: Place): YamlScalar {
  // An empty text must not look like a field without any value.
  return value === '' ? { ...scalarOf(value, place), style: 'double' } : scalarOf(value, place);
}

/** A key that a loader adds. */
export function keyNode(name: string, place: Place): YamlEntry['key'] {
  return { kind: 'scalar', value: name, style: 'plain', ...placeOf(place) };
}

/** A mapping of these entries. */
export function mapping(entries: readonly YamlEntry[], place: Place): YamlMapping {
  return { kind: 'mapping', entries, flow: false, ...placeOf(place) };
}

/** The mapping with one entry replaced, or added at its end. */
export function withEntry(target: YamlMapping, name: string, value: YamlNode): YamlMapping {
  const at = target.entries.findIndex(({ key }) => key.value === name);
  const old = target.entries[at];
  if (!old) return { ...target, entries: [...target.entries, { key: keyNode(name, value), value }] };
  if (old.value === value) return target;
  const entries = [...target.entries];
  entries[at] = { key: old.key, value };
  return { ...target, entries };
}

/** The mapping without an entry. */
export function withoutEntry(target: YamlMapping, name: string): YamlMapping {
  const entries = target.entries.filter(({ key }) => key.value !== name);
  return entries.length === target.entries.length ? target : { ...target, entries };
}

/** The text of a scalar as written, whatever its type; undefined for everything else. */
export function textOf(node: YamlNode | undefined): string | undefined {
  if (!isScalar(node)) return undefined;
  const { value } = node;
  if (typeof value === 'string') return value;
  if (value === null) return '';
  return typeof value === 'object' ? undefined : String(value);
}

/** Whether there is no node, or null is written. */
export function isMissingOrNull(node: YamlNode | undefined): boolean {
  if (node === undefined) return true;
  if (node.kind !== 'scalar' || node.value === null) return node.kind === 'scalar';
  // Nothing behind a key inside braces: null while Kustomize works, and an empty text once it writes.
  return node.value === '' && node.style === 'plain' && node.start === node.end && !node.came;
}

/** Whether there is nothing in it: missing, null, `{}` or `[]`. */
export function isNothing(node: YamlNode | undefined): boolean {
  if (node?.kind === 'mapping') return node.entries.length === 0;
  if (node?.kind === 'sequence') return node.items.length === 0;
  return isMissingOrNull(node);
}

/** A scalar with another text: quoted ones stay texts, plain ones are typed anew, as Kustomize does. */
export function withText(old: YamlScalar, text: string, place: Place): YamlScalar {
  const value = old.style === 'plain' ? typePlain(text, 'kustomize') : text;
  return { kind: 'scalar', value, style: old.style, ...placeOf(place) };
}
