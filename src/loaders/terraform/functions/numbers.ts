import {
  compare,
  isInfinite,
  isInteger,
  negate,
  numFromBigInt,
  numFromDouble,
  Num,
  numFromInt,
  toBigInt,
  toDouble,
} from '../values/number.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, number } from '../values/value.ts';
import { intOf, numOf, textOf } from './arguments.ts';
import type { Functions } from './definition.ts';
import { ANY, NUMBER } from './definition.ts';
import { power } from './power.ts';

/** Functions of numbers. */
export const numberFunctions: Functions = {
  abs: {
    parameters: [NUMBER],
    result: 'number',
    call: ([value]) => {
      const num = numOf(value);
      return number(withoutSignOfZero(compare(num, numFromInt(0)) < 0 ? negate(num) : num));
    },
  },
  ceil: {
    parameters: [NUMBER],
    result: 'number',
    call: ([value]) => number(withoutSignOfZero(ceiling(numOf(value)))),
  },
  floor: {
    parameters: [NUMBER],
    result: 'number',
    call: ([value]) => number(withoutSignOfZero(floor(numOf(value)))),
  },
  log: {
    parameters: [NUMBER, NUMBER],
    result: 'number',
    call: ([value, base]) =>
      number(numFromDouble(Math.log(toDouble(numOf(value))) / Math.log(toDouble(numOf(base))))),
  },
  max: { parameters: [], rest: NUMBER, result: 'number', call: (args) => extreme(args, 1) },
  min: { parameters: [], rest: NUMBER, result: 'number', call: (args) => extreme(args, -1) },
  parseint: {
    parameters: [ANY, NUMBER],
    result: ([text]) => {
      if (text?.type !== 'string') throw new EvaluationError('a string is required');
      return 'number';
    },
    call: ([text, base]) => parseInteger(text, intOf(base)),
  },
  pow: {
    parameters: [NUMBER, NUMBER],
    result: 'number',
    call: ([base, exponent]) =>
      number(numFromDouble(power(toDouble(numOf(base)), toDouble(numOf(exponent))))),
  },
  signum: {
    parameters: [NUMBER],
    result: 'number',
    call: ([value]) => {
      const num = numOf(value);
      if (!isInteger(num) || toBigInt(num) !== BigInt.asIntN(64, toBigInt(num))) {
        throw new EvaluationError('a whole number of at most 64 bits is required');
      }
      return number(numFromInt(compare(num, numFromInt(0))));
    },
  },
};

function withoutSignOfZero(num: Num): Num {
  return num.small === 0 ? Num.small(0, num.precision) : num;
}

function floor(num: Num): Num {
  if (isInteger(num) || isInfinite(num)) return num;
  const whole = toBigInt(num);
  return numFromBigInt(compare(num, numFromInt(0)) < 0 ? whole - 1n : whole);
}

function ceiling(num: Num): Num {
  return isInteger(num) || isInfinite(num) ? num : negate(floor(negate(num)));
}

function extreme(args: readonly TfValue[], direction: 1 | -1): TfValue {
  const [first, ...others] = args;
  if (first === undefined) throw new EvaluationError('at least one number is required');
  return others.reduce(
    (best, next) => (compare(numOf(next), numOf(best)) * direction > 0 ? next : best),
    first,
  );
}

// Terraform keeps 512 bits.
const MOST_DIGITS = 10_000;

function parseInteger(given: TfValue | undefined, base: number): TfValue {
  const text = textOf(given);
  if (base < 2 || base > 62) throw new EvaluationError('the base must be a whole number between 2 and 62');
  const [, sign = '', digits = ''] = /^([+-]?)([0-9A-Za-z]+)$/.exec(text) ?? [];
  if (digits.length > MOST_DIGITS)
    throw new EvaluationError(`a number has more than ${MOST_DIGITS} digits`, 'limit');
  let value = 0n;
  for (const digit of digits) {
    const worth = digitWorth(digit, base);
    if (worth >= base) throw new EvaluationError(`the text is no whole number of base ${String(base)}`);
    value = value * BigInt(base) + BigInt(worth);
  }
  if (digits === '') throw new EvaluationError(`the text is no whole number of base ${String(base)}`);
  return number(numFromBigInt(sign === '-' ? -value : value));
}

/** Up to base 36 small and capital letters are the same; above, capitals follow after small letters. */
function digitWorth(digit: string, base: number): number {
  const code = digit.charCodeAt(0);
  if (code <= 57) return code - 48;
  if (code >= 97) return code - 87;
  return base <= 36 ? code - 55 : code - 29;
}
