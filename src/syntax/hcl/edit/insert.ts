import type { Edit } from '../../../core/edit.ts';
import type { Attribute, Block, Body, ObjectExpression, Span, Tuple } from '../ast.ts';
import { isFirstOnLine, lineBreakOf, lineEndOf, lineStartOf } from '../../yaml/layout.ts';
import type { HclSource } from './align.ts';
import type { HclValue, LineStyle } from './print.ts';
import { blocksIn, printBlock, printHcl, printKey } from './print.ts';

/** The inside of a block, or of a whole file of values. */
export interface Place {
  readonly body: Body;
  /** The block around it; undefined for a file. */
  readonly block: Block | undefined;
}

/** Arguments that people write last: new ones go before them. */
const LAST_ARGUMENTS: ReadonlySet<string> = new Set(['depends_on', 'tags', 'labels', 'providers']);

/** The edits that put an attribute into a body, as one more line beside those that are there. */
export function insertAttribute(
  source: HclSource,
  place: Place,
  name: string,
  value: HclValue,
): readonly Edit[] {
  const print = (style: LineStyle): string => `${name} = ${printHcl(value, style)}`;
  const anchor = anchorOf(source.text, place.body);
  if (anchor && isFirstOnLine(source.text, anchor.start)) {
    const isAlone = isWidest(source.text, place.body, anchor, name) && endsParagraph(source.text, anchor);
    return [lineAfter(source, anchor, print, isAlone ? 'apart' : 'next')];
  }
  return intoBody(source, place, print);
}

/**
 * Whether a name is longer than those that it would be aligned with. A blank line between keeps every byte of
 * theirs, and `terraform fmt` has nothing to align.
 */
function isWidest(text: string, { attributes }: Body, anchor: Attribute, name: string): boolean {
  let line = lineStartOf(text, anchor.start);
  let widest = anchor.name.length;
  for (const one of [...attributes].reverse()) {
    if (one.end >= line || lineEndOf(text, one.end) + lineBreakOf(text).length < line) continue;
    line = lineStartOf(text, one.start);
    widest = Math.max(widest, one.name.length);
  }
  return name.length > widest;
}

/** Whether nothing stands on the line behind. */
function endsParagraph(text: string, { end }: Attribute): boolean {
  return /^[^\n]*\n[ \t]*(?:\r?\n|\}|$)/.test(text.slice(lineEndOf(text, end)));
}

/** The edits that put nested blocks into a body, behind all that is there. */
export function insertBlocks(
  source: HclSource,
  place: Place,
  type: string,
  value: HclValue,
): readonly Edit[] {
  const bodies = blocksIn(value) ?? [];
  const print = (style: LineStyle): string =>
    bodies.map((one) => printBlock(type, one, style)).join(style.newline + style.newline + style.indent);
  const { attributes, blocks } = place.body;
  const last = [...attributes, ...blocks].reduce<Span | undefined>(
    (latest, one) => (latest && latest.end > one.end ? latest : one),
    undefined,
  );
  if (last && isFirstOnLine(source.text, last.start)) return [lineAfter(source, last, print, 'apart')];
  return intoBody(source, place, print);
}

/** The attribute that a new one is written behind: the last before nested blocks that is no tag. */
function anchorOf(text: string, { attributes, blocks }: Body): Attribute | undefined {
  const firstBlock = blocks[0]?.start ?? Number.POSITIVE_INFINITY;
  const before = attributes.filter(({ start }) => start < firstBlock);
  const candidates = before.length > 0 ? before : attributes;
  const plain = candidates.filter(
    ({ name, start, end }) => !LAST_ARGUMENTS.has(name) && lineEndOf(text, start) >= end,
  );
  return plain.at(-1) ?? candidates.findLast(({ name }) => !LAST_ARGUMENTS.has(name)) ?? candidates.at(-1);
}

function lineAfter(
  { text, document }: HclSource,
  anchor: Span,
  print: (style: LineStyle) => string,
  distance: 'next' | 'apart' = 'next',
): Edit {
  const lineStart = lineStartOf(text, anchor.start);
  const indent = text.slice(lineStart, anchor.start).replace('\uFEFF', '');
  const at = lineEndOf(text, anchor.end);
  const newline = lineBreakOf(text);
  const style = { indent, unit: unitOf(text, document.body), newline };
  const gap = distance === 'apart' ? newline + newline : newline;
  return { start: at, end: at, text: `${gap}${indent}${print(style)}` };
}

/** Into a body whose content does not stand on lines of its own yet. */
function intoBody(
  { text, document }: HclSource,
  { body, block }: Place,
  print: (style: LineStyle) => string,
): readonly Edit[] {
  const newline = lineBreakOf(text);
  const unit = unitOf(text, document.body);
  if (!block) {
    const gap = text === '' || text === '\uFEFF' || text.endsWith('\n') ? '' : newline;
    const printed = print({ indent: '', unit, newline });
    return [{ start: text.length, end: text.length, text: `${gap}${printed}${newline}` }];
  }
  const outer = /^[ \t]*/.exec(text.slice(lineStartOf(text, block.start)))?.[0] ?? '';
  const indent = outer + unit;
  const printed = print({ indent, unit, newline });
  const open = text.lastIndexOf('{', firstInside(body)) + 1;
  const isOneLine = !text.slice(open, body.end).includes('\n');
  if (!isOneLine) return [{ start: open, end: open, text: `${newline}${indent}${printed}` }];
  const inside = text.slice(open, body.end).trim();
  const lines = inside === '' ? [printed] : [inside, printed];
  const written = lines.map((line) => `${newline}${indent}${line}`).join('');
  return [{ start: open, end: body.end, text: `${written}${newline}${outer}` }];
}

function firstInside({ attributes, blocks, start, end }: Body): number {
  const first = Math.min(attributes[0]?.start ?? end, blocks[0]?.start ?? end, end);
  return Math.max(first - 1, start - 1);
}

/** What one level of indentation is in a file: that of its first nested line, else two blanks. */
export function unitOf(text: string, body: Body): string {
  for (const block of body.blocks) {
    const inner = block.body.attributes[0] ?? block.body.blocks[0];
    if (!inner || !isFirstOnLine(text, inner.start) || !isFirstOnLine(text, block.start)) continue;
    const unit = text.slice(lineStartOf(text, inner.start), inner.start);
    if (unit !== '' && text.charAt(lineStartOf(text, block.start)) === block.type.charAt(0)) return unit;
  }
  return '  ';
}

/** The edits that put one more entry into an object expression. */
export function insertItem(
  source: HclSource,
  object: ObjectExpression,
  key: string,
  value: HclValue,
): readonly Edit[] {
  const { text } = source;
  const last = object.items.at(-1);
  const sign = last && !text.slice(last.key.end, last.value.start).includes('=') ? ': ' : ' = ';
  const bare = last && text.charAt(last.key.start) === '"' ? JSON.stringify(key) : printKey(key);
  const print = (style: LineStyle): string => `${bare}${sign}${printHcl(value, style)}`;
  return insertElement(source, object, last && { start: last.start, end: last.value.end }, print);
}

/** The edits that put one more element at the end of a list expression. */
export function appendElement(source: HclSource, list: Tuple, value: HclValue): readonly Edit[] {
  const print = (style: LineStyle): string => printHcl(value, style);
  return insertElement(source, list, list.items.at(-1), print, 'comma');
}

function insertElement(
  { text, document }: HclSource,
  around: Span,
  last: Span | undefined,
  print: (style: LineStyle) => string,
  separator: 'comma' | 'newline' = 'newline',
): readonly Edit[] {
  const newline = lineBreakOf(text);
  const unit = unitOf(text, document.body);
  const outer = /^[ \t]*/.exec(text.slice(lineStartOf(text, around.start)))?.[0] ?? '';
  const style = { indent: outer, unit, newline };
  if (!last) {
    const inner = outer + unit;
    const isList = separator === 'comma';
    const written = isList
      ? print(style)
      : `${newline}${inner}${print({ ...style, indent: inner })}${newline}${outer}`;
    return [{ start: around.start + 1, end: around.end - 1, text: written }];
  }
  const comma = /^\s*,/.exec(text.slice(last.end, around.end));
  if (!isFirstOnLine(text, last.start) || lineEndOf(text, last.end) >= around.end) {
    const written = `, ${print(style)}`;
    return [{ start: last.end, end: last.end, text: written }];
  }
  const indent = text.slice(lineStartOf(text, last.start), last.start);
  const printed = print({ ...style, indent });
  const end = last.end + (comma?.[0].length ?? 0);
  const at = lineEndOf(text, end);
  const needsComma = separator === 'comma' && !comma;
  const line = { start: at, end: at, text: `${newline}${indent}${printed}${comma || needsComma ? ',' : ''}` };
  return needsComma ? [{ start: last.end, end: last.end, text: ',' }, line] : [line];
}
