import { expect, it } from 'vitest';
import { wholePattern } from '../../src/core/whole-pattern.ts';

it.each([
  ['orders|carts', 'orders', true],
  ['orders', 'orders-db', false],
  ['orders.*', 'orders\n', true],
  ['(?i)ORDERS', 'orders', true],
  ['.*-(orders|carts|mails)-.*(db)?', 'eu-carts-db', true],
  ['(orders|carts(-db)?|kube-.*|.*-mails)', 'eu-mails', true],
  ['[(*+|]{1,3}', '(*+', true],
  [String.raw`orders-(\w+)-[a-z]{5}`, 'orders-5c9f-x2x4z'.replace(/\d/g, 'a'), true],
])('%s meets %s: %s', (pattern, text, expected) => {
  expect(wholePattern(pattern)?.(text)).toBe(expected);
});

it.each([
  ['(a+)+b'],
  ['(a*){20}'],
  ['((a+))+'],
  ['(a|aa)+b'],
  ['(a?){40}a{40}'],
  ['.*.*.*.*.*x'],
  [`${'(a|a)'.repeat(40)}b`],
  ['(['],
  ['(?P<name>a)'],
  ['a'.repeat(3000)],
])('%s is not understood', (pattern) => {
  expect(wholePattern(pattern)).toBeUndefined();
});

it('a text that is too long cannot be told', () => {
  expect(wholePattern('.*.*.*x')?.('x'.repeat(100_000))).toBeUndefined();
});
