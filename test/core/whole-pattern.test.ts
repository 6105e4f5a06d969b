import { expect, it } from 'vitest';
import { wholePattern } from '../../src/core/whole-pattern.ts';

it.each([
  ['orders|carts', 'orders', true],
  ['orders', 'orders-db', false],
  ['orders.*', 'orders\n', true],
  ['(?i)ORDERS', 'orders', true],
  [String.raw`orders-(\w+)-[a-z]{5}`, 'orders-5c9f-x2x4z'.replace(/\d/g, 'a'), true],
])('%s meets %s: %s', (pattern, text, expected) => {
  expect(wholePattern(pattern)?.test(text)).toBe(expected);
});

it.each([['(a+)+b'], ['(a*){20}'], ['(['], ['(?P<name>a)'], ['a'.repeat(3000)]])(
  '%s is not understood',
  (pattern) => {
    expect(wholePattern(pattern)).toBeUndefined();
  },
);
