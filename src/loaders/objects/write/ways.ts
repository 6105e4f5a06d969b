import type { FileChange } from '../../../core/edit.ts';
import type { Files } from '../../../core/files.ts';
import { isDenied } from '../../../core/files.ts';
import type { Intent } from '../../../core/remedy.ts';
import { isPlainValue } from '../../../core/remedy.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../../core/value.ts';
import type { YamlNode } from '../../../syntax/yaml/ast.ts';
import { entryOf } from '../../../syntax/yaml/node.ts';
import type { YamlPath } from '../../../syntax/yaml/edit.ts';
import type { YamlValue } from '../../../syntax/yaml/print.ts';
import { COMMON_STYLE, printEntry, printYaml } from '../../../syntax/yaml/print.ts';
import { isFirstOnLine, lineStartOf, nextLineOf } from '../../../syntax/yaml/layout.ts';
import type { Manifest } from '../manifest.ts';
import { changeAt, sourcePlace } from './source-place.ts';

/** An intent on one value of one object. */
export interface ValueIntent {
  readonly manifest: Manifest;
  readonly path: YamlPath;
  /** Undefined removes. */
  readonly value: YamlValue | undefined;
}

/** Several changes that together are one way to do something. */
export type Way = readonly FileChange[];

/** The value that an intent sets, as YAML; undefined where it cannot be one. */
export function yamlValueOf(intent: Extract<Intent, { op: 'set' }>): YamlValue | undefined {
  return isPlainValue(intent.value) ? yamlOf(intent.value) : undefined;
}

/** Plain data as YAML; undefined where a part is unknown or must not be written. */
export function yamlOf(data: Data): YamlValue | undefined {
  if (Unknown.is(data) || Sensitive.is(data)) return undefined;
  if (isDataList(data)) {
    const items = data.flatMap((item) => yamlOf(item) ?? []);
    return items.length === data.length ? items : undefined;
  }
  if (!isDataObject(data)) return typeof data === 'object' ? null : data;
  const object: { [key: string]: YamlValue } = {};
  for (const [key, item] of Object.entries(data)) {
    const value = yamlOf(item);
    if (value === undefined) return undefined;
    object[key] = value;
  }
  return object;
}

/** How far a path leads into an object, and what of it nobody wrote. */
export interface Reached {
  readonly node: YamlNode;
  readonly rest: YamlPath;
}

/** Follows a path as far as something is written. */
export function reach(root: YamlNode, path: YamlPath): Reached {
  let node = root;
  for (const [index, step] of path.entries()) {
    const next =
      typeof step === 'string' ? entryOf(node, step)?.value : node.kind === 'sequence' && node.items[step];
    if (!next) return { node, rest: path.slice(index) };
    node = next;
  }
  return { node, rest: [] };
}

/** The value with the keys around it that nobody wrote. */
export function wrapped(rest: YamlPath, value: YamlValue): YamlValue {
  const [step, ...inner] = rest;
  if (step === undefined) return value;
  return typeof step === 'number' ? [wrapped(inner, value)] : { [step]: wrapped(inner, value) };
}

/** The change of the text that states the value, wherever that is. */
export function literalWays(files: Files, { manifest, path, value }: ValueIntent): readonly Way[] {
  const { node, rest } = reach(manifest.root, path);
  if (value === undefined && rest.length > 0) return [];
  if (node.came?.kind === 'computed') return value === undefined ? goneWays(files, manifest.root, path) : [];
  const place = sourcePlace(files, node);
  const [step, ...inner] = rest;
  if (!place) {
    if (value === undefined) return goneWays(files, manifest.root, path);
    return typeof step === 'string'
      ? lineWays(files, node, step, wrapped(inner, value))
      : scalarWays(node, value);
  }
  if (value === undefined) return asWay(changeAt(place, { op: 'remove', path: place.path }));
  if (step === undefined) return asWay(changeAt(place, { op: 'set', path: place.path, value }));
  const target = [...place.path, step];
  const op = typeof step === 'number' ? 'insert' : 'set';
  return asWay(changeAt(place, { op, path: target, value: wrapped(inner, value) }));
}

/** The lines of an entry that stands alone on them, taken out of a template. */
function goneWays(files: Files, root: YamlNode, path: YamlPath): readonly Way[] {
  const key = path.at(-1);
  const entry = typeof key === 'string' ? entryOf(reach(root, path.slice(0, -1)).node, key) : undefined;
  const text = entry && files.read(entry.key.file);
  if (!entry || text === undefined || isDenied(text) || entry.value.file !== entry.key.file) return [];
  const isWhole = isFirstOnLine(text, entry.key.start) && entry.value.start > entry.key.start;
  if (!isWhole || entry.key.came !== undefined) return [];
  const start = lineStartOf(text, entry.key.start);
  return [[{ file: entry.key.file, edits: [{ start, end: nextLineOf(text, entry.value.end), text: '' }] }]];
}

// More places to try would only be further from the top of the mapping.
const MOST_LINES_TRIED = 4;

/** A new line beside a key that stands alone at the start of its line, in a template. */
function lineWays(files: Files, node: YamlNode, key: string, value: YamlValue): readonly Way[] {
  const text = files.read(node.file);
  if (node.kind !== 'mapping' || isDenied(text)) return [];
  const beside = node.entries.filter((entry) => {
    const { file, start, came } = entry.key;
    return file === node.file && came === undefined && isFirstOnLine(text, start);
  });
  return beside.slice(0, MOST_LINES_TRIED).map(({ key: { start } }) => {
    const line = lineStartOf(text, start);
    const added = `${' '.repeat(start - line)}${printEntry(key, value, start - line, COMMON_STYLE)}\n`;
    return [{ file: node.file, edits: [{ start: line, end: line, text: added }] }];
  });
}

/** A scalar that stands in a text of another kind: in a template, or inside a patch within a file. */
function scalarWays(node: YamlNode, value: YamlValue): readonly Way[] {
  if (node.kind !== 'scalar' || typeof value === 'object' || node.style === 'literal') return [];
  const edits = [{ start: node.start, end: node.end, text: printYaml(value) }];
  return [[{ file: node.file, edits }]];
}

/** One change, where there is one, as a way. */
export function asWay(change: FileChange | undefined): readonly Way[] {
  return change ? [[change]] : [];
}
