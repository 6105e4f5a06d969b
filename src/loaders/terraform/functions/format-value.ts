import { convert } from '../values/convert.ts';
import { isInfinite, isInteger, Num, toBigInt } from '../values/number.ts';
import type { NumberStyle } from '../values/number-format.ts';
import { formatNumber } from '../values/number-format.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, isNull } from '../values/value.ts';
import { boolOf, numOf, textOf } from './arguments.ts';
import type { Verb } from './format-verb.ts';
import { graphemes } from './graphemes.ts';
import { jsonText, quotedJson } from './json-text.ts';

/** The text of one known value as a verb asks for it. */
export function formatValue(verb: Verb, value: TfValue): string {
  if (verb.mode === 'v') return padded(verb, asIs(verb, value));
  if (isNull(value)) throw new EvaluationError('null cannot be formatted');
  switch (verb.mode) {
    case 't':
      // The width of this verb has no effect.
      return boolOf(convert(value, 'bool')) ? 'true' : 'false';
    case 's':
      return padded(verb, shortened(verb, textOf(convert(value, 'string'))));
    case 'q':
      return padded(verb, quotedJson(shortened(verb, textOf(convert(value, 'string')))));
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
      return floatText(verb, verb.mode, numOf(convert(value, 'number')));
    default:
      return integerText(verb, numOf(convert(value, 'number')));
  }
}

function asIs(verb: Verb, { type, content, sensitive }: TfValue): string {
  if (!verb.flags.has('#')) {
    if (typeof content === 'string') return content;
    if (content instanceof Num) return formatNumber(content, 'g');
  }
  return jsonText({ type, content, sensitive });
}

function shortened({ precision }: Verb, text: string): string {
  return precision === undefined || precision === 0 ? text : graphemes(text).slice(0, precision).join('');
}

function padded({ flags, width }: Verb, text: string): string {
  const missing = (width ?? 0) - graphemes(text).length;
  if (missing <= 0) return text;
  const padding = (flags.has('0') && !flags.has('-') ? '0' : ' ').repeat(missing);
  return flags.has('-') ? text + padding : padding + text;
}

function signOf({ flags }: Verb, isNegative: boolean): string {
  if (isNegative) return '-';
  return flags.has('+') ? '+' : flags.has(' ') ? ' ' : '';
}

function floatText(verb: Verb, style: NumberStyle, num: Num): string {
  const precision = verb.precision ?? (style === 'g' || style === 'G' ? undefined : 6);
  const text = formatNumber(num, style, precision);
  const digits = text.replace(/^[+-]/, '');
  const sign = text.startsWith('+') && !verb.flags.has(' ') ? '+' : signOf(verb, text.startsWith('-'));
  const padding = Math.max((verb.width ?? 0) - sign.length - digits.length, 0);
  if (verb.flags.has('-')) return sign + digits + ' '.repeat(padding);
  if (verb.flags.has('0') && !isInfinite(num)) return sign + '0'.repeat(padding) + digits;
  return ' '.repeat(padding) + sign + digits;
}

const BASES: ReadonlyMap<string, { readonly base: number; readonly prefix: string }> = new Map([
  ['b', { base: 2, prefix: '0b' }],
  ['o', { base: 8, prefix: '0' }],
  ['d', { base: 10, prefix: '' }],
  ['x', { base: 16, prefix: '0x' }],
  ['X', { base: 16, prefix: '0X' }],
]);

function integerText(verb: Verb, num: Num): string {
  if (!isInteger(num)) throw new EvaluationError('a whole number is required');
  const value = toBigInt(num);
  const { base, prefix: written } = BASES.get(verb.mode) ?? { base: 10, prefix: '' };
  const sign = signOf(verb, value < 0n);
  const prefix = verb.flags.has('#') ? written : '';
  const plain = (value < 0n ? -value : value).toString(base);
  const digits = verb.mode === 'X' ? plain.toUpperCase() : plain;
  if (verb.precision === 0 && value === 0n) return '';
  let zeros = Math.max((verb.precision ?? 0) - digits.length, 0);
  const missing = Math.max((verb.width ?? 0) - sign.length - prefix.length - zeros - digits.length, 0);
  const isZeroPadded = verb.flags.has('0') && !verb.flags.has('-') && verb.precision === undefined;
  if (isZeroPadded) zeros = missing;
  const text = sign + prefix + '0'.repeat(zeros) + digits;
  if (isZeroPadded) return text;
  return verb.flags.has('-') ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}
