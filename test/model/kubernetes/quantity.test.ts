import { expect, it } from 'vitest';
import { parseQuantity } from '../../../src/model/kubernetes/quantity.ts';

it('reads quantities as the API does', () => {
  const texts = ['250m', '1', '0.5', '1Gi', '512Mi', '128974848', '129e6', '129M', '1k', '100n', '.5'];
  expect(texts.map(parseQuantity)).toEqual([
    0.25,
    1,
    0.5,
    2 ** 30,
    512 * 2 ** 20,
    128974848,
    129e6,
    129e6,
    1000,
    1e-7,
    0.5,
  ]);
});

it('does not guess what is no quantity', () => {
  expect(['1 Gi', '1GB', 'much', '', '1gi'].map(parseQuantity)).toEqual(Array(5).fill(undefined));
});
