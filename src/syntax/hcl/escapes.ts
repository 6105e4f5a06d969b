import { BACKSLASH, isHexDigit } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { fail } from './cursor.ts';

const SIMPLE = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);
const KNOWN = '\\n, \\r, \\t, \\", \\\\, \\uNNNN and \\UNNNNNNNN';
const UNICODE_DIGITS = new Map([
  ['u', 4],
  ['U', 8],
]);

/** The text from `start` to `end` of a quoted string with its backslash escapes resolved. */
export function decodeEscapes(c: Cursor, start: number, end: number): string {
  const { text } = c;
  const values: string[] = [];
  let plainStart = start;
  let pos = start;
  while (pos < end) {
    if (text.charCodeAt(pos) !== BACKSLASH) {
      pos++;
      continue;
    }
    values.push(text.slice(plainStart, pos));
    const selector = text.charAt(pos + 1);
    const simple = SIMPLE.get(selector);
    const digits = UNICODE_DIGITS.get(selector);
    if (simple !== undefined) {
      values.push(simple);
      pos += 2;
    } else if (digits !== undefined && hasHexDigits(text, pos + 2, digits)) {
      values.push(characterOf(c, pos, digits));
      pos += 2 + digits;
    } else {
      fail(c, { start: pos, end: pos + 2 }, `There is no such escape. A string knows ${KNOWN}.`);
      pos += 2;
    }
    plainStart = pos;
  }
  values.push(text.slice(plainStart, end));
  return values.join('');
}

function characterOf(c: Cursor, start: number, digits: number): string {
  const end = start + 2 + digits;
  const code = Number.parseInt(c.text.slice(start + 2, end), 16);
  if (code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code);
  fail(c, { start, end }, 'No character has this number.');
  return '';
}

function hasHexDigits(text: string, start: number, count: number): boolean {
  for (let i = start; i < start + count; i++) {
    if (!isHexDigit(text.charCodeAt(i))) return false;
  }
  return true;
}
