import type { Block } from './ast.ts';
import {
  CLOSE_BRACE,
  endOfName,
  EQUALS,
  GREATER,
  NEWLINE,
  OPEN_BRACE,
  QUOTE,
  SPACE,
  startsName,
  TAB,
} from './characters.ts';
import type { Cursor } from './cursor.ts';
import { codeAt } from './cursor.ts';

/**
 * Where reading goes on after a failure: at the next line that is indented no deeper than the failed block or
 * attribute and looks like the beginning of one, or after the brace that closes it there.
 */
export function resumePlace(c: Cursor, itemStart: number): number {
  const deepest = indentationOf(c, itemStart);
  let pos = nextLine(c, c.resumeFrom);
  while (pos < c.end) {
    const first = skipBlanks(c, pos);
    if (first - pos <= deepest) {
      if (looksLikeItem(c, first)) return pos;
      if (codeAt(c, first) === CLOSE_BRACE) return nextLine(c, first);
    }
    pos = nextLine(c, first);
  }
  return c.end;
}

/** A block without what stands from `place` on, which belongs to others and is read again. */
export function blockBefore(block: Block, place: number): Block {
  if (block.end <= place) return block;
  const { body } = block;
  const attributes = body.attributes.filter(({ start }) => start < place);
  const blocks = body.blocks.filter(({ start }) => start < place).map((inner) => blockBefore(inner, place));
  const end = Math.min(body.end, place);
  return { ...block, end: place, body: { start: body.start, end, attributes, blocks } };
}

/** Drops the problems of what is read again; the last one is the failure itself. */
export function dropProblems(c: Cursor, place: number): void {
  const failure = c.problems.pop();
  while ((c.problems.at(-1)?.start ?? -1) >= place) c.problems.pop();
  if (failure) c.problems.push(failure);
}

function indentationOf(c: Cursor, pos: number): number {
  let lineStart = pos;
  while (lineStart > 0 && c.text.charCodeAt(lineStart - 1) !== NEWLINE) lineStart--;
  return skipBlanks(c, lineStart) - lineStart;
}

function nextLine(c: Cursor, pos: number): number {
  const newline = c.text.indexOf('\n', pos);
  return newline < 0 || newline >= c.end ? c.end : newline + 1;
}

/** `name =`, or a name, labels and an opening brace on one line. */
function looksLikeItem(c: Cursor, start: number): boolean {
  if (!startsName(c.text, start, codeAt(c, start))) return false;
  let pos = skipBlanks(c, endOfName(c.text, start, c.end));
  if (codeAt(c, pos) === EQUALS) return codeAt(c, pos + 1) !== EQUALS && codeAt(c, pos + 1) !== GREATER;
  for (;;) {
    const code = codeAt(c, pos);
    if (code === OPEN_BRACE) return true;
    if (code === QUOTE) {
      const close = c.text.indexOf('"', pos + 1);
      if (close < 0 || close > nextLine(c, pos)) return false;
      pos = close + 1;
    } else if (startsName(c.text, pos, code)) {
      pos = endOfName(c.text, pos, c.end);
    } else {
      return false;
    }
    pos = skipBlanks(c, pos);
  }
}

function skipBlanks(c: Cursor, start: number): number {
  let pos = start;
  while (codeAt(c, pos) === SPACE || codeAt(c, pos) === TAB) pos++;
  return pos;
}
