import type { Num } from './number.ts';
import { bitLength } from './bits.ts';

/** Decimal digits without leading or trailing zeros, meaning `0.digits * 10^point`. */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly point: number;
}

/**
 * A number as Terraform writes it: the shortest decimal that reads back as the same number, without exponent.
 */
export function numberText(num: Num): string {
  if (num.small !== undefined) return smallText(num.small);
  const { negative, digits, point } = shortestDecimal(num);
  const sign = negative ? '-' : '';
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length);
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function smallText(value: number): string {
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Every decimal digit of a finite number. */
export function exactDecimal(num: Num): Decimal {
  if (num.small !== undefined) {
    const digits = String(Math.abs(num.small));
    return trimmed(num.small < 0 || Object.is(num.small, -0), digits === '0' ? '' : digits, digits.length);
  }
  const magnitude = num.mantissa < 0n ? -num.mantissa : num.mantissa;
  return decimalOf(num.mantissa < 0n, magnitude, num.exponent);
}

/**
 * The digits that tell a finite number from its neighbours at its precision. Digit by digit: stop as soon as
 * cutting off or rounding up stays between the two half-way points (the rule of Go's `big.Float.Text` with
 * precision -1).
 */
export function shortestDecimal(num: Num): Decimal {
  const exact = exactDecimal(num);
  if (num.small !== undefined) return exact;
  const magnitude = num.mantissa < 0n ? -num.mantissa : num.mantissa;
  const shift = num.precision + 1 - bitLength(magnitude);
  const widened = magnitude << BigInt(shift);
  const exponent = num.exponent - shift;
  const lower = decimalOf(false, widened - 1n, exponent).digits;
  const upper = decimalOf(false, widened + 1n, exponent).digits;
  // Half-way points read back as the number only where the last bit of the number is zero.
  const inclusive = (widened & 2n) === 0n;
  for (let index = 0; index < exact.digits.length; index += 1) {
    const [low, digit, high] = [digitAt(lower, index), digitAt(exact.digits, index), digitAt(upper, index)];
    const down = low !== digit || (inclusive && index + 1 === lower.length);
    const up = digit !== high && (inclusive || digit + 1 < high || index + 1 < upper.length);
    if (down && up) return rounded(exact, index + 1);
    if (down) return trimmed(exact.negative, exact.digits.slice(0, index + 1), exact.point);
    if (up) return roundedUp(exact, index + 1);
  }
  return exact;
}

/** The decimal rounded half to even to a count of digits. */
export function rounded(decimal: Decimal, count: number): Decimal {
  if (count >= decimal.digits.length) return decimal;
  if (count < 0) return { ...decimal, digits: '', point: 0 };
  const next = digitAt(decimal.digits, count);
  const isHalf = next === 5 && count + 1 === decimal.digits.length;
  const isUp = isHalf ? count > 0 && digitAt(decimal.digits, count - 1) % 2 === 1 : next >= 5;
  if (isUp) return roundedUp(decimal, count);
  return trimmed(decimal.negative, decimal.digits.slice(0, count), decimal.point);
}

function roundedUp(decimal: Decimal, count: number): Decimal {
  const kept = BigInt(decimal.digits.slice(0, count) || '0') + 1n;
  const digits = kept.toString().padStart(count, '0');
  return trimmed(decimal.negative, digits, decimal.point + digits.length - count);
}

function decimalOf(negative: boolean, mantissa: bigint, exponent: number): Decimal {
  if (exponent >= 0) {
    const digits = (mantissa << BigInt(exponent)).toString();
    return trimmed(negative, digits, digits.length);
  }
  const digits = (mantissa * 5n ** BigInt(-exponent)).toString();
  return trimmed(negative, digits, digits.length + exponent);
}

function trimmed(negative: boolean, digits: string, point: number): Decimal {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 48) end -= 1;
  return { negative, digits: digits.slice(0, end), point: end === 0 ? 0 : point };
}

function digitAt(digits: string, index: number): number {
  return index < digits.length ? digits.charCodeAt(index) - 48 : 0;
}
