import { expect, it } from 'vitest';
import type { FaultTree, Formula } from '../../src/core/fault-tree.ts';
import { solve } from '../../src/solver/solve.ts';

/** A bus that stops everything, and pairs of stores and services behind it: `2n` gates below one OR. */
function shop(size: number): FaultTree {
  const event = (name: string): Formula => ({ op: 'event', name });
  const numbers = Array.from({ length: size }, (_, index) => index);
  const pair = (index: number): Formula => ({
    op: 'and',
    of: [event(`store${index}`), { op: 'or', of: ['bus', `orders${index}`, `carts${index}`].map(event) }],
  });
  const names = numbers.flatMap((index) => [`store${index}`, `orders${index}`, `carts${index}`]);
  return {
    gates: new Map([['stops', { op: 'or', of: [event('bus'), ...numbers.map(pair)] }]]),
    events: new Map([['bus', 0.125], ...names.map((name): [string, number] => [name, 0.01])]),
  };
}

it('trees that outgrow a table while they are rewritten lose nothing', () => {
  const pair = 0.01 * (1 - 0.99 ** 2);
  for (let size = 100; size < 900; size += 10) {
    const { probability } = solve(shop(size), { top: 'stops', cutSets: false });
    expect(probability.high).toBeCloseTo(1 - 0.875 * (1 - pair) ** size, 12);
  }
});
