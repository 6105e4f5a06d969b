import type { FaultTree, Formula } from '../../src/core/fault-tree.ts';
import { randomNumbers } from '../support/random-numbers.ts';

export interface Shape {
  readonly events: number;
  readonly gates: number;
  /** Whether gates may use gates that come later. */
  readonly isCyclic?: boolean;
  /** Whether NOT and XOR may occur. */
  readonly isCoherent?: boolean;
}

/** A small shop of services that need each other, of which `gate0` is the top. */
export function randomTree(seed: number, shape: Shape): FaultTree {
  const random = randomNumbers(seed);
  const { events, gates, isCyclic = false, isCoherent = true } = shape;
  const leaf = (gate: number): Formula => {
    const from = isCyclic ? 0 : gate + 1;
    if (random(30) === 0) return { op: 'constant', value: random(2) === 0 };
    if (from < gates && random(2) === 0) return { op: 'gate', name: `gate${from + random(gates - from)}` };
    return { op: 'event', name: `event${random(events)}` };
  };
  const formula = (gate: number, depth: number): Formula => {
    const of = Array.from({ length: random(12) === 0 ? random(2) : 2 + random(3) }, () =>
      depth < 2 && random(5) === 0 ? formula(gate, depth + 1) : leaf(gate),
    );
    const choice = random(isCoherent ? 9 : 13);
    if (choice < 4) return { op: 'or', of };
    if (choice < 7) return { op: 'and', of };
    if (choice < 9) return { op: 'atleast', min: random(of.length + 2), of };
    return choice < 11 ? { op: 'xor', of } : { op: 'not', of: leaf(gate) };
  };
  const probability = (): number => [0, 1, random(1000) / 1000][Math.min(2, random(20))] ?? 0;
  return {
    gates: new Map(Array.from({ length: gates }, (_, gate) => [`gate${gate}`, formula(gate, 0)])),
    events: new Map(Array.from({ length: events }, (_, event) => [`event${event}`, probability()])),
  };
}
