import type { Circuit } from './circuit.ts';
import { KIND } from './circuit.ts';

/** Variables that many gates lead to, the most shared first: nodes of the circuit. */
export function bySharing(circuit: Circuit, below: Int32Array): readonly number[] {
  const uses = new Map<number, number>([[below.at(-1) ?? 0, 1]]);
  const shared = new Map<number, number>();
  for (const node of below) for (const arg of circuit.argsOf(node)) uses.set(arg, (uses.get(arg) ?? 0) + 1);
  for (const node of below) {
    for (const arg of circuit.argsOf(node)) {
      if (circuit.kinds[arg] !== KIND.variable) continue;
      shared.set(arg, (shared.get(arg) ?? 0) + (uses.get(node) ?? 0));
    }
  }
  const all = [...shared].filter(([, many]) => many > 1);
  return all.sort(([a, x], [b, y]) => y - x || a - b).map(([node]) => node);
}
