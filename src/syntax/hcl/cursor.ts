import type { Comment, Span, SyntaxProblem } from './ast.ts';
import { endOfName, HASH, NEWLINE, RETURN, SLASH, SPACE, STAR, TAB } from './characters.ts';

/**
 * How deep brackets, templates, blocks and chains of operators may nest. Reading is recursive, and so is
 * everything that walks the tree; nobody writes a tenth of this by hand.
 */
export const DEEPEST = 500;

const MOST_REREADS = 3;

/** Where reading stands in one text. The parts of the parser share one cursor and move it forward. */
export interface Cursor {
  readonly text: string;
  /** Where the text to read ends: its length, or a closing quote when it stands inside another format. */
  readonly end: number;
  pos: number;
  /** False inside brackets and interpolations, where a newline is only a blank. */
  newlinesCount: boolean;
  depth: number;
  /** After a failure the cursor stands at the end, so that every unfinished construct ends by itself. */
  failed: boolean;
  /** Where looking for the next block or attribute starts after a failure. */
  resumeFrom: number;
  rereads: number;
  commentsUntil: number;
  readonly comments: Comment[];
  readonly problems: SyntaxProblem[];
}

/** A cursor at the start of a text, or of a part of it. */
export function createCursor(text: string, start = 0, end = text.length): Cursor {
  return {
    text,
    end,
    pos: start,
    newlinesCount: true,
    depth: 0,
    failed: false,
    resumeFrom: start,
    rereads: 0,
    commentsUntil: start,
    comments: [],
    problems: [],
  };
}

/** The character code at `pos`, -1 at the end. */
export function codeAt(c: Cursor, pos: number): number {
  return pos < c.end ? c.text.charCodeAt(pos) : -1;
}

/** Moves over blanks and comments (and newlines where they do not count); the result is the code there. */
export function peek(c: Cursor): number {
  const { text, end } = c;
  let pos = c.pos;
  while (pos < end) {
    const code = text.charCodeAt(pos);
    if (code === SPACE || code === TAB) {
      pos++;
    } else if (code === NEWLINE) {
      if (c.newlinesCount) break;
      pos++;
    } else if (code === RETURN) {
      if (c.newlinesCount || codeAt(c, pos + 1) !== NEWLINE) break;
      pos += 2;
    } else if (code === HASH || code === SLASH) {
      const after = endOfComment(c, pos, code);
      if (after < 0) return -1;
      if (after === pos) break;
      keepComment(c, pos, after);
      pos = after;
    } else {
      c.pos = pos;
      return code;
    }
  }
  c.pos = pos;
  return codeAt(c, pos);
}

/** Whether a newline stands at the cursor (`\n` or `\r\n`; a return alone is not one). */
export function isAtNewline(c: Cursor): boolean {
  const code = codeAt(c, c.pos);
  return code === NEWLINE || (code === RETURN && codeAt(c, c.pos + 1) === NEWLINE);
}

/** Steps over the line end at the cursor; the caller has seen that there is one. */
export function takeNewline(c: Cursor): void {
  c.pos += codeAt(c, c.pos) === RETURN ? 2 : 1;
}

/** Reads the name at the cursor; the caller has seen that one starts here. */
export function takeName(c: Cursor): string {
  const start = c.pos;
  c.pos = endOfName(c.text, start, c.end);
  return c.text.slice(start, c.pos);
}

/** Goes back to `pos` to read it another way; after a failure the cursor stays at the end. */
export function rewind(c: Cursor, pos: number): void {
  if (!c.failed) c.pos = pos;
}

/** Whether the name at the cursor is exactly `word`. */
export function isAtWord(c: Cursor, word: string): boolean {
  return c.text.startsWith(word, c.pos) && endOfName(c.text, c.pos, c.end) === c.pos + word.length;
}

/** Records a problem that does not stop reading. */
export function report(c: Cursor, at: Span, message: string): void {
  c.problems.push({ start: at.start, end: at.end, message });
}

/** Records a problem at `at` and ends the reading of everything that is open. Only the first one counts. */
export function fail(c: Cursor, at: Span, message: string): void {
  if (c.failed) return;
  report(c, at, message);
  c.failed = true;
  c.resumeFrom = Math.max(c.pos, at.start);
  c.pos = c.end;
}

/**
 * Like `fail` for something that swallowed the rest of the text because its end is missing: reading resumes
 * right after its beginning. A few times only, because the rest is then read again.
 */
export function failBack(c: Cursor, at: Span, message: string, resumeFrom: number): void {
  if (c.failed) return;
  fail(c, at, message);
  c.resumeFrom = c.rereads++ < MOST_REREADS ? resumeFrom : c.end;
}

/** Fails at the character that stands at the cursor, naming it: `expected a value, found "]"`. */
export function failHere(c: Cursor, expected: string): void {
  const code = codeAt(c, c.pos);
  const character = code < 0 ? '' : String.fromCodePoint(c.text.codePointAt(c.pos) ?? code);
  const found = code < 0 ? 'the end' : isAtNewline(c) ? 'the end of the line' : JSON.stringify(character);
  const at = { start: c.pos, end: Math.min(c.end, c.pos + Math.max(1, character.length)) };
  fail(c, at, `Expected ${expected}, found ${found}.`);
}

/** Counts one more level of nesting; false (and a failure) when it is too deep. */
export function enter(c: Cursor): boolean {
  c.depth++;
  if (c.depth <= DEEPEST) return true;
  const at = { start: c.pos, end: c.pos };
  fail(c, at, `Nested more than ${DEEPEST} levels deep. Split this expression or block.`);
  return false;
}

const NONE: readonly never[] = [];

/**
 * The list without the room that growing leaves in it. The trees of 19 MB of Terraform take 160 MB, not 185,
 * and keeping them costs a tenth less time (measured with bench/parse.ts, Node 20).
 */
export function compact<T>(items: readonly T[]): readonly T[] {
  return items.length === 0 ? NONE : items.slice();
}

/** Where the comment that starts at `start` ends; `start` when there is none, -1 when it never ends. */
function endOfComment(c: Cursor, start: number, code: number): number {
  const { text, end } = c;
  const next = codeAt(c, start + 1);
  let pos = start + 2;
  if (code === HASH || next === SLASH) {
    pos = start + 1;
    while (pos < end && text.charCodeAt(pos) !== NEWLINE) pos++;
    return pos;
  }
  if (next !== STAR) return start;
  while (pos + 1 < end) {
    if (text.charCodeAt(pos) === STAR && text.charCodeAt(pos + 1) === SLASH) return pos + 2;
    pos++;
  }
  failBack(c, { start, end: start + 2 }, 'This comment is never closed. Add "*/" where it ends.', start + 2);
  return -1;
}

/** A place can be passed twice (a name is first tried as an object key), a comment is kept once. */
function keepComment(c: Cursor, start: number, after: number): void {
  if (start < c.commentsUntil) return;
  const end = c.text.charCodeAt(after - 1) === RETURN && codeAt(c, after) === NEWLINE ? after - 1 : after;
  c.comments.push({ start, end, text: c.text.slice(start, end) });
  c.commentsUntil = after;
}
