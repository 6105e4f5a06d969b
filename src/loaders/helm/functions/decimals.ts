import type { FunctionTable, GoValue, Plain } from '../template/value.ts';
import { plain, TemplateError } from '../template/value.ts';
import { countOf, define } from './support.ts';

/** Functions of numbers with fractions. */
export const decimalFunctions: FunctionTable = {
  float64: define(['any'], ([value]) => toFloat(value)),
  add1f: define(['any'], ([value]) => folded(toFloat(value), [1], plus)),
  addf: define([], (args) => folded(0, args, plus), 'any'),
  subf: define(['any'], ([first, ...rest]) => folded(toFloat(first), rest, minus), 'any'),
  mulf: define(['any'], ([first, ...rest]) => folded(toFloat(first), rest, times), 'any'),
  divf: define(['any'], ([first, ...rest]) => folded(toFloat(first), rest, over), 'any'),
  maxf: define(['any'], (args) => Math.max(...args.map(toFloat)), 'any'),
  minf: define(['any'], (args) => Math.min(...args.map(toFloat)), 'any'),
  floor: define(['any'], ([value]) => Math.floor(toFloat(value))),
  ceil: define(['any'], ([value]) => Math.ceil(toFloat(value))),
  round: define(
    ['any', 'int'],
    ([value, places, from]) => {
      const power = 10 ** countOf(places);
      const scaled = power * toFloat(value);
      const fraction = scaled - Math.trunc(scaled);
      const isUp = fraction >= (from === undefined ? 0.5 : toFloat(from));
      return (isUp ? Math.ceil(scaled) : Math.floor(scaled)) / power;
    },
    'float64',
  ),
};

/** What `float64` makes of a value; what is no number is 0. */
function toFloat(value: GoValue | undefined): number {
  const inner = value === undefined ? null : plain(value);
  if (typeof inner === 'number') return inner;
  if (typeof inner === 'bigint') return Number(inner);
  if (typeof inner === 'boolean') return inner ? 1 : 0;
  const isNumber = typeof inner === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(inner);
  return isNumber ? Number(inner) : 0;
}

/** A decimal number: `digits` times ten to the power of minus `scale`. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

// The library divides to 16 places (shopspring/decimal, DivisionPrecision, 2026-11).
const PLACES = 16;
// A float64 has at most 1,074 places; more would only cost time.
const MOST_PLACES = 2000;

type Operation = (a: Decimal, b: Decimal) => Decimal;

/** Sprig computes with decimals, so that 0.1 + 0.2 is 0.3. */
function folded(first: number, rest: readonly Plain[], operation: Operation): number {
  let result = decimalOf(first);
  for (const one of rest) result = operation(result, decimalOf(toFloat(one)));
  return Number(textOf(result));
}

function decimalOf(value: number): Decimal {
  if (!Number.isFinite(value)) return { digits: 0n, scale: 0 };
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

function textOf({ digits, scale }: Decimal): string {
  return `${digits}e-${scale}`;
}

function aligned(a: Decimal, b: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  const raise = (one: Decimal): bigint => one.digits * 10n ** BigInt(scale - one.scale);
  return [raise(a), raise(b), scale];
}

function plus(a: Decimal, b: Decimal): Decimal {
  const [left, right, scale] = aligned(a, b);
  return { digits: left + right, scale };
}

function minus(a: Decimal, b: Decimal): Decimal {
  const [left, right, scale] = aligned(a, b);
  return { digits: left - right, scale };
}

function times(a: Decimal, b: Decimal): Decimal {
  return shortened({ digits: a.digits * b.digits, scale: a.scale + b.scale });
}

function over(a: Decimal, b: Decimal): Decimal {
  if (b.digits === 0n) throw new TemplateError('decimal division by 0');
  const [left, right] = aligned(a, b);
  const scaled = left * 10n ** BigInt(PLACES + 1);
  const quotient = scaled / right;
  const rounded = (quotient + (quotient < 0n ? -5n : 5n)) / 10n;
  return { digits: rounded, scale: PLACES };
}

function shortened({ digits, scale }: Decimal): Decimal {
  if (scale <= MOST_PLACES) return { digits, scale };
  return { digits: digits / 10n ** BigInt(scale - MOST_PLACES), scale: MOST_PLACES };
}
