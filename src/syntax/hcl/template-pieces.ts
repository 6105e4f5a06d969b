import type { Expression, Interpolation, Span } from './ast.ts';
import {
  CLOSE_BRACE,
  DOLLAR,
  isSpace,
  NEWLINE,
  OPEN_BRACE,
  PERCENT,
  QUOTE,
  RETURN,
  startsName,
  TILDE,
} from './characters.ts';
import type { Cursor } from './cursor.ts';
import { codeAt, fail, failHere, peek, takeName } from './cursor.ts';
import { readForNames } from './parse-collection.ts';
import { readExpression } from './parse-expression.ts';

/**
 * A template as a flat list, before directives become a tree. Literal text is cut as HCL cuts it, because `~`
 * strips and `<<-` counts by piece: after every newline, and around a `$` or `%` that starts nothing.
 */
export interface Pieces {
  readonly list: Piece[];
  /** A `~}` has just been read: the next piece loses its leading white space if it is text. */
  trimNext: boolean;
}

export type Piece = TextPiece | Interpolation | ControlPiece;

export interface TextPiece {
  readonly kind: 'text';
  start: number;
  end: number;
  /** Undefined when the value is the text from start to end as it stands. */
  value: string | undefined;
}

export interface ControlPiece extends Span {
  readonly kind: 'control';
  readonly word: 'if' | 'else' | 'endif' | 'for' | 'endfor';
  /** The condition of `if`, the collection of `for`. */
  readonly expression: Expression | undefined;
  readonly keyName: string | undefined;
  readonly valueName: string;
}

const END_OF_SEQUENCE = '"}" here (where ${ or %{ is meant literally, double its first character)';

/** Adds a piece of text, stripped if a `~}` stands before it. */
export function addText(pieces: Pieces, c: Cursor, piece: TextPiece): void {
  if (pieces.trimNext) trimStart(c, piece);
  pieces.trimNext = false;
  pieces.list.push(piece);
}

/** Reads what a `$` or `%` at the cursor starts: an interpolation, a directive, an escape, or nothing. */
export function readMarker(c: Cursor, pieces: Pieces, code: number): void {
  const start = c.pos;
  const next = codeAt(c, start + 1);
  if (next === OPEN_BRACE) {
    readSequence(c, pieces, code);
  } else if (next === code && codeAt(c, start + 2) === OPEN_BRACE) {
    c.pos += codeAt(c, start + 3) === TILDE ? 4 : 3;
    addText(pieces, c, { kind: 'text', start, end: c.pos, value: c.text.slice(start + 1, c.pos) });
  } else {
    c.pos += takesNextCharacter(c, next) ? 2 : 1;
    addText(pieces, c, { kind: 'text', start, end: c.pos, value: undefined });
  }
}

/**
 * HCL's scanner looks one byte past a `$` or `%` that starts nothing, and keeps that byte when the line ends
 * after it. It shows when a `~` strips what follows: the blank in `$ ` at the end of a line stays.
 */
function takesNextCharacter(c: Cursor, next: number): boolean {
  if (next < 0 || next > 127 || next === NEWLINE || next === QUOTE) return false;
  const after = codeAt(c, c.pos + 2);
  return after === NEWLINE || (after === RETURN && next !== RETURN && codeAt(c, c.pos + 3) === NEWLINE);
}

/** Reads literal text to the end of its line or to a `$` or `%`; false where there is none. */
export function readLine(c: Cursor, pieces: Pieces): boolean {
  const { text, end } = c;
  const start = c.pos;
  let pos = start;
  for (; pos < end; pos++) {
    const code = text.charCodeAt(pos);
    if (code === DOLLAR || code === PERCENT || code === NEWLINE || code === RETURN) break;
  }
  if (codeAt(c, pos) === NEWLINE) pos++;
  else if (codeAt(c, pos) === RETURN && codeAt(c, pos + 1) === NEWLINE) pos += 2;
  if (pos > start) addText(pieces, c, { kind: 'text', start, end: pos, value: undefined });
  c.pos = pos;
  return pos > start;
}

function readSequence(c: Cursor, pieces: Pieces, code: number): void {
  const start = c.pos;
  c.pos += 2;
  if (codeAt(c, c.pos) === TILDE) {
    c.pos++;
    const last = pieces.list.at(-1);
    if (last?.kind === 'text') trimEnd(c, last);
  }
  const { newlinesCount } = c;
  c.newlinesCount = false;
  const control = code === PERCENT ? readControl(c, start) : undefined;
  const expression = control ? control.expression : readExpression(c);
  const close = peek(c);
  const strips = close === TILDE && codeAt(c, c.pos + 1) === CLOSE_BRACE;
  if (close < 0) fail(c, { start, end: start + 2 }, 'This template sequence is not closed with "}".');
  else if (close !== CLOSE_BRACE && !strips) failHere(c, END_OF_SEQUENCE);
  c.pos += strips ? 2 : 1;
  c.newlinesCount = newlinesCount;
  pieces.trimNext = strips;
  if (control) pieces.list.push({ ...control, end: c.pos });
  else if (expression) pieces.list.push({ kind: 'interpolation', start, end: c.pos, expression });
}

function readControl(c: Cursor, start: number): ControlPiece {
  const code = peek(c);
  if (!startsName(c.text, c.pos, code)) failHere(c, '"if", "else", "endif", "for" or "endfor" after "%{"');
  const at = c.pos;
  const word = takeName(c);
  const piece = {
    kind: 'control',
    start,
    end: start,
    expression: undefined,
    keyName: undefined,
    valueName: '',
  } as const;
  switch (word) {
    case 'if':
      return { ...piece, word, expression: readExpression(c) };
    case 'else':
    case 'endif':
    case 'endfor':
      return { ...piece, word };
    case 'for':
      return { ...piece, word, ...readForNames(c), expression: readExpression(c) };
    default:
      fail(c, { start: at, end: c.pos }, `No directive is "${word}": use if, else, endif, for or endfor.`);
      return { ...piece, word: 'endif' };
  }
}

function trimStart(c: Cursor, piece: TextPiece): void {
  const text = piece.value ?? c.text;
  const from = piece.value === undefined ? piece.start : 0;
  const to = piece.value === undefined ? piece.end : piece.value.length;
  let at = from;
  while (at < to && isSpace(text.charCodeAt(at))) at++;
  if (piece.value === undefined) piece.start = at;
  else piece.value = text.slice(at);
}

function trimEnd(c: Cursor, piece: TextPiece): void {
  const text = piece.value ?? c.text;
  const from = piece.value === undefined ? piece.start : 0;
  let to = piece.value === undefined ? piece.end : piece.value.length;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  if (piece.value === undefined) piece.end = to;
  else piece.value = text.slice(0, to);
}
