import type { Template } from './ast.ts';
import {
  DOLLAR,
  endOfName,
  isSpace,
  LESS,
  MINUS,
  NEWLINE,
  PERCENT,
  RETURN,
  startsName,
} from './characters.ts';
import type { Cursor } from './cursor.ts';
import { codeAt, failBack, failHere } from './cursor.ts';
import type { Piece, Pieces, TextPiece } from './template-pieces.ts';
import { readLine, readMarker } from './template-pieces.ts';
import { templateTree } from './template-tree.ts';

/** Reads `<<WORD` or `<<-WORD` and its lines; undefined when the cursor does not stand at one. */
export function readHeredoc(c: Cursor): Template | undefined {
  const start = c.pos;
  if (codeAt(c, start + 1) !== LESS) return undefined;
  const isFlush = codeAt(c, start + 2) === MINUS;
  const wordStart = isFlush ? start + 3 : start + 2;
  if (!startsName(c.text, wordStart, codeAt(c, wordStart))) return undefined;
  const wordEnd = endOfName(c.text, wordStart, c.end);
  const bodyStart = afterNewline(c, wordEnd);
  if (bodyStart < 0) return undefined;
  const word = c.text.slice(wordStart, wordEnd);
  c.pos = bodyStart;
  const pieces: Pieces = { list: [], trimNext: false };
  let isLineStart = true;
  for (;;) {
    const markerEnd = isLineStart ? endOfMarker(c, word) : -1;
    if (markerEnd >= 0) {
      c.pos = markerEnd;
      break;
    }
    const code = codeAt(c, c.pos);
    if (code === DOLLAR || code === PERCENT) {
      readMarker(c, pieces, code);
      isLineStart = false;
    } else if (readLine(c, pieces)) {
      isLineStart = c.text.charCodeAt(c.pos - 1) === NEWLINE;
    } else {
      if (code === RETURN) failHere(c, 'a newline after this return character');
      const message = `This heredoc never ends. Put ${word} on a line of its own where it should.`;
      failBack(c, { start, end: wordEnd }, message, bodyStart);
      break;
    }
  }
  if (isFlush) removeIndentation(c, pieces.list);
  return { kind: 'template', start, end: c.pos, form: 'heredoc', parts: templateTree(c, pieces.list) };
}

/** Where the line at the cursor ends if it holds nothing but the closing word, else -1. */
function endOfMarker(c: Cursor, word: string): number {
  let pos = skipSpaces(c, c.pos);
  if (!c.text.startsWith(word, pos)) return -1;
  pos = skipSpaces(c, pos + word.length);
  return afterNewline(c, pos) < 0 ? -1 : pos;
}

function skipSpaces(c: Cursor, start: number): number {
  let pos = start;
  for (; pos < c.end; pos++) {
    const code = c.text.charCodeAt(pos);
    if (code === NEWLINE || code === RETURN || !isSpace(code)) break;
  }
  return pos;
}

/** The place after the newline at `pos`, -1 when none stands there. */
function afterNewline(c: Cursor, pos: number): number {
  const code = codeAt(c, pos);
  if (code === NEWLINE) return pos + 1;
  return code === RETURN && codeAt(c, pos + 1) === NEWLINE ? pos + 2 : -1;
}

/**
 * `<<-`: every line loses as many leading blanks as the least indented line has; blank lines do not count and
 * lose none. The line of the closing word does not count either.
 */
function removeIndentation(c: Cursor, pieces: readonly Piece[]): void {
  const firsts: TextPiece[] = [];
  let least = Number.POSITIVE_INFINITY;
  let isLineStart = true;
  for (const piece of pieces) {
    const isText = piece.kind === 'text';
    if (isLineStart) {
      const indentation = isText ? indentationOf(c, piece) : 0;
      if (indentation >= 0) least = Math.min(least, indentation);
      if (isText && indentation >= 0) firsts.push(piece);
    }
    isLineStart = isText && endsLine(c, piece);
  }
  for (const piece of firsts) {
    if (piece.value === undefined) piece.start += least;
    else piece.value = piece.value.slice(least);
  }
}

/** The blanks before the first other character of a line, -1 for a blank line. */
function indentationOf(c: Cursor, piece: TextPiece): number {
  if (piece.value !== undefined) return 0;
  let pos = piece.start;
  while (pos < piece.end && isSpace(c.text.charCodeAt(pos))) pos++;
  return pos === piece.end && endsLine(c, piece) ? -1 : pos - piece.start;
}

function endsLine(c: Cursor, piece: TextPiece): boolean {
  return piece.value === undefined && piece.end > piece.start && c.text.charCodeAt(piece.end - 1) === NEWLINE;
}
