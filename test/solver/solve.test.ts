import { expect, it } from 'vitest';
import type { FaultTree, Formula } from '../../src/core/fault-tree.ts';
import { compile } from '../../src/solver/compile.ts';
import { leastFixpoint } from '../../src/solver/least-fixpoint.ts';
import type { SolveOptions } from '../../src/solver/solve.ts';
import { solve } from '../../src/solver/solve.ts';
import { randomNumbers } from '../support/random-numbers.ts';
import type { Truth } from './brute-force.ts';
import { bruteForce } from './brute-force.ts';
import { randomTree } from './random-trees.ts';

/** Solves it, in one or several ways, and looks at every state: all must say the same. */
function check(tree: FaultTree, ...ways: readonly Partial<SolveOptions>[]): void {
  const truth = bruteForce(tree.gates, tree.events, 'gate0');
  const opened = { ...tree, gates: leastFixpoint(tree.gates) };
  for (const options of ways.length > 0 ? ways : [{}]) checkOne(opened, truth, options);
}

function checkOne(opened: FaultTree, truth: Truth, options: Partial<SolveOptions>): void {
  const solution = solve(opened, { top: 'gate0', cutSets: { limit: 100_000 }, ...options });
  expect(solution.isExact).toBe(true);
  expect(solution.probability.low).toBeCloseTo(truth.probability, 12);
  expect(solution.probability.high).toBe(solution.probability.low);
  for (const [index, name] of [...opened.events.keys()].entries()) {
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

it('says the same without any one of its optimisations, and without all', () => {
  const off = [{ simplify: false }, { absorb: false }, { modules: false }, { race: false }];
  for (let seed = 0; seed < 120; seed++) {
    const tree = randomTree(seed, {
      events: 7,
      gates: 12,
      isCyclic: seed % 4 === 0,
      isCoherent: seed % 2 === 0,
    });
    check(tree, ...off.map((switches) => ({ switches })), { switches: Object.assign({}, ...off) });
  }
});

it('says the same of several tops that share gates', () => {
  for (let seed = 0; seed < 40; seed++) {
    const tree = randomTree(seed, { events: 6, gates: 9 });
    const tops = [...tree.gates.keys(), 'event0'];
    const p = Float64Array.from(tree.events.values());
    const compiled = compile(tree, tops);
    for (const top of tops) {
      const truth = bruteForce(tree.gates, tree.events, top);
      expect(compiled.top(top).probability(p).low).toBeCloseTo(truth.probability, 12);
      const birnbaum = [...compiled.top(top).birnbaum(p)];
      for (const [at, one] of birnbaum.entries()) expect(one).toBeCloseTo(truth.birnbaum[at] ?? 0, 12);
    }
  }
});

it('takes other probabilities without compiling again', () => {
  const tree = randomTree(7, { events: 8, gates: 12 });
  const top = compile(tree, ['gate0']).top('gate0');
  for (let seed = 0; seed < 20; seed++) {
    const random = randomNumbers(seed);
    const events = new Map([...tree.events.keys()].map((name) => [name, random(1000) / 999]));
    const truth = bruteForce(tree.gates, events, 'gate0').probability;
    expect(top.probability([...events.values()]).low).toBeCloseTo(truth, 12);
  }
});

it('lists the most probable cut sets first, of equal ones the shorter, then by name', () => {
  const or = (...names: readonly string[]): Formula => ({
    op: 'or',
    of: names.map((name) => ({ op: 'event', name })),
  });
  const gates = new Map<string, Formula>([['checkout', { op: 'and', of: [or('b', 'a'), or('c', 'd')] }]]);
  gates.set('gate0', { op: 'or', of: [{ op: 'gate', name: 'checkout' }, or('rare')] });
  const events = new Map([...'abcd'].map((name) => [name, 0.5]));
  const { cutSets } = solve(
    { gates, events: events.set('rare', 0.25) },
    { top: 'gate0', cutSets: { limit: 3 } },
  );
  expect(cutSets?.top.map((set) => set.events.join(' '))).toEqual(['rare', 'a c', 'a d']);
  expect([cutSets?.total, cutSets?.byOrder]).toEqual([5, [1, 4]]);
});

it('counts the sets of a wide gate, whose few nodes have many pairs', () => {
  const names = Array.from({ length: 100 }, (_, index) => `copy-${index}`);
  const of = names.map((name) => ({ op: 'event' as const, name }));
  const tree = {
    gates: new Map([['stops', { op: 'atleast' as const, min: 50, of }]]),
    events: new Map(names.map((name, index) => [name, 0.1 + index / 1000])),
  };
  const { cutSets } = solve(tree, { top: 'stops', cutSets: { limit: 1 } });
  // 100! / (50!)²
  expect(cutSets?.total).toBe('100891344545564193334812497256');
  expect(cutSets?.top[0]?.events).toEqual(names.slice(50).sort());
});

it('counts cut sets that no number can hold', () => {
  const pairs = Array.from({ length: 80 }, (_, at): Formula => ({
    op: 'or',
    of: [
      { op: 'event', name: `a${at}` },
      { op: 'event', name: `b${at}` },
    ],
  }));
  const events = new Map(
    pairs.flatMap((_, at) => [`a${at}`, `b${at}`].map((name): [string, number] => [name, 0.1])),
  );
  const gates = new Map<string, Formula>([['gate0', { op: 'and', of: pairs }]]);
  const { cutSets } = solve({ gates, events }, { top: 'gate0', cutSets: { limit: 1 } });
  expect(cutSets?.total).toBe((2n ** 80n).toString());
});

it('measures importance as the literature does', () => {
  const gates = new Map<string, Formula>([
    [
      'gate0',
      {
        op: 'and',
        of: [
          { op: 'event', name: 'orders' },
          { op: 'event', name: 'standby' },
        ],
      },
    ],
  ]);
  const events = new Map([
    ['orders', 0.1],
    ['standby', 0.2],
  ]);
  const { importance } = solve({ gates, events }, { top: 'gate0' });
  const { birnbaum = 0, criticality = 0, raw = 0, rrw = 0 } = importance.get('orders') ?? {};
  expect([birnbaum, criticality, rrw]).toEqual([0.2, 1, Infinity]);
  expect(raw).toBeCloseTo(10, 12);
});

it('agrees with every state of small trees with NOT and XOR', () => {
  for (let seed = 0; seed < 400; seed++) {
    check(randomTree(seed, { events: 6, gates: 1 + (seed % 9), isCoherent: false }));
  }
});
