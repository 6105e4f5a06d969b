import type { Num } from './number.ts';
import type { Decimal } from './number-text.ts';
import { exactDecimal, rounded, shortestDecimal } from './number-text.ts';

export type NumberStyle = 'e' | 'E' | 'f' | 'g' | 'G';

/**
 * A number in one of Go's styles: with exponent (e), without (f), or the one that suits it (g). Without a
 * precision, as many digits as it takes to read the number back.
 */
export function formatNumber(num: Num, style: NumberStyle, precision?: number): string {
  if (num.small === Infinity) return '+Inf';
  if (num.small === -Infinity) return '-Inf';
  const decimal =
    precision === undefined
      ? shortestDecimal(num)
      : rounded(exactDecimal(num), digitsFor(num, style, precision));
  const sign = decimal.negative ? '-' : '';
  switch (style) {
    case 'e':
    case 'E':
      return sign + withExponent(decimal, style, precision ?? Math.max(decimal.digits.length - 1, 0));
    case 'f':
      return sign + withoutExponent(decimal, precision ?? Math.max(decimal.digits.length - decimal.point, 0));
    case 'g':
    case 'G':
      return sign + generalStyle(decimal, style, precision);
  }
}

function digitsFor(num: Num, style: NumberStyle, precision: number): number {
  if (style === 'f') return exactDecimal(num).point + precision;
  return style === 'g' || style === 'G' ? Math.max(precision, 1) : precision + 1;
}

function generalStyle(decimal: Decimal, style: 'g' | 'G', precision: number | undefined): string {
  const { digits, point } = decimal;
  const wanted = precision === undefined ? digits.length : Math.max(precision, 1);
  let limit = wanted > digits.length && digits.length >= point ? digits.length : wanted;
  // Six is Go's own choice where no precision is asked for: a million is 1e+06.
  if (precision === undefined) limit = 6;
  const exponent = point - 1;
  if (exponent < -4 || exponent >= limit) {
    const kept = precision === undefined ? digits.length : Math.min(wanted, digits.length);
    return withExponent(decimal, style === 'g' ? 'e' : 'E', Math.max(kept - 1, 0));
  }
  return withoutExponent(decimal, Math.max(digits.length - point, 0));
}

function withExponent({ digits, point }: Decimal, letter: 'e' | 'E', precision: number): string {
  const mantissa = digits.padEnd(precision + 1, '0');
  const exponent = digits === '' ? 0 : point - 1;
  const fraction = precision > 0 ? `.${mantissa.slice(1, precision + 1)}` : '';
  const scale = String(Math.abs(exponent)).padStart(2, '0');
  return `${mantissa.charAt(0)}${fraction}${letter}${exponent < 0 ? '-' : '+'}${scale}`;
}

function withoutExponent({ digits, point }: Decimal, precision: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  if (precision <= 0) return whole;
  const fraction = point >= 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
  return `${whole}.${fraction.slice(0, precision).padEnd(precision, '0')}`;
}
