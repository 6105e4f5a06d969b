import { expect, it } from 'vitest';
import { solve } from '../../src/solver/solve.ts';
import { randomTree } from './random-trees.ts';

const OFF = { simplify: false, absorb: false, modules: false };

it('trees that outgrow the first tables are solved as they are without any simplification', () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const tree = randomTree(seed, { events: 14, gates: 1200 });
    const plain = solve(tree, { top: 'gate0', cutSets: false, switches: OFF });
    const { probability } = solve(tree, { top: 'gate0', cutSets: false });
    expect(probability.high).toBeCloseTo(plain.probability.high, 12);
  }
});
