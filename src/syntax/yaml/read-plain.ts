import type { YamlScalar } from './ast.ts';
import { COLON, HASH, isBlank, isFlowMark, isGap, NEWLINE, RETURN, SPACE, TAB } from './characters.ts';
import { foldLines, trimmedEnd } from './fold.ts';
import type { Reader } from './reader.ts';
import { giveUp, makeScalar, tabProblem } from './reader.ts';
import { plainValue } from './plain-value.ts';
import { canBeTyped } from './type-scalar.ts';

/** A plain scalar whose first line was scanned; more lines follow where they are indented further. */
export function readPlain(r: Reader, start: number, firstEnd: number, indent: number): YamlScalar {
  let end = firstEnd;
  let isFolded = false;
  while (r.text.charCodeAt(r.at) === NEWLINE) {
    const next = nextLineStart(r, indent);
    if (next < 0) break;
    const lineStart = r.text.lastIndexOf('\n', next - 1) + 1;
    r.at = next;
    r.lineStart = lineStart;
    end = scanPlainLine(r);
    if (r.text.charCodeAt(r.at) === COLON) giveUp();
    isFolded = true;
  }
  return makePlain(r, start, end, isFolded);
}

/** Moves to where a plain scalar's line ends: a newline, a comment or a colon; the result is its own end. */
export function scanPlainLine(r: Reader): number {
  const { text } = r;
  const start = r.at;
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code > COLON) at += 1;
    else if (code === NEWLINE) break;
    else if (code === COLON) {
      if (isGap(text.charCodeAt(at + 1))) break;
      at += 1;
    } else if (code === HASH && isBlank(text.charCodeAt(at - 1))) break;
    else at += 1;
  }
  r.at = at;
  const last = text.charCodeAt(at - 1);
  return last === SPACE || last === TAB || last === RETURN ? trimmedEnd(text, start, at) : at;
}

/** A plain scalar inside brackets, over as many lines as it takes. */
export function readFlowPlain(r: Reader): YamlScalar {
  const { text } = r;
  const start = r.at;
  let end = scanFlowLine(r);
  let isFolded = false;
  while (text.charCodeAt(r.at) === NEWLINE) {
    let next = r.at;
    let lineStart = r.lineStart;
    while (next < r.end && isGap(text.charCodeAt(next))) {
      if (text.charCodeAt(next) === NEWLINE) lineStart = next + 1;
      next += 1;
    }
    const code = text.charCodeAt(next);
    if (next >= r.end || isFlowMark(code) || code === HASH) break;
    if (code === COLON && isFlowColon(r, next)) break;
    r.at = next;
    r.lineStart = lineStart;
    end = scanFlowLine(r);
    isFolded = true;
  }
  return makePlain(r, start, end, isFolded);
}

/** Whether the colon here ends a key inside brackets. To kubectl `a:` before a bracket is a text. */
export function isFlowColon({ text, typing }: Reader, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return isGap(next) || (isFlowMark(next) && typing === 'core');
}

function scanFlowLine(r: Reader): number {
  const { text, end } = r;
  const start = r.at;
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE || isFlowMark(code)) break;
    if (code === COLON && isFlowColon(r, at)) break;
    if (code === HASH && isBlank(text.charCodeAt(at - 1))) break;
    at += 1;
  }
  r.at = at;
  return trimmedEnd(text, start, at);
}

function makePlain(r: Reader, start: number, end: number, isFolded: boolean): YamlScalar {
  const { text } = r;
  if (isFolded) return makeScalar(r, foldLines(text, start, end), 'plain', start, end);
  const value = text.slice(start, end);
  const isText = r.isTagged || !canBeTyped(text.charCodeAt(start));
  return makeScalar(r, isText ? value : plainValue(r, value, start), 'plain', start, end);
}

/** Where the next line's content starts if the scalar goes on there; else -1, and blank lines are passed. */
function nextLineStart(r: Reader, indent: number): number {
  const { text, end } = r;
  let at = r.at + 1;
  let lineStart = at;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === RETURN) at += 1;
    else if (code === TAB) {
      if (at - lineStart <= indent && r.typing !== 'core') throw tabProblem(at);
      at += 1;
    } else if (code === NEWLINE) {
      at += 1;
      lineStart = at;
    } else {
      const column = indentOf(text, lineStart);
      if (column > indent && code !== HASH) return at;
      break;
    }
  }
  r.at = Math.min(lineStart, end);
  r.lineStart = lineStart;
  return -1;
}

function indentOf(text: string, lineStart: number): number {
  let at = lineStart;
  while (text.charCodeAt(at) === SPACE) at += 1;
  return at - lineStart;
}
