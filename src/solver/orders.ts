import type { Circuit } from './circuit.ts';
import { KIND } from './circuit.ts';

/** How the arguments of a gate are visited on the way to an order of variables. */
export type OrderName = 'as-is' | 'light-first' | 'heavy-first' | 'shared-first';

/**
 * Variables of `below` (a node and all below it, arguments first) in the order of a walk down from the root.
 * Which order gives a small diagram cannot be told beforehand; each of these wins on some trees.
 */
export function orderOf(circuit: Circuit, below: Int32Array, name: OrderName): Int32Array {
  const weights = new Map<number, number>();
  const uses = new Map<number, number>();
  for (const node of below) {
    let weight = circuit.kinds[node] === KIND.variable ? 1 : 0;
    for (const arg of circuit.argsOf(node)) {
      weight += weights.get(arg) ?? 0;
      uses.set(arg, (uses.get(arg) ?? 0) + 1);
    }
    weights.set(node, weight);
  }
  const sign = name === 'heavy-first' ? -1 : name === 'as-is' ? 0 : 1;
  const first = name === 'shared-first' ? widelyUsed(circuit, below, uses) : [];
  const seen = new Set<number>(first);
  const order = [...first];
  const open = [below.at(-1) ?? 0];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (circuit.kinds[node] === KIND.variable) order.push(node);
    const args = [...circuit.argsOf(node)];
    if (sign !== 0) args.sort((a, b) => sign * ((weights.get(a) ?? 0) - (weights.get(b) ?? 0)) || a - b);
    for (let i = args.length - 1; i >= 0; i--) open.push(args[i] ?? 0);
  }
  return Int32Array.from(order, (node) => circuit.values[node] ?? 0);
}

/** The variables of `below` in the order of their nodes. */
export function variablesOf(circuit: Circuit, below: Int32Array): Int32Array {
  return below
    .filter((node) => circuit.kinds[node] === KIND.variable)
    .map((node) => circuit.values[node] ?? 0);
}

/** Variables with many more uses than others, such as the zone that all replicas stand in. */
function widelyUsed(circuit: Circuit, below: Int32Array, uses: ReadonlyMap<number, number>): number[] {
  const variables = [...below].filter((node) => circuit.kinds[node] === KIND.variable);
  const total = variables.reduce((sum, node) => sum + (uses.get(node) ?? 0), 0);
  const many = Math.max(4, (4 * total) / variables.length);
  return variables
    .filter((node) => (uses.get(node) ?? 0) >= many)
    .sort((a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0) || a - b);
}
