import { floatText } from './print.ts';
import type { Scalar } from './value.ts';

/** Where a long text may be broken: after this many columns (go-yaml's best width). */
const WIDTH = 80;

export interface ScalarPlace {
  /** Of the lines after the first. */
  readonly indent: number;
  /** Where the scalar begins. */
  readonly column: number;
  readonly isKey: boolean;
  /** go-yaml 3 breaks no lines. */
  readonly isPretty: boolean;
}

/** A scalar as go-yaml writes it. */
export function writtenScalar(value: Scalar, place: ScalarPlace): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'string' ? textScalar(value, place) : String(value);
}

/** Through JSON: what it writes without a point or an exponent is an integer again. */
function numberText(value: number): string {
  if (value === 0) return '0';
  if (Number.isInteger(value) && value < 2 ** 64 && value >= -(2 ** 63)) return BigInt(value).toString();
  return floatText(value);
}

function textScalar(value: string, place: ScalarPlace): string {
  if (value === '') return '""';
  const looks = analyzed(value);
  if (value.includes('\n')) {
    return looks.isBlock && !place.isKey ? literalBlock(value, place.indent) : doubleQuoted(value, place);
  }
  if (resolves(value)) return doubleQuoted(value, place);
  if (looks.isPlain) return folded(value, place);
  return looks.isSingle && !(place.isKey && looks.hasBreaks)
    ? singleQuoted(value, place)
    : doubleQuoted(value, place);
}

interface Looks {
  readonly isPlain: boolean;
  readonly isSingle: boolean;
  readonly isBlock: boolean;
  readonly hasBreaks: boolean;
}

const BREAK = /[\n\r\u0085\u2028\u2029]/;
// What go-yaml takes for printable in its oldest form: no tab, nothing above U+FFFF, no byte order mark.
const NOT_PRINTABLE = /[^\n -~\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const FIRST_INDICATOR = /^(?:[#,[\]{}&*!|>'"%@`]|[?:-](?=[ \t\n\r\u0085\u2028\u2029]|$)|---|\.\.\.)/;
const LATER_INDICATOR = /.:(?=[ \t\n\r\u0085\u2028\u2029]|$)|[ \t\n\r\u0085\u2028\u2029]#/s;

function analyzed(value: string): Looks {
  const hasBreaks = BREAK.test(value);
  const isSpecial = NOT_PRINTABLE.test(value) || / [\n\r\u0085\u2028\u2029]/.test(value);
  const hasSpaceAfterBreak = /[\n\r\u0085\u2028\u2029] /.test(value);
  const isPadded = /^[ \n\r\u0085\u2028\u2029]|[ \n\r\u0085\u2028\u2029]$/.test(value);
  const hasIndicator = FIRST_INDICATOR.test(value) || LATER_INDICATOR.test(value);
  return {
    isPlain: !isPadded && !isSpecial && !hasBreaks && !hasIndicator,
    isSingle: !hasSpaceAfterBreak && !isSpecial,
    isBlock: !value.endsWith(' ') && !isSpecial,
    hasBreaks,
  };
}

const WORDS = new Set(
  [
    'y Y yes Yes YES true True TRUE on On ON n N no No NO false False FALSE off Off OFF',
    '~ null Null NULL .nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF',
  ].flatMap((words) => words.split(' ')),
);
const INTEGER = /^[-+]?(?:0|[1-9]\d*|0[0-7]+|0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const BASE_60 = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/;
const DAY = '\\d{4}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\\d|3[01])';
const TIME = '\\d{1,2}:\\d{1,2}:\\d{1,2}(?:\\.\\d+)?';
const DATE = new RegExp(`^${DAY}(?:[Tt ]${TIME}(?:Z|[-+]\\d\\d:\\d\\d)?)?$`);

/** Whether go-yaml would read the bare text as something else than a text. */
function resolves(value: string): boolean {
  if (WORDS.has(value)) return true;
  if (!/^[-+.\d]/.test(value)) return false;
  if (value.startsWith('.')) return FLOAT.test(value);
  const bare = value.replaceAll('_', '');
  return INTEGER.test(bare) || FLOAT.test(bare) || BASE_60.test(value) || DATE.test(value);
}

function folded(value: string, place: ScalarPlace): string {
  return brokenAt(value, place, { from: place.column, last: value.length });
}

function singleQuoted(value: string, place: ScalarPlace): string {
  const inner = brokenAt(value, place, { from: place.column + 1, last: value.length - 1, quote: "'" });
  return `'${inner}'`;
}

/** Breaks a line at the first single space after the width. */
function brokenAt(
  value: string,
  { indent, isKey, isPretty }: ScalarPlace,
  at: { readonly from: number; readonly last: number; readonly quote?: string },
): string {
  const doubled = (text: string): string => (at.quote ? text.replaceAll("'", "''") : text);
  if (isKey || isPretty || at.from + value.length * 2 <= WIDTH) return doubled(value);
  let result = '';
  let column = at.from;
  let index = 0;
  let isAfterSpace = false;
  for (const char of value) {
    const next = value[index + char.length];
    const isInside = !at.quote || (index > 0 && index < at.last);
    if (char === ' ' && !isAfterSpace && column > WIDTH && next !== ' ' && isInside) {
      result += `\n${' '.repeat(indent)}`;
      column = indent;
    } else {
      const written = doubled(char);
      result += written;
      column += written.length > 1 && char.length === 1 ? written.length : 1;
    }
    isAfterSpace = char === ' ';
    index += char.length;
  }
  return result;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\u001B': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u00A0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};
const ESCAPED = /[^ !#-[\]-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;

function doubleQuoted(value: string, { indent, column: start, isKey, isPretty }: ScalarPlace): string {
  let result = '"';
  let column = start + 1;
  let index = 0;
  let isAfterSpace = false;
  for (const char of value) {
    const isInside = index > 0 && index < value.length - 1;
    if (char === ' ' && !isKey && !isPretty && !isAfterSpace && column > WIDTH && isInside) {
      const mark = value[index + 1] === ' ' ? '\\' : '';
      result += `\n${' '.repeat(indent)}${mark}`;
      column = indent + mark.length;
    } else {
      const written = ESCAPED.test(char) ? escaped(char) : char;
      result += written;
      column += written === char ? 1 : written.length;
    }
    isAfterSpace = char === ' ';
    index += char.length;
  }
  return `${result}"`;
}

function escaped(char: string): string {
  const short = ESCAPES[char];
  if (short !== undefined) return short;
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xff_ff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

function literalBlock(value: string, indent: number): string {
  const hint = /^[ \n\r\u0085\u2028\u2029]/.test(value) ? '2' : '';
  const chomp = value.endsWith('\n') ? (value === '\n' || /[\n\r]\n$/.test(value) ? '+' : '') : '-';
  const pad = ' '.repeat(indent);
  return `|${hint}${chomp}\n${value.replaceAll(/^(?=[^\n])/gm, pad)}`;
}
