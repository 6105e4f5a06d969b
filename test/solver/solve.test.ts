import { expect, it } from 'vitest';
import type { FaultTree } from '../../src/core/fault-tree.ts';
import { leastFixpoint } from '../../src/solver/least-fixpoint.ts';
import type { SolveOptions } from '../../src/solver/solve.ts';
import { solve } from '../../src/solver/solve.ts';
import { bruteForce } from './brute-force.ts';
import { randomTree } from './random-trees.ts';

/** Solves it and looks at every state: both must say the same. */
function check(tree: FaultTree, options: Partial<SolveOptions> = {}): void {
  const truth = bruteForce(tree.gates, tree.events, 'gate0');
  const opened = { ...tree, gates: leastFixpoint(tree.gates) };
  const solution = solve(opened, { top: 'gate0', cutSets: { limit: 100_000 }, ...options });
  expect(solution.isExact).toBe(true);
  expect(solution.probability.low).toBeCloseTo(truth.probability, 12);
  expect(solution.probability.high).toBe(solution.probability.low);
  for (const [index, name] of [...tree.events.keys()].entries()) {
    expect(solution.importance.get(name)?.birnbaum ?? 0).toBeCloseTo(truth.birnbaum[index] ?? 0, 12);
  }
  if (!solution.cutSets) return;
  const { top, total, byOrder, isComplete } = solution.cutSets;
  expect(top.map(({ events }) => events.join(' ')).sort()).toEqual(truth.minimal);
  expect(total).toBe(truth.minimal.length);
  const orders = truth.minimal.filter((set) => set !== '').map((set) => set.split(' ').length);
  const counted = Array.from(
    { length: Math.max(0, ...orders) },
    (_, at) => orders.filter((n) => n === at + 1).length,
  );
  expect(byOrder).toEqual(counted);
  expect(isComplete).toBe(true);
}

it('agrees with every state of small trees', () => {
  for (let seed = 0; seed < 400; seed++) check(randomTree(seed, { events: 6, gates: 1 + (seed % 9) }));
});

it('agrees with every state of small trees that lead in circles', () => {
  for (let seed = 0; seed < 400; seed++) {
    check(randomTree(seed, { events: 6, gates: 2 + (seed % 9), isCyclic: true }));
  }
});

it('agrees with every state of small trees with NOT and XOR', () => {
  for (let seed = 0; seed < 400; seed++) {
    check(randomTree(seed, { events: 6, gates: 1 + (seed % 9), isCoherent: false }));
  }
});
