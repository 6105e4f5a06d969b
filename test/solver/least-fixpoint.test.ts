import { expect, it } from 'vitest';
import type { Formula } from '../../src/core/fault-tree.ts';
import { findCycle, leastFixpoint } from '../../src/solver/least-fixpoint.ts';
import { randomTree } from './random-trees.ts';

const gate = (name: string): Formula => ({ op: 'gate', name });
const event = (name: string): Formula => ({ op: 'event', name });

it('makes services that need each other fail together, in few gates', () => {
  const ring = Array.from({ length: 1000 }, (_, at): [string, Formula] => [
    `service${at}`,
    { op: 'or', of: [gate(`service${(at + 1) % 1000}`), event(`bug${at}`)] },
  ]);
  const opened = leastFixpoint(new Map(ring));
  expect(opened.size).toBe(1000);
  expect(findCycle(opened)).toBeUndefined();
});

it('leaves no circle in any gates', () => {
  for (let seed = 0; seed < 200; seed++) {
    const { gates } = randomTree(seed, { events: 4, gates: 15, isCyclic: true });
    expect(findCycle(leastFixpoint(gates))).toBeUndefined();
  }
});

it('names a circle, each gate with the one that it needs next', () => {
  for (let seed = 0; seed < 200; seed++) {
    const { gates } = randomTree(seed, { events: 4, gates: 8, isCyclic: true });
    const cycle = findCycle(gates);
    for (const [at, name] of (cycle ?? []).entries()) {
      const next = cycle?.[(at + 1) % cycle.length] ?? '';
      expect(JSON.stringify(gates.get(name))).toContain(JSON.stringify(gate(next)));
    }
  }
  expect(findCycle(new Map([['orders', event('bug')]]))).toBeUndefined();
});

it('refuses a circle through the opposite', () => {
  const gates = new Map<string, Formula>([['orders', { op: 'not', of: gate('orders') }]]);
  expect(() => leastFixpoint(gates)).toThrow(
    'The gate orders depends on the opposite of orders in a circle.',
  );
});
