import { goText } from '../template/print.ts';
import type { FunctionTable, GoValue, Plain } from '../template/value.ts';
import { List, plain, TemplateError } from '../template/value.ts';
import { countOf, define, int64, textOf } from './support.ts';

// A list of numbers that a chart makes is a handful of replicas or ports.
const MOST_NUMBERS = 100_000;

/** Functions of whole numbers. */
export const numberFunctions: FunctionTable = {
  add: define([], (args) => int64(args.reduce<bigint>((sum, one) => sum + toInteger(one), 0n)), 'any'),
  add1: define(['any'], ([value]) => int64(toInteger(value) + 1n)),
  sub: define(['any', 'any'], ([a, b]) => int64(toInteger(a) - toInteger(b))),
  div: define(['any', 'any'], ([a, b]) => int64(divided(toInteger(a), toInteger(b)).quotient)),
  mod: define(['any', 'any'], ([a, b]) => int64(divided(toInteger(a), toInteger(b)).rest)),
  mul: define(
    ['any'],
    (args) => int64(args.reduce<bigint>((all, one) => BigInt.asIntN(64, all * toInteger(one)), 1n)),
    'any',
  ),
  max: define(
    ['any'],
    extreme((a, b) => a > b),
    'any',
  ),
  biggest: define(
    ['any'],
    extreme((a, b) => a > b),
    'any',
  ),
  min: define(
    ['any'],
    extreme((a, b) => a < b),
    'any',
  ),
  int: define(['any'], ([value]) => toInteger(value)),
  int64: define(['any'], ([value]) => int64(toInteger(value))),
  atoi: define(['string'], ([text]) => {
    const digits = /^[+-]?\d+$/.exec(textOf(text))?.[0];
    return digits === undefined ? 0n : inRange(BigInt(digits.replace('+', '')));
  }),
  toDecimal: define(['any'], ([value]) => {
    const digits = /^([+-]?)([0-7]+)$/.exec(goText(value ?? null));
    if (!digits) return int64(0n);
    const size = BigInt(`0o${digits[2]}`);
    return int64(inRange(digits[1] === '-' ? -size : size));
  }),
  until: define(['int'], ([count]) => {
    const end = countOf(count);
    return numberList(0, end, end < 0 ? -1 : 1);
  }),
  untilStep: define(['int', 'int', 'int'], ([start, end, step]) =>
    numberList(countOf(start), countOf(end), countOf(step)),
  ),
  seq: define([], (args) => sequence(args.map(countOf)), 'int'),
};

/** What `int` and `int64` make of a value; what is no number is 0. */
export function toInteger(value: GoValue | undefined): bigint {
  const inner = value === undefined ? null : plain(value);
  if (typeof inner === 'bigint') return inner;
  if (typeof inner === 'boolean') return inner ? 1n : 0n;
  if (typeof inner === 'number') return fromFloat(inner);
  return typeof inner === 'string' ? fromText(inner) : 0n;
}

// What amd64 makes of a float64 outside the range of int64.
const OUT_OF_RANGE = -(2n ** 63n);

function fromFloat(value: number): bigint {
  if (!Number.isFinite(value)) return OUT_OF_RANGE;
  const whole = BigInt(Math.trunc(value));
  return whole === BigInt.asIntN(64, whole) ? whole : OUT_OF_RANGE;
}

/** As Go's ParseInt with base 0: `0x1f`, `0b11`, `0o17`, `017`, `1_000`; `5.0` is 5. */
function fromText(text: string): bigint {
  const parts = /^([+-]?)(0[xX]_?[\da-fA-F_]+|0[bB]_?[01_]+|0[oO]?_?[0-7_]+|0|[1-9][\d_]*)$/.exec(
    text.replace(/\.0+$/, ''),
  );
  const [, sign = '', digits = ''] = parts ?? [];
  if (!parts || /__|_$/.test(digits)) return 0n;
  const clean = digits.replaceAll('_', '');
  const size = BigInt(/^0\d/.test(clean) ? `0o${clean.slice(1)}` : clean);
  return inRange(sign === '-' ? -size : size);
}

function inRange(value: bigint): bigint {
  return value === BigInt.asIntN(64, value) ? value : 0n;
}

function divided(a: bigint, b: bigint): { readonly quotient: bigint; readonly rest: bigint } {
  if (b === 0n) throw new TemplateError('runtime error: integer divide by zero');
  return { quotient: a / b, rest: a % b };
}

function extreme(isBetter: (a: bigint, b: bigint) => boolean): (args: readonly Plain[]) => GoValue {
  return (args) => {
    const numbers = args.map(toInteger);
    return int64(numbers.reduce((best, one) => (isBetter(one, best) ? one : best)));
  };
}

function numberList(start: number, end: number, step: number): List {
  return new List(steps(start, end, step).map(BigInt), { goType: '[]int' });
}

function steps(start: number, end: number, step: number): readonly number[] {
  const isDown = end < start;
  if (step === 0 || isDown === step > 0) return [];
  if (Math.abs((end - start) / step) > MOST_NUMBERS) {
    throw new TemplateError(`a list of more than ${MOST_NUMBERS} numbers is not made`);
  }
  const numbers: number[] = [];
  for (let at = start; isDown ? at > end : at < end; at += step) numbers.push(at);
  return numbers;
}

/** As the program `seq`: `seq 3`, `seq 0 3`, `seq 0 2 10`. */
function sequence(args: readonly number[]): string {
  const [first, second, third] = args;
  if (first === undefined || args.length > 3) return '';
  if (second === undefined) {
    const by = first < 1 ? -1 : 1;
    return steps(1, first + by, by).join(' ');
  }
  if (third === undefined) {
    const by = second < first ? -1 : 1;
    return steps(first, second + by, by).join(' ');
  }
  const by = third < first ? -1 : 1;
  return by < 0 && second > 0 ? '' : steps(first, third + by, second).join(' ');
}
