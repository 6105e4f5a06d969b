import type { YamlScalar } from './ast.ts';
import { DASH, HASH, isBlank, NEWLINE, NINE, PIPE, PLUS, RETURN, SPACE, TAB, ZERO } from './characters.ts';
import { foldedByKustomize } from './folded-by-kustomize.ts';
import type { Reader } from './reader.ts';
import { giveUp, makeScalar, tabProblem } from './reader.ts';

/** What happens to the line breaks at the end: one is kept, none, or all. */
type Chomping = 'clip' | 'strip' | 'keep';

interface Header {
  readonly chomping: Chomping;
  /** The indentation that is written after the mark, relative to the parent; 0: that of the first line. */
  readonly written: number;
}

interface Lines {
  /** Where the first line starts. */
  readonly start: number;
  /** Where the last line with content ends, before its line break; `start` where there is none. */
  readonly end: number;
  /** Line breaks after the last line with content, its own included. */
  readonly breaks: number;
  /** Where reading goes on: the start of a line, or the end of the document. */
  readonly after: number;
  readonly indent: number;
  /** Whether a blank line has fewer blanks than the content, or a line ends in a carriage return. */
  readonly isRagged: boolean;
}

/** Reads `|` or `>` and the lines below that are indented further than `parentIndent`. */
export function readBlockScalar(r: Reader, parentIndent: number): YamlScalar {
  const start = r.at;
  const isLiteral = r.text.charCodeAt(start) === PIPE;
  const header = readHeader(r);
  const headerEnd = r.lastEnd;
  const lines = findLines(
    r,
    header.written === 0 ? -1 : Math.max(parentIndent, 0) + header.written,
    parentIndent,
  );
  const body = isLiteral ? literalBody(r.text, lines) : foldedBody(r.text, lines);
  r.at = lines.after;
  r.lineStart = lines.after;
  const value = body + breaksAtEnd(header.chomping, breaksOf(r, lines), body === '');
  const end = lines.end > lines.start ? lines.end : headerEnd;
  if (isLiteral) return makeScalar(r, value, 'literal', start, end);
  const isByKustomize = r.typing === 'kustomize' && value.includes('\n');
  const folded = isByKustomize ? foldedByKustomize(value, header.chomping === 'keep') : value;
  return makeScalar(r, folded, 'folded', start, end);
}

function readHeader(r: Reader): Header {
  const { text, end } = r;
  let chomping: Chomping = 'clip';
  let written = 0;
  let at = r.at + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === DASH && chomping === 'clip') chomping = 'strip';
    else if (code === PLUS && chomping === 'clip') chomping = 'keep';
    else if (code > ZERO && code <= NINE && written === 0) written = code - ZERO;
    else break;
    at += 1;
  }
  r.lastEnd = at;
  while (isBlank(text.charCodeAt(at))) at += 1;
  if (text.charCodeAt(at) === HASH) {
    const lineEnd = text.indexOf('\n', at);
    const last = text.charCodeAt(lineEnd - 1) === RETURN ? lineEnd - 1 : lineEnd;
    r.comments.push({ file: r.file, start: at, end: last, text: text.slice(at + 1, last) });
    at = lineEnd;
  }
  if (text.charCodeAt(at) === RETURN) at += 1;
  if (at < end && text.charCodeAt(at) !== NEWLINE) giveUp();
  r.at = Math.min(at + 1, end);
  return { chomping, written };
}

/** Finds where the lines of the scalar end; `indent` is -1 until the first line with content tells it. */
function findLines(r: Reader, given: number, parentIndent: number): Lines {
  const { text, end } = r;
  const start = r.at;
  let indent = given;
  let at = start;
  let lastEnd = start;
  let breaks = 0;
  let isRagged = false;
  let widestBlank = 0;
  while (at < end) {
    let content = at;
    const limit = indent < 0 ? end : Math.min(end, at + indent);
    while (content < limit && text.charCodeAt(content) === SPACE) content += 1;
    const column = content - at;
    const code = content < end ? text.charCodeAt(content) : NEWLINE;
    const isLineEnd = code === NEWLINE || (code === RETURN && text.charCodeAt(content + 1) === NEWLINE);
    if (isLineEnd) {
      if (column > 0) isRagged = true;
      if (indent < 0) widestBlank = Math.max(widestBlank, column);
      if (code === RETURN) isRagged = true;
      breaks += 1;
      at = Math.min(end, code === RETURN ? content + 2 : content + 1);
      continue;
    }
    if (code === TAB && (indent < 0 || column < indent) && r.typing !== 'core') throw tabProblem(content);
    if (indent < 0) {
      // A tab here, or a blank line that reaches further than the content, is judged by the careful reader.
      if (code === TAB && column <= parentIndent + 1) giveUp();
      if (column <= parentIndent) break;
      if (widestBlank > column) giveUp();
      indent = column;
    } else if (column < indent) break;
    let lineEnd = text.indexOf('\n', content);
    if (lineEnd < 0 || lineEnd > end) lineEnd = end;
    const hasReturn = text.charCodeAt(lineEnd - 1) === RETURN;
    if (hasReturn) isRagged = true;
    lastEnd = hasReturn ? lineEnd - 1 : lineEnd;
    breaks = lineEnd < end ? 1 : 0;
    at = Math.min(end, lineEnd + 1);
  }
  return { start, end: lastEnd, breaks, after: at, indent, isRagged };
}

/** Kustomize adds no line break to a text that ends without one; kubectl reads lines and does. */
function breaksOf({ typing, isPadded, end }: Reader, { breaks, after }: Lines): number {
  return typing === 'kustomize' && isPadded && after === end && breaks > 0 ? breaks - 1 : breaks;
}

function breaksAtEnd(chomping: Chomping, breaks: number, isEmpty: boolean): string {
  if (chomping === 'strip' || breaks === 0) return '';
  if (chomping === 'keep') return '\n'.repeat(breaks);
  return isEmpty ? '' : '\n';
}

function literalBody(text: string, lines: Lines): string {
  const { start, end, indent, isRagged } = lines;
  if (end <= start) return '';
  if (isRagged) return contentLines(text, lines).join('\n');
  const first = text.charCodeAt(start) === NEWLINE ? start : start + indent;
  const inside = text.slice(first, end);
  return indent === 0 ? inside : inside.replaceAll(`\n${' '.repeat(indent)}`, '\n');
}

function contentLines(text: string, { start, end, indent }: Lines): string[] {
  const lines = text.slice(start, end).split('\n');
  return lines.map((line) => {
    const content = line.endsWith('\r') ? line.slice(0, -1) : line;
    return content.slice(Math.min(indent, content.length));
  });
}

/** Lines that start with a blank keep their breaks; between the others one break becomes a blank. */
function foldedBody(text: string, lines: Lines): string {
  if (lines.end <= lines.start) return '';
  let folded = '';
  let breaks = 0;
  let isFirst = true;
  let wasSpaced = false;
  for (const line of contentLines(text, lines)) {
    if (line === '') {
      breaks += 1;
      continue;
    }
    const isSpaced = isBlank(line.charCodeAt(0));
    if (isFirst) folded = '\n'.repeat(breaks);
    else if (isSpaced || wasSpaced) folded += '\n'.repeat(breaks + 1);
    else folded += breaks === 0 ? ' ' : '\n'.repeat(breaks);
    folded += line;
    breaks = 0;
    isFirst = false;
    wasSpaced = isSpaced;
  }
  return folded;
}
