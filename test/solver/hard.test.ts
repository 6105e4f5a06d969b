import { expect, it } from 'vitest';
import type { FaultTree, Formula } from '../../src/core/fault-tree.ts';
import { leastFixpoint } from '../../src/solver/least-fixpoint.ts';
import { solve } from '../../src/solver/solve.ts';
import { randomNumbers } from '../support/random-numbers.ts';
import { bruteForce } from './brute-force.ts';
import { randomTree } from './random-trees.ts';

const event = (name: string): Formula => ({ op: 'event', name });

/** Replicas of services stand on the same few nodes; the top fails where two of one service do. */
function shop({ services, nodes }: { readonly services: number; readonly nodes: number }): FaultTree {
  const random = randomNumbers(services);
  const replica = (service: number, index: number): Formula => ({
    op: 'or',
    of: [event(`replica${service}.${index}`), event(`node${random(nodes)}`)],
  });
  const service = (at: number): Formula => ({
    op: 'atleast',
    min: 2,
    of: [0, 1, 2].map((one) => replica(at, one)),
  });
  const events = new Map(Array.from({ length: nodes }, (_, node) => [`node${node}`, 0.002]));
  for (let at = 0; at < services; at++) for (const one of [0, 1, 2]) events.set(`replica${at}.${one}`, 0.001);
  const of = Array.from({ length: services }, (_, at) => service(at));
  return { gates: new Map([['gate0', { op: 'or', of }]]), events };
}

it('says bounds with the truth between them where no diagram may be large enough', () => {
  let bounded = 0;
  for (let seed = 0; seed < 150; seed++) {
    const tree = randomTree(seed, { events: 9, gates: 14, isCyclic: seed % 2 === 0 });
    const truth = bruteForce(tree.gates, tree.events, 'gate0');
    const opened = { ...tree, gates: leastFixpoint(tree.gates) };
    const { probability, isExact, cutSets } = solve(opened, { top: 'gate0', budget: 0 });
    expect(probability.low).toBeLessThanOrEqual(truth.probability + 1e-12);
    expect(probability.high).toBeGreaterThanOrEqual(truth.probability - 1e-12);
    if (isExact) expect(probability.low).toBeCloseTo(truth.probability, 12);
    else bounded++;
    const all = new Set(truth.minimal);
    expect(cutSets?.top.filter((set) => !all.has(set.events.join(' ')))).toEqual([]);
  }
  expect(bounded).toBeGreaterThan(0);
});

it('says narrow bounds where replicas of many services share nodes', () => {
  const tree = shop({ services: 40, nodes: 14 });
  const exact = solve(tree, { top: 'gate0', cutSets: false, budget: 2 ** 24 });
  const bounded = solve(tree, { top: 'gate0', cutSets: { limit: 5 }, budget: 0 });
  expect([exact.isExact, bounded.isExact]).toEqual([true, false]);
  expect(bounded.probability.low).toBeLessThanOrEqual(exact.probability.low * (1 + 1e-12));
  expect(bounded.probability.high).toBeGreaterThanOrEqual(exact.probability.low * (1 - 1e-12));
  expect(bounded.probability.high / bounded.probability.low).toBeLessThan(1.001);
  expect(bounded.cutSets?.isComplete).toBe(false);
  for (const [name, { birnbaum }] of exact.importance) {
    expect((bounded.importance.get(name)?.birnbaum ?? 0) / birnbaum).toBeCloseTo(1, 1);
  }
});

it('solves trees of thousands of levels', () => {
  const levels = 3000;
  const gates = new Map<string, Formula>();
  for (let level = 0; level < levels; level++) {
    const next: Formula = level + 1 < levels ? { op: 'gate', name: `gate${level + 1}` } : event('bottom');
    const of = [next, event(`own${level % 2900}`)];
    gates.set(`gate${level}`, { op: level % 2 === 0 ? 'or' : 'and', of });
  }
  const events = new Map([['bottom', 0.5]]);
  for (let level = 0; level < levels; level++) events.set(`own${level}`, 0.4);
  const { probability, isExact, cutSets } = solve({ gates, events }, { top: 'gate0' });
  expect(isExact).toBe(true);
  // Far down the chain is 0.4 + 0.6 x with x = 0.4 times the same.
  expect(probability.low).toBeCloseTo(0.4 / 0.76, 9);
  expect(cutSets?.byOrder[0]).toBe(1);
});

it('stops where a caller says that time is up', () => {
  const tree = shop({ services: 60, nodes: 40 });
  const { isExact, probability } = solve(tree, { top: 'gate0', mayGoOn: () => false, budget: 2 ** 26 });
  expect(isExact).toBe(false);
  expect(probability.low).toBeGreaterThan(0);
});
