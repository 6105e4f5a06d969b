import type { Template, TemplatePart } from './ast.ts';
import { BACKSLASH, DOLLAR, NEWLINE, PERCENT, QUOTE, RETURN } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { codeAt, fail, rewind } from './cursor.ts';
import { decodeEscapes } from './escapes.ts';
import type { Pieces } from './template-pieces.ts';
import { addText, readLine, readMarker } from './template-pieces.ts';
import { templateTree } from './template-tree.ts';

const UNCLOSED_STRING = 'No quote closes this string on its line. Write \\n for a newline, or use a heredoc.';

/** Reads a quoted string; the cursor stands at its first quote. */
export function readQuoted(c: Cursor): Template {
  const start = c.pos;
  const plainEnd = endOfPlainText(c.text, start + 1, c.end);
  if (codeAt(c, plainEnd) === QUOTE) {
    c.pos = plainEnd + 1;
    const parts = plainParts(c.text, start + 1, plainEnd);
    return { kind: 'template', start, end: c.pos, form: 'quoted', parts };
  }
  c.pos = start + 1;
  const parts = readQuotedParts(c, start);
  return { kind: 'template', start, end: c.pos, form: 'quoted', parts };
}

/** Reads the rest of the text as a template without quotes, as `templatefile` and JSON strings have it. */
export function readBareTemplate(c: Cursor): TemplatePart[] {
  const pieces: Pieces = { list: [], trimNext: false };
  while (c.pos < c.end) {
    const code = codeAt(c, c.pos);
    if (code === DOLLAR || code === PERCENT) {
      readMarker(c, pieces, code);
    } else if (!readLine(c, pieces)) {
      // A return without a newline: HCL's scanner gives up and takes all the rest literally, escapes apart.
      const value = c.text.slice(c.pos, c.end).replaceAll(/\$\$\{?|%%\{?/g, (marker) => marker.slice(-2));
      addText(pieces, c, { kind: 'text', start: c.pos, end: c.end, value });
      c.pos = c.end;
    }
  }
  return templateTree(c, pieces.list);
}

function readQuotedParts(c: Cursor, start: number): TemplatePart[] {
  const pieces: Pieces = { list: [], trimNext: false };
  for (;;) {
    const code = codeAt(c, c.pos);
    if (code === QUOTE) break;
    if (code === DOLLAR || code === PERCENT) {
      readMarker(c, pieces, code);
    } else if (code === NEWLINE || code === RETURN || code < 0) {
      fail(c, { start, end: start + 1 }, UNCLOSED_STRING);
      break;
    } else {
      readQuotedText(c, pieces);
    }
  }
  c.pos++;
  return templateTree(c, pieces.list);
}

function readQuotedText(c: Cursor, pieces: Pieces): void {
  const start = c.pos;
  let pos = endOfPlainText(c.text, start, c.end);
  const hasEscapes = codeAt(c, pos) === BACKSLASH;
  while (codeAt(c, pos) === BACKSLASH) {
    const escaped = codeAt(c, pos + 1);
    if (escaped === NEWLINE || escaped === RETURN || escaped < 0) {
      fail(c, { start: pos, end: pos + 1 }, 'A backslash cannot stand at the end of a line.');
      return;
    }
    pos = endOfPlainText(c.text, pos + 2, c.end);
  }
  const value = hasEscapes ? decodeEscapes(c, start, pos) : undefined;
  rewind(c, pos);
  addText(pieces, c, { kind: 'text', start, end: pos, value });
}

function plainParts(text: string, start: number, end: number): TemplatePart[] {
  return start === end ? [] : [{ kind: 'text', start, end, value: text.slice(start, end) }];
}

function endOfPlainText(text: string, start: number, end: number): number {
  let pos = start;
  for (; pos < end; pos++) {
    const code = text.charCodeAt(pos);
    if (code === QUOTE || code === BACKSLASH || code === DOLLAR || code === PERCENT) break;
    if (code === NEWLINE || code === RETURN) break;
  }
  return pos;
}
