import type { Bounds } from '../core/fault-tree.ts';
import type { Circuit } from './circuit.ts';
import { KIND } from './circuit.ts';

/**
 * Certain bounds of a coherent circuit from its gates alone. Gates of independent events are associated:
 * P(all of them) is at least the product (Esary and Proschan, 1970; Harris, 1960), and so is P(none).
 * Nodes come arguments first; values are probabilities by variable.
 */
export function associatedBounds(
  circuit: Circuit,
  below: Int32Array,
  values: { readonly low: Float64Array; readonly high: Float64Array },
): Bounds {
  const bounds = new Map<number, Bounds>();
  for (const node of below) {
    const value = circuit.values[node] ?? 0;
    const of = Array.from(circuit.argsOf(node), (arg) => bounds.get(arg) ?? { low: 0, high: 1 });
    if (circuit.kinds[node] === KIND.variable) {
      bounds.set(node, { low: values.low[value] ?? 0, high: values.high[value] ?? 1 });
    } else bounds.set(node, boundsOf(circuit.kinds[node] ?? KIND.or, value, of));
  }
  return bounds.get(below.at(-1) ?? 0) ?? { low: 0, high: 1 };
}

function boundsOf(kind: number, min: number, of: readonly Bounds[]): Bounds {
  const lows = of.map(({ low }) => low).sort((a, b) => b - a);
  const highs = of.map(({ high }) => high).sort((a, b) => b - a);
  const product = (factors: readonly number[]): number => factors.reduce((all, one) => all * one, 1);
  switch (kind) {
    case KIND.and:
      return { low: product(lows), high: highs.at(-1) ?? 1 };
    case KIND.or:
      return { low: lows[0] ?? 0, high: 1 - product(highs.map((one) => 1 - one)) };
    case KIND.atleast: {
      // Markov: the expected number of true arguments is at least `min` times the probability.
      const expected = highs.reduce((sum, one) => sum + one, 0);
      return { low: product(lows.slice(0, min)), high: Math.min(1, expected / min) };
    }
    default:
      return { low: 0, high: 1 };
  }
}
