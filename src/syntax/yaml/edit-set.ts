import type { Edit } from '../../core/edit.ts';
import type { YamlMapping, YamlNode, YamlScalar, YamlSequence } from './ast.ts';
import type { YamlChange, YamlEdited, YamlSource } from './edit.ts';
import { addEntry, addItem } from './edit-insert.ts';
import { columnOf, lineEndOf, lineStartOf, styleOf } from './layout.ts';
import { entryOf } from './node.ts';
import type { PrintOptions, YamlValue } from './print.ts';
import { canBeLiteral, isFilled, isPlainText, printBehindDash, printBehindKey, printBlock } from './print.ts';
import { printFlow, printFlowText, printLiteral, quoted } from './print.ts';

type Collection = YamlMapping | YamlSequence;

/** A node and what it stands in. */
interface Found {
  readonly node: YamlNode;
  readonly parent: Collection | undefined;
  /** The key before it; undefined for items. */
  readonly key: YamlScalar | undefined;
}

/** The edits that give the place at a path this value, whether something stands there or not. */
export function setAt(source: YamlSource, root: YamlNode, change: YamlChange & { op: 'set' }): YamlEdited {
  let found: Found = { node: root, parent: undefined, key: undefined };
  for (const [index, step] of change.path.entries()) {
    const { node } = found;
    if (isElsewhere(source.text, found)) return elsewhere();
    const next = childOf(node, step);
    if (next) {
      found = next;
      continue;
    }
    const value = nested(change.path.slice(index + 1), change.value);
    if (value === undefined) return { notWritable: 'the list is shorter than the place that is named' };
    return addBelow(source, found, { step, value });
  }
  if (isElsewhere(source.text, found)) return elsewhere();
  return replace(source, found, change.value);
}

/** The child at a step that the node's own text holds; what a merge brought in does not count. */
export function childOf(node: YamlNode, step: string | number): Found | undefined {
  if (typeof step === 'number') {
    const item = node.kind === 'sequence' ? node.items[step] : undefined;
    return item && { node: item, parent: isCollection(node) ? node : undefined, key: undefined };
  }
  const entry = entryOf(node, step);
  if (!entry || node.kind !== 'mapping' || !isWithin(entry.key, node)) return undefined;
  return { node: entry.value, parent: node, key: entry.key };
}

function isCollection(node: YamlNode): node is Collection {
  return node.kind !== 'scalar';
}

function isWithin(inner: YamlNode, outer: YamlNode): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether an alias or an anchor makes this text count in several places. */
export function isElsewhere(text: string, { node, parent, key }: Found): boolean {
  if (parent && !isWithin(node, parent)) return true;
  const from = key ? key.end : parent ? Math.max(parent.start, lineStartOf(text, node.start)) : node.start;
  if (from > node.start) return true;
  return /(?:^|[\s:[{,-])[&!]\S*\s*$/.test(text.slice(from, node.start));
}

function elsewhere(): YamlEdited {
  return { notWritable: 'the value has an anchor, an alias or a tag, so that other places share its text' };
}

/** A value inside new collections, one for each step; undefined where a list would have a hole. */
function nested(path: readonly (string | number)[], value: YamlValue): YamlValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const inner = nested(rest, value);
  if (inner === undefined || (typeof step === 'number' && step !== 0)) return undefined;
  return typeof step === 'number' ? [inner] : Object.fromEntries([[step, inner]]);
}

function addBelow(
  source: YamlSource,
  found: Found,
  { step, value }: { readonly step: string | number; readonly value: YamlValue },
): YamlEdited {
  const { node } = found;
  const isEmpty =
    (node.kind === 'mapping' && node.entries.length === 0) ||
    (node.kind === 'sequence' && node.items.length === 0) ||
    (node.kind === 'scalar' && node.value === null);
  if (isEmpty) {
    const made = nested([step], value);
    return made === undefined ? { notWritable: 'the list is empty' } : replace(source, found, made);
  }
  if (node.kind === 'mapping' && typeof step === 'string') return addEntry(source, node, step, value);
  if (node.kind === 'sequence' && step === node.items.length) return addItem(source, node, value);
  return { notWritable: `nothing can be added at ${String(step)}: what stands there is of another kind` };
}

/** Whether a node stands inside brackets. */
function isInFlow({ parent }: Found): boolean {
  return parent?.flow === true;
}

function replace(source: YamlSource, found: Found, value: YamlValue): YamlEdited {
  const { text, document } = source;
  const { node, parent, key } = found;
  const options = styleOf(text, document);
  if (isInFlow(found)) return only(node, inFlow(text, found, value));
  if (parent === undefined) return only(node, printBlock(value, columnOf(text, node.start), options));
  const column = columnOf(text, key ? key.start : parent.start);
  const isOldBlock = node.kind !== 'scalar' && !node.flow;
  if (isOldBlock && isFilled(value)) {
    const own = columnOf(text, node.start);
    const isSameKind = Array.isArray(value) === (node.kind === 'sequence');
    if (isSameKind || key === undefined) return only(node, printBlock(value, own, options));
  }
  if (!isFilled(value) && node.kind === 'scalar' && node.start < node.end) {
    return only(node, printInPlaceOf(text, node, { value, column, options }));
  }
  const isOldFlow = node.kind !== 'scalar' && node.flow && node.start < node.end;
  if (isOldFlow && !isEmptyFlow(node)) return only(node, printFlow(value, isQuotedStyle(node)));
  return behind(text, found, { value, column, options });
}

interface NewValue {
  readonly value: YamlValue;
  readonly column: number;
  readonly options: PrintOptions;
}

/** Puts a value right behind its colon or dash, in place of what stands there; comments of the line stay. */
function behind(text: string, { node, key }: Found, { value, column, options }: NewValue): YamlEdited {
  if (key === undefined) {
    const printed = printBehindDash(value, column, options);
    const isBare = node.start === node.end;
    return { edits: [{ start: node.start, end: node.end, text: isBare ? ` ${printed}` : printed }] };
  }
  const colon = text.indexOf(':', key.end) + 1;
  const printed = printBehindKey(value, column, options);
  const isOnKeyLine = lineStartOf(text, node.start) === lineStartOf(text, key.start);
  if (!printed.startsWith('\n')) {
    const insert: Edit = { start: colon, end: colon, text: printed };
    if (isOnKeyLine) return { edits: [{ start: colon, end: node.end, text: printed }] };
    const from = lineEndOf(text, lineStartOf(text, node.start) - 1);
    return { edits: [insert, { start: Math.min(from, node.start), end: node.end, text: '' }] };
  }
  if (!isOnKeyLine) {
    const from = lineStartOf(text, node.start);
    const lines = printed.slice(1);
    return { edits: [{ start: from, end: node.end, text: lines }] };
  }
  const lineEnd = lineEndOf(text, node.end);
  const kept = text.slice(node.end, lineEnd);
  if (text.slice(colon, node.end).includes('\n')) {
    return { edits: [{ start: colon, end: lineEnd, text: printed }] };
  }
  return { edits: [{ start: colon, end: lineEnd, text: `${kept.trimEnd()}${printed}` }] };
}

function only({ start, end }: YamlNode, text: string): YamlEdited {
  return { edits: [{ start, end, text }] };
}

function isEmptyFlow(node: YamlNode): boolean {
  return node.kind === 'mapping'
    ? node.entries.length === 0
    : node.kind === 'sequence' && node.items.length === 0;
}

/** Whether texts inside these brackets stand in double quotes, as in JSON. */
export function isQuotedStyle(node: YamlNode): boolean {
  if (node.kind === 'mapping') return node.entries.some(({ key }) => key.style === 'double');
  if (node.kind === 'sequence') {
    return node.items.some((item) =>
      item.kind === 'scalar' ? item.style === 'double' : isQuotedStyle(item),
    );
  }
  return false;
}

function inFlow(text: string, { node, key, parent }: Found, value: YamlValue): string {
  const isQuoted = node.kind === 'scalar' ? node.style === 'double' : isQuotedStyle(parent ?? node);
  if (node.kind === 'scalar' && node.style === 'single' && typeof value === 'string') return single(value);
  const printed =
    typeof value === 'string'
      ? printFlowText(value, isQuoted)
      : printFlow(value, isQuotedStyle(parent ?? node));
  if (node.start < node.end) return printed;
  const hasColon = key !== undefined && text.slice(key.end, node.start).includes(':');
  return key === undefined || hasColon ? ` ${printed}` : `: ${printed}`;
}

/** A scalar that replaces one, in the same quotes where a text stays a text. */
function printInPlaceOf(text: string, node: YamlScalar, { value, column, options }: NewValue): string {
  if (typeof value !== 'string') return printBlock(value, column, options);
  if (node.style === 'double') return quoted(value);
  if (node.style === 'single') return single(value);
  if (node.style === 'literal' && canBeLiteral(value)) {
    const firstLine = text.slice(lineEndOf(text, node.start), node.end).replace(/^\s*\n/, '');
    const indent = firstLine.length - firstLine.trimStart().length;
    return printLiteral(value, Math.max(indent, column + 1));
  }
  return isPlainText(value) ? value : printBlock(value, column, options);
}

function single(value: string): string {
  const isPrintable = /^[\u0020-\u007E\u00A1-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]*$/.test(value);
  return isPrintable ? `'${value.replaceAll("'", "''")}'` : quoted(value);
}
