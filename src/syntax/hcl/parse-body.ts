import type { Attribute, Block, Body, Label, Span } from './ast.ts';
import { CLOSE_BRACE, COMMA, OPEN_BRACE, QUOTE, startsName } from './characters.ts';
import type { Cursor } from './cursor.ts';
import {
  compact,
  enter,
  fail,
  failBack,
  failHere,
  isAtNewline,
  peek,
  report,
  takeName,
  takeNewline,
} from './cursor.ts';
import { isEquals } from './parse-collection.ts';
import { readExpression } from './parse-expression.ts';
import { readQuoted } from './parse-template.ts';
import { blockBefore, dropProblems, resumePlace } from './recover.ts';

interface Items {
  readonly attributes: Attribute[];
  readonly blocks: Block[];
  names: Set<string> | undefined;
}

/** Reads a whole file. After a failure it goes on with the next block or attribute that looks like one. */
export function readFile(c: Cursor): Body {
  const items = noItems();
  const start = c.pos;
  for (;;) {
    const code = peek(c);
    const itemStart = c.pos;
    if (code >= 0) {
      if (isAtNewline(c)) takeNewline(c);
      else if (startsName(c.text, c.pos, code)) readItem(c, items);
      else failHere(c, 'a block or an attribute (name = value)');
    }
    if (c.failed) resume(c, itemStart, items);
    else if (code < 0) break;
  }
  return { start, end: c.text.length, attributes: compact(items.attributes), blocks: compact(items.blocks) };
}

function resume(c: Cursor, itemStart: number, items: Items): void {
  c.pos = resumePlace(c, itemStart);
  const last = items.blocks.pop();
  if (last) items.blocks.push(blockBefore(last, c.pos));
  dropProblems(c, c.pos);
  c.failed = false;
  c.depth = 0;
  c.newlinesCount = true;
}

/** Reads the body of a block after its opening brace, and the closing brace. */
function readBody(c: Cursor, open: Span): Body {
  const items = noItems();
  const start = c.pos;
  for (;;) {
    const code = peek(c);
    if (code === CLOSE_BRACE) break;
    if (code < 0) {
      failBack(c, open, 'This block is not closed with "}" before the end of the file.', open.end);
      break;
    }
    if (isAtNewline(c)) takeNewline(c);
    else if (startsName(c.text, c.pos, code)) readItem(c, items);
    else failHere(c, 'an attribute (name = value), a block or "}"');
  }
  const end = c.failed ? endOfItems(items, start) : c.pos++;
  return { start, end, attributes: compact(items.attributes), blocks: compact(items.blocks) };
}

function endOfItems(items: Items, start: number): number {
  return Math.max(start, items.attributes.at(-1)?.end ?? 0, items.blocks.at(-1)?.end ?? 0);
}

/** Reads one attribute or block with the newline after it. What failed is kept as far as it is whole. */
function readItem(c: Cursor, items: Items): void {
  const start = c.pos;
  const name = takeName(c);
  const nameSpan = { start, end: c.pos };
  const code = peek(c);
  if (isEquals(c, c.pos)) {
    const attribute = readAttribute(c, name, nameSpan);
    if (c.failed) return;
    keepAttribute(c, items, attribute);
    endLine(c, 'a newline after this attribute');
  } else if (code === OPEN_BRACE || code === QUOTE || startsName(c.text, c.pos, code)) {
    const block = readBlock(c, name, nameSpan);
    if (block) items.blocks.push(block);
    endLine(c, 'a newline after the "}" of this block');
  } else {
    failHere(c, `"=" and a value, or a block, after "${name}"`);
  }
}

function readAttribute(c: Cursor, name: string, nameSpan: Span): Attribute {
  c.pos++;
  const expression = readExpression(c);
  return { start: nameSpan.start, end: expression.end, name, nameSpan, expression };
}

function endLine(c: Cursor, expected: string): void {
  if (peek(c) < 0) return;
  if (isAtNewline(c)) takeNewline(c);
  else failHere(c, expected);
}

/** An attribute set twice in one body is reported; the first one counts. */
function keepAttribute(c: Cursor, items: Items, attribute: Attribute): void {
  const { attributes } = items;
  const { name } = attribute;
  if (attributes.length === 8) items.names = new Set(attributes.map((known) => known.name));
  if (items.names ? items.names.has(name) : attributes.some((known) => known.name === name)) {
    report(c, attribute.nameSpan, `"${name}" is set twice here. Keep one of the two.`);
    return;
  }
  items.names?.add(name);
  attributes.push(attribute);
}

/** Reads a block from its labels on; undefined when it has no body. */
function readBlock(c: Cursor, type: string, typeSpan: Span): Block | undefined {
  const labels: Label[] = [];
  let headerEnd = typeSpan.end;
  for (;;) {
    const code = peek(c);
    if (code === QUOTE) labels.push(readQuotedLabel(c));
    else if (startsName(c.text, c.pos, code)) labels.push(readBareLabel(c));
    else break;
    headerEnd = labels.at(-1)?.end ?? headerEnd;
  }
  if (peek(c) !== OPEN_BRACE) failHere(c, `"{" after the header of this "${type}" block, on the same line`);
  if (c.failed || !enter(c)) return undefined;
  const open = { start: c.pos, end: c.pos + 1 };
  c.pos++;
  const body = opensOneLineBody(c) ? readOneLineBody(c) : readBody(c, open);
  c.depth--;
  const header = { start: typeSpan.start, end: headerEnd };
  const end = c.failed ? body.end : c.pos;
  return { start: typeSpan.start, end, type, typeSpan, labels: compact(labels), body, header };
}

function opensOneLineBody(c: Cursor): boolean {
  const code = peek(c);
  return code >= 0 && code !== CLOSE_BRACE && !isAtNewline(c);
}

/** `{ name = value }`: one attribute, closed on the same line. */
function readOneLineBody(c: Cursor): Body {
  const start = c.pos;
  if (!startsName(c.text, start, peek(c))) failHere(c, 'an attribute (name = value) or "}"');
  const items = noItems();
  const name = takeName(c);
  const nameSpan = { start, end: c.pos };
  peek(c);
  if (!isEquals(c, c.pos)) failHere(c, `"=" after "${name}" (a nested block needs a line of its own)`);
  const attribute = readAttribute(c, name, nameSpan);
  if (!c.failed) items.attributes.push(attribute);
  const code = peek(c);
  if (code === COMMA) failHere(c, '"}" (a block written on one line holds one attribute)');
  else if (code !== CLOSE_BRACE) failHere(c, '"}" on this line (a block begun on one line ends on it)');
  const end = c.failed ? endOfItems(items, start) : c.pos++;
  return { start, end, attributes: compact(items.attributes), blocks: compact(items.blocks) };
}

function readBareLabel(c: Cursor): Label {
  const start = c.pos;
  const text = takeName(c);
  return { start, end: c.pos, text };
}

function readQuotedLabel(c: Cursor): Label {
  const { start, end, parts } = readQuoted(c);
  const part = parts[0];
  if (part === undefined) return { start, end, text: '' };
  if (parts.length === 1 && part.kind === 'text') return { start, end, text: part.value };
  fail(c, { start, end }, 'A label is plain text: ${ and %{ have no place in it.');
  return { start, end, text: '' };
}

function noItems(): Items {
  return { attributes: [], blocks: [], names: undefined };
}
