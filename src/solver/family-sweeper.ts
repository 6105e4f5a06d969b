import type { Estimate } from './program.ts';

/**
 * Probabilities and importances from the cut sets of hard modules. For a node with sets that need its
 * variable and sets that do not, P(node) is at most P(low) + p·P(high)·(1 − P(low)), for both are associated.
 */
export class FamilySweeper {
  #chances = new Float64Array(1024);
  #weights = new Float64Array(1024);

  /** The probability that one of the sets happens, nearly. */
  up({ family }: Estimate, values: Float64Array): number {
    const { variables, highs, lows, root } = family;
    if (this.#chances.length < variables.length) {
      this.#chances = new Float64Array(variables.length);
      this.#weights = new Float64Array(variables.length);
    }
    const chances = this.#chances;
    chances[0] = 0;
    chances[1] = 1;
    for (let node = 2; node < variables.length; node++) {
      const low = chances[lows[node] ?? 0] ?? 0;
      chances[node] =
        low + (values[variables[node] ?? 0] ?? 0) * (chances[highs[node] ?? 0] ?? 0) * (1 - low);
    }
    return chances[root] ?? 0;
  }

  /** Adds to the importances of variables what they have through this module, which itself has `weight`. */
  down(estimate: Estimate, { values, sums, weight }: Importances): void {
    this.up(estimate, values);
    const { variables, highs, lows, root } = estimate.family;
    const chances = this.#chances;
    const weights = this.#weights;
    weights.fill(0, 0, variables.length);
    weights[root] = weight;
    for (let node = variables.length - 1; node > 1; node--) {
      const variable = variables[node] ?? 0;
      const [high = 0, low = 0] = [highs[node], lows[node]];
      const [own, needed, without] = [weights[node] ?? 0, chances[high] ?? 0, chances[low] ?? 0];
      const q = values[variable] ?? 0;
      sums[variable] = (sums[variable] ?? 0) + own * needed * (1 - without);
      weights[high] = (weights[high] ?? 0) + own * q * (1 - without);
      weights[low] = (weights[low] ?? 0) + own * (1 - q * needed);
    }
  }
}

interface Importances {
  readonly values: Float64Array;
  readonly sums: Float64Array;
  readonly weight: number;
}
