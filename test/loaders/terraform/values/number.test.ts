import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Num } from '../../../../src/loaders/terraform/values/number.ts';
import {
  add,
  compare,
  divide,
  isInteger,
  modulo,
  multiply,
  negate,
  numFromBigInt,
  numFromDouble,
  numFromInt,
  parseNumber,
  subtract,
  toBigInt,
  toDouble,
  toInt,
} from '../../../../src/loaders/terraform/values/number.ts';
import { EvaluationError } from '../../../../src/loaders/terraform/values/value.ts';
import { numberText } from '../../../../src/loaders/terraform/values/number-text.ts';

function num(text: string): Num {
  const parsed = parseNumber(text);
  if (parsed === undefined) throw new Error(`${text} is no number`);
  return parsed;
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const wide = fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n });

describe('numbers', () => {
  it('agree with whole numbers of any size while 512 bits hold them', () => {
    fc.assert(
      fc.property(wide, wide, (a, b) => {
        const [left, right] = [numFromBigInt(a), numFromBigInt(b)];
        expect(toBigInt(add(left, right))).toBe(a + b);
        expect(toBigInt(subtract(left, right))).toBe(a - b);
        expect(toBigInt(multiply(left, right))).toBe(a * b);
        expect(toBigInt(negate(left))).toBe(-a);
        expect(Math.sign(compare(left, right))).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(numberText(left)).toBe(String(a));
        if (b !== 0n) expect(toBigInt(modulo(left, right))).toBe(a % b);
        if (b !== 0n) expect(toBigInt(multiply(divide(numFromBigInt(a * b), right), numFromInt(1)))).toBe(a);
      }),
    );
  });

  it('come back from text as the same double', () => {
    fc.assert(
      fc.property(finite, (value) => {
        expect(toDouble(num(String(value))) + 0).toBe(value + 0);
        expect(toDouble(numFromDouble(value)) + 0).toBe(value + 0);
      }),
    );
  });

  it('are printed with the digits that tell them from their neighbours', () => {
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        fc.pre(b !== 0);
        const quotient = divide(num(String(a)), num(String(b)));
        expect(compare(num(numberText(quotient)), quotient)).toBe(0);
      }),
    );
  });

  it('keep the precision of what they come from', () => {
    expect(numberText(divide(numFromInt(1), numFromInt(3)))).toBe('0.33333333333333333334');
    expect(numberText(divide(numFromDouble(1), numFromDouble(3)))).toBe('0.3333333333333333');
    expect(numberText(divide(numFromInt(1), num('3')))).toBe(`0.${'3'.repeat(154)}5`);
  });

  it('are read only in decimal notation', () => {
    const accepted = ['0', '-1', '+5', '.5', '5.', '1e3', '1E-2', '12345678901234567890', 'Inf'];
    const refused = ['', '-', '.', '1_000', '0x10', ' 1', '1 ', '1e', '١', 'NaN', 'infinite'];
    expect(accepted.filter((text) => parseNumber(text) === undefined)).toEqual([]);
    expect(refused.filter((text) => parseNumber(text) !== undefined)).toEqual([]);
  });

  it('refuse exponents that would only cost time', () => {
    expect(() => parseNumber('1e1000000')).toThrow(EvaluationError);
  });

  it('tell whole from broken, safe from large', () => {
    expect(isInteger(num('1e30'))).toBe(true);
    expect(isInteger(num('1.5'))).toBe(false);
    expect(toInt(num('9007199254740991'))).toBe(9007199254740991);
    expect(toInt(num('9007199254740992'))).toBeUndefined();
    expect(toInt(num('-0'))).toBe(0);
  });
});
