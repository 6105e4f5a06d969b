import { BACKSLASH, DOUBLE_QUOTE, isBlank, NEWLINE, RETURN } from './characters.ts';
import { foldLines, trimmedEnd } from './fold.ts';
import type { YamlScalar } from './ast.ts';
import { YamlProblem } from './problem.ts';
import type { Reader } from './reader.ts';
import { giveUp } from './reader.ts';

/** A scalar in quotes, which always is a text. */
export type QuotedScalar = YamlScalar & { readonly value: string };

const SIMPLE_ESCAPES = new Map<string, string>([
  ['0', '\0'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\u001B'],
  [' ', ' '],
  ['"', '"'],
  ['\\', '\\'],
  ['N', '\u0085'],
  ['_', '\u00A0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);
const CODE_LENGTHS = new Map<string, number>([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** Reads the quoted scalar that starts here; it may span lines. */
export function readQuoted(r: Reader): QuotedScalar {
  return r.text.charCodeAt(r.at) === DOUBLE_QUOTE ? readDouble(r) : readSingle(r);
}

function readSingle(r: Reader): QuotedScalar {
  const { text, end } = r;
  const start = r.at;
  let close = text.indexOf("'", start + 1);
  let hasQuote = false;
  while (close >= 0 && close < end && text.charCodeAt(close + 1) === 39) {
    hasQuote = true;
    close = text.indexOf("'", close + 2);
  }
  if (close < 0 || close >= end) giveUp();
  const raw = contentOf(r, start + 1, close);
  r.at = close + 1;
  return scalarOf(r, hasQuote ? raw.replaceAll("''", "'") : raw, 'single', start);
}

function readDouble(r: Reader): QuotedScalar {
  const { text, end } = r;
  const start = r.at;
  let at = start + 1;
  let isPlain = true;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOUBLE_QUOTE) break;
    if (code !== BACKSLASH) continue;
    isPlain = false;
    at += 1;
  }
  if (at >= end) giveUp();
  const value = isPlain ? contentOf(r, start + 1, at) : unescaped(r, start + 1, at);
  r.at = at + 1;
  return scalarOf(r, value, 'double', start);
}

function scalarOf(r: Reader, value: string, style: 'single' | 'double', start: number): QuotedScalar {
  r.nodes += 1;
  r.lastEnd = r.at;
  return { kind: 'scalar', value, style, file: r.file, start, end: r.at };
}

/** The text between the quotes, folded where it spans lines; keeps track of the line. */
function contentOf(r: Reader, start: number, end: number): string {
  const raw = r.text.slice(start, end);
  // Only in the content: JSON may be one line of megabytes, and each search would go to its start.
  const lastBreak = raw.lastIndexOf('\n');
  if (lastBreak < 0) return raw;
  r.lineStart = start + lastBreak + 1;
  return foldLines(r.text, start, end);
}

/** A double-quoted text with escapes, line by line: an escaped line break joins, the others fold. */
function unescaped(r: Reader, start: number, end: number): string {
  const { text } = r;
  let value = '';
  let at = start;
  let run = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) {
      value += text.slice(run, at);
      const [piece, after] = readEscape(r, at, end);
      value += piece;
      at = after;
      run = at;
    } else if (code === NEWLINE) {
      const [breaks, after] = skipBreaks(r, at, end);
      value += text.slice(run, trimmedEnd(text, run, at)) + (breaks === 1 ? ' ' : '\n'.repeat(breaks - 1));
      at = after;
      run = at;
    } else at += 1;
  }
  return value + text.slice(run, end);
}

/** What the escape at `at` stands for, and where reading goes on. */
function readEscape(r: Reader, at: number, end: number): readonly [piece: string, after: number] {
  const { text } = r;
  const letter = text.charAt(at + 1);
  const simple = SIMPLE_ESCAPES.get(letter);
  if (simple !== undefined) return [simple, at + 2];
  // kubectl and Kustomize refuse this one, which only JSON and YAML 1.2 have.
  if (letter === '/') {
    if (r.typing === 'core') return ['/', at + 2];
    const message = 'kubectl does not know the escape `\\/`. Write `/`.';
    throw new YamlProblem('yaml-escape', message, { start: at, end: at + 2 });
  }
  const length = CODE_LENGTHS.get(letter);
  if (length !== undefined) {
    const digits = text.slice(at + 2, at + 2 + length);
    const code = /^[\dA-Fa-f]+$/.test(digits) ? Number.parseInt(digits, 16) : Infinity;
    if (digits.length < length || code > 0x10_ff_ff || at + 2 + length > end) giveUp();
    return [length === 8 ? String.fromCodePoint(code) : String.fromCharCode(code), at + 2 + length];
  }
  let lineEnd = at + 1;
  if (text.charCodeAt(lineEnd) === RETURN) lineEnd += 1;
  if (text.charCodeAt(lineEnd) !== NEWLINE) giveUp();
  const [breaks, after] = skipBreaks(r, lineEnd, end);
  return ['\n'.repeat(breaks - 1), after];
}

/** How many line breaks follow in a row, with only blanks between, and where the next content is. */
function skipBreaks(r: Reader, from: number, end: number): readonly [breaks: number, after: number] {
  const { text } = r;
  let breaks = 0;
  let at = from;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) {
      breaks += 1;
      r.lineStart = at + 1;
    } else if (!isBlank(code) && code !== RETURN) break;
  }
  return [breaks, at];
}
