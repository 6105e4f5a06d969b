import { bitLength, magnitudeOf, roundShift, trailingZeros } from './bits.ts';
import { EvaluationError } from './value.ts';

/** Bits that Terraform keeps for numbers written in configuration or read from text. */
const WRITTEN_PRECISION = 512;
/** Bits of the integers that its functions count: Go's int64. */
const COUNTED_PRECISION = 64;
/** Bits of a double. */
const DOUBLE_PRECISION = 53;

/**
 * A number as Terraform computes it: a binary float rounded to nearest even, with 512 bits for written
 * numbers. Results of functions have fewer bits, and a quotient has as many as the better of its operands.
 * Invariant: `small` holds every safe integer (negative zero too) and the infinities; otherwise the value is
 * `mantissa * 2^exponent` with an odd mantissa.
 */
export class Num {
  readonly small: number | undefined;
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly precision: number;

  private constructor(parts: {
    small: number | undefined;
    mantissa: bigint;
    exponent: number;
    precision: number;
  }) {
    this.small = parts.small;
    this.mantissa = parts.mantissa;
    this.exponent = parts.exponent;
    this.precision = parts.precision;
  }

  /** A safe integer or an infinity. */
  static small(value: number, precision: number): Num {
    return new Num({ small: value, mantissa: 0n, exponent: 0, precision });
  }

  /** `mantissa * 2^exponent`, rounded to the precision. */
  static rounded(mantissa: bigint, exponent: number, precision: number): Num {
    if (mantissa === 0n) return Num.small(0, precision);
    const magnitude = mantissa < 0n ? -mantissa : mantissa;
    const excess = bitLength(magnitude) - precision;
    let kept = excess > 0 ? roundShift(magnitude, excess) : magnitude;
    let scale = excess > 0 ? exponent + excess : exponent;
    const zeros = trailingZeros(kept);
    kept >>= BigInt(zeros);
    scale += zeros;
    const signed = mantissa < 0n ? -kept : kept;
    if (scale >= 0 && scale <= 53 && kept <= 0x1fffffffffffffn) {
      const integer = Number(signed) * 2 ** scale;
      if (Number.isSafeInteger(integer)) return Num.small(integer, precision);
    }
    return new Num({ small: undefined, mantissa: signed, exponent: scale, precision });
  }
}

/** An integer as Terraform's functions count it. */
export function numFromInt(value: number): Num {
  return Num.small(value, COUNTED_PRECISION);
}

/** A double, as the result of `log` and `pow`. */
export function numFromDouble(value: number): Num {
  if (Number.isSafeInteger(value) || Math.abs(value) === Infinity) return Num.small(value, DOUBLE_PRECISION);
  if (Number.isNaN(value)) throw new EvaluationError('the result is not a number');
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const exponent = (biased === 0 ? 1 : biased) - 1075;
  return Num.rounded(value < 0 ? -mantissa : mantissa, exponent, DOUBLE_PRECISION);
}

/** A whole number of any size, exact up to the precision of written numbers. */
export function numFromBigInt(value: bigint, precision = WRITTEN_PRECISION): Num {
  return Num.rounded(value, 0, precision);
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
/**
 * Decimal exponents beyond this would only burn time: nobody writes them, and no use of such a number is
 * sensible.
 */
const LARGEST_EXPONENT = 100_000;
const MOST_DIGITS = 100_000;

/** The number a text stands for in Terraform's decimal notation. */
export function parseNumber(text: string): Num | undefined {
  if (/^-?\d{1,15}$/.test(text)) return Num.small(Number(text), WRITTEN_PRECISION);
  const infinity = /^([+-]?)(Inf|inf)$/.exec(text);
  if (infinity) return Num.small(infinity[1] === '-' ? -Infinity : Infinity, WRITTEN_PRECISION);
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', power = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  if (whole.length + fraction.length > MOST_DIGITS) {
    throw new EvaluationError(`a number has more than ${MOST_DIGITS} digits`, 'limit');
  }
  const digits = BigInt(whole + fraction);
  if (digits === 0n) return Num.small(sign === '-' ? -0 : 0, WRITTEN_PRECISION);
  const scale = Number(power) - fraction.length;
  if (Math.abs(scale) > LARGEST_EXPONENT) throw new EvaluationError('a number is out of range', 'limit');
  const signed = sign === '-' ? -digits : digits;
  if (scale >= 0) return Num.rounded(signed * 10n ** BigInt(scale), 0, WRITTEN_PRECISION);
  return quotient(signed, 0, { divisor: 10n ** BigInt(-scale), exponent: 0, precision: WRITTEN_PRECISION });
}

/** The sum, with the precision of the better operand. */
export function add(a: Num, b: Num): Num {
  const precision = Math.max(a.precision, b.precision);
  if (a.small !== undefined && b.small !== undefined) {
    const sum = a.small + b.small;
    if (isSmall(sum)) return Num.small(sum, precision);
    if (Number.isNaN(sum)) throw new EvaluationError("can't compute the sum of opposing infinities");
  }
  const infinite = [a, b].find(isInfinite);
  if (infinite) return infinite;
  const [left, right] = [partsOf(a), partsOf(b)];
  const exponent = Math.min(left.exponent, right.exponent);
  return Num.rounded(aligned(left, exponent) + aligned(right, exponent), exponent, precision);
}

/** The difference, with the precision of the better operand. */
export function subtract(a: Num, b: Num): Num {
  return add(a, negate(b));
}

/** The number with the other sign. */
export function negate(a: Num): Num {
  return a.small === undefined
    ? Num.rounded(-a.mantissa, a.exponent, a.precision)
    : Num.small(-a.small, a.precision);
}

/** The product. */
export function multiply(a: Num, b: Num): Num {
  const precision = Math.max(a.precision, b.precision);
  if (a.small !== undefined && b.small !== undefined) {
    const product = a.small * b.small;
    if (isSmall(product)) return Num.small(product, precision);
    if (Number.isNaN(product)) throw new EvaluationError("can't multiply zero by infinity");
  }
  if (isInfinite(a) || isInfinite(b)) return Num.small(sign(a) * sign(b) * Infinity, precision);
  if (a.small === 0 || b.small === 0) return Num.small(sign(a) * sign(b) * 0, precision);
  const [left, right] = [partsOf(a), partsOf(b)];
  // A product keeps all its bits up to 512 even where both factors have fewer (measured with `terraform
  // console`).
  const wide = Num.rounded(left.mantissa * right.mantissa, left.exponent + right.exponent, WRITTEN_PRECISION);
  if (wide.small !== undefined) return Num.small(wide.small, precision);
  return Num.rounded(
    wide.mantissa,
    wide.exponent,
    Math.max(precision, bitLength(magnitudeOf(wide.mantissa))),
  );
}

/** A number divided by zero is an infinity, as in Terraform; zero by zero is an error. */
export function divide(a: Num, b: Num): Num {
  const precision = Math.max(a.precision, b.precision);
  if (a.small !== undefined && b.small !== undefined) {
    const result = a.small / b.small;
    if (Number.isNaN(result)) throw new EvaluationError("can't divide zero by zero or infinity by infinity");
    if (isSmall(result) && result * b.small === a.small) return Num.small(result, precision);
  }
  if (isInfinite(a)) return Num.small(sign(a) * sign(b) * Infinity, precision);
  if (isInfinite(b)) return Num.small(sign(a) * sign(b) * 0, precision);
  if (b.small === 0) return Num.small(sign(a) * sign(b) * Infinity, precision);
  if (a.small === 0) return Num.small(sign(a) * sign(b) * 0, precision);
  const [left, right] = [partsOf(a), partsOf(b)];
  return quotient(left.mantissa, left.exponent, {
    divisor: right.mantissa,
    exponent: right.exponent,
    precision,
  });
}

/**
 * The remainder with the sign of the dividend; a number modulo zero is the number itself, as in Terraform.
 */
export function modulo(a: Num, b: Num): Num {
  if (isInfinite(a) || isInfinite(b)) throw new EvaluationError('an infinity has no remainder');
  if (b.small === 0) return a;
  if (a.small !== undefined && b.small !== undefined) {
    return Num.small(a.small % b.small || 0, Math.max(a.precision, b.precision));
  }
  const ratio = numFromBigInt(toBigInt(divide(a, b)));
  return subtract(a, multiply(b, ratio));
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compare(a: Num, b: Num): number {
  if (a.small !== undefined && b.small !== undefined)
    return a.small < b.small ? -1 : a.small > b.small ? 1 : 0;
  if (isInfinite(a)) return sign(a);
  if (isInfinite(b)) return -sign(b);
  const [left, right] = [partsOf(a), partsOf(b)];
  const exponent = Math.min(left.exponent, right.exponent);
  const difference = aligned(left, exponent) - aligned(right, exponent);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Whether the number is an infinity of either sign. */
export function isInfinite(a: Num): boolean {
  return a.small === Infinity || a.small === -Infinity;
}

/** Whether the number is whole. */
export function isInteger(a: Num): boolean {
  return a.small === undefined ? a.exponent >= 0 : !isInfinite(a);
}

/** The number as a JS integer, when it is a safe one. */
export function toInt(a: Num): number | undefined {
  return a.small === undefined || isInfinite(a) ? undefined : a.small + 0;
}

/** The integer part, towards zero. */
export function toBigInt(a: Num): bigint {
  if (isInfinite(a)) throw new EvaluationError('an infinite number is no whole number');
  if (a.small !== undefined) return BigInt(a.small);
  if (a.exponent >= 0) return a.mantissa << BigInt(a.exponent);
  const magnitude = magnitudeOf(a.mantissa) >> BigInt(-a.exponent);
  return a.mantissa < 0n ? -magnitude : magnitude;
}

/** The nearest double. */
export function toDouble(a: Num): number {
  if (a.small !== undefined) return a.small;
  const length = bitLength(magnitudeOf(a.mantissa));
  const exponent = length + a.exponent;
  if (exponent > 1024) return a.mantissa < 0n ? -Infinity : Infinity;
  // Below the normal range a double has fewer bits; rounding once to those bits keeps the result exact.
  const bits = exponent < -1021 ? DOUBLE_PRECISION - (-1021 - exponent) : DOUBLE_PRECISION;
  if (bits <= 0) return 0;
  const kept = Num.rounded(a.mantissa, a.exponent, bits);
  if (kept.small !== undefined) return kept.small;
  const half = Math.trunc(kept.exponent / 2);
  return Number(kept.mantissa) * 2 ** half * 2 ** (kept.exponent - half);
}

/** The sign as a float has it: zero has one too. */
function sign(a: Num): number {
  if (a.small === undefined) return a.mantissa < 0n ? -1 : 1;
  return a.small < 0 || Object.is(a.small, -0) ? -1 : 1;
}

function isSmall(value: number): boolean {
  return Number.isSafeInteger(value) || value === Infinity || value === -Infinity;
}

interface Parts {
  readonly mantissa: bigint;
  readonly exponent: number;
}

function partsOf(a: Num): Parts {
  return a.small === undefined ? a : { mantissa: BigInt(a.small), exponent: 0 };
}

function aligned(parts: Parts, exponent: number): bigint {
  return parts.mantissa << BigInt(parts.exponent - exponent);
}

interface Division {
  readonly divisor: bigint;
  readonly exponent: number;
  readonly precision: number;
}

function quotient(mantissa: bigint, exponent: number, by: Division): Num {
  const [dividend, divisor] = [magnitudeOf(mantissa), magnitudeOf(by.divisor)];
  const shift = Math.max(0, by.precision + 2 + bitLength(divisor) - bitLength(dividend));
  const scaled = dividend << BigInt(shift);
  const whole = scaled / divisor;
  // One more bit says whether anything was cut off: enough to round to nearest even.
  const exact = (whole << 1n) | (whole * divisor === scaled ? 0n : 1n);
  const signed = mantissa < 0n === by.divisor < 0n ? exact : -exact;
  return Num.rounded(signed, exponent - by.exponent - shift - 1, by.precision);
}
