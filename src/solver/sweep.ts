import type { Bounds } from '../core/fault-tree.ts';
import { FamilySweeper } from './family-sweeper.ts';
import type { Module, Program } from './program.ts';

/** Evaluates modules for given probabilities of events: one loop up, and one down for the importances. */
export class Sweeper {
  readonly #program: Program;
  readonly #events: number;
  /** By variable: events, then modules. */
  #values = new Float64Array(0);
  #weightsOfVariables = new Float64Array(0);
  /** By node of the program. */
  #chances = new Float64Array(0);
  #weights = new Float64Array(0);
  readonly #hard = new FamilySweeper();

  constructor(program: Program, events: number) {
    this.#program = program;
    this.#events = events;
  }

  /** The probability of the last of some modules, which stand in the order of the program. */
  probability(modules: readonly Module[], p: ArrayLike<number>): Bounds {
    this.#prepare();
    this.#read(modules, p);
    if (modules.some(({ estimate }) => estimate !== undefined)) return this.#between(modules);
    const value = this.#up(modules);
    return { low: value, high: value };
  }

  /** The same loop with two values for everything. */
  #between(modules: readonly Module[]): Bounds {
    const { variables, highs, lows } = this.#program;
    const low = this.#values;
    const high = low.slice();
    const lowest = this.#chances;
    const highest = lowest.slice();
    let last: Bounds = { low: 0, high: 1 };
    for (const { variable, start, end, root, estimate } of modules) {
      for (let node = start; node < end; node++) {
        const of = variables[node] ?? 0;
        const [up = 0, down = 0] = [highs[node], lows[node]];
        // Linear in the variable's own probability: least at one of its ends, and most.
        const least = (q = 0): number => q * (lowest[up] ?? 0) + (1 - q) * (lowest[down] ?? 0);
        const most = (q = 0): number => q * (highest[up] ?? 0) + (1 - q) * (highest[down] ?? 0);
        lowest[node] = Math.min(least(low[of]), least(high[of]));
        highest[node] = Math.max(most(low[of]), most(high[of]));
      }
      last = estimate ? estimate.bounds(low, high) : { low: lowest[root] ?? 0, high: highest[root] ?? 0 };
      low[variable] = last.low;
      high[variable] = last.high;
    }
    return last;
  }

  /** P(top | event) − P(top | no event) by index of the event, for the last of some modules. */
  birnbaum(modules: readonly Module[], p: ArrayLike<number>): Float64Array {
    this.#prepare();
    this.#read(modules, p);
    this.#up(modules);
    this.#down(modules);
    const birnbaum = new Float64Array(this.#events);
    const weights = this.#weightsOfVariables;
    for (const { order } of modules) {
      for (const variable of order)
        if (variable < birnbaum.length) birnbaum[variable] = weights[variable] ?? 0;
    }
    return birnbaum;
  }

  #read(modules: readonly Module[], p: ArrayLike<number>): void {
    const values = this.#values;
    for (const { order } of modules) {
      for (const variable of order) if (variable < this.#events) values[variable] = p[variable] ?? 0;
    }
  }

  #up(modules: readonly Module[]): number {
    const { variables, highs, lows } = this.#program;
    const chances = this.#chances;
    const values = this.#values;
    let last = 0;
    for (const { variable, start, end, root, estimate } of modules) {
      for (let node = start; node < end; node++) {
        const q = values[variables[node] ?? 0] ?? 0;
        chances[node] = q * (chances[highs[node] ?? 0] ?? 0) + (1 - q) * (chances[lows[node] ?? 0] ?? 0);
      }
      last = estimate ? this.#hard.up(estimate, values) : (chances[root] ?? 0);
      values[variable] = last;
    }
    return last;
  }

  /** Weights of nodes are the chances to come by; each variable's sum is its importance. */
  #down(modules: readonly Module[]): void {
    const { variables, highs, lows } = this.#program;
    const chances = this.#chances;
    const values = this.#values;
    const weights = this.#weights;
    const sums = this.#weightsOfVariables;
    for (const { order, start, end } of modules) {
      for (const variable of order) sums[variable] = 0;
      weights.fill(0, start, end);
    }
    const top = modules.at(-1);
    if (top) sums[top.variable] = 1;
    for (let at = modules.length - 1; at >= 0; at--) {
      const { variable: own = 0, start = 0, end = 0, root = 0, estimate } = modules[at] ?? {};
      if (estimate) this.#hard.down(estimate, { values, sums, weight: sums[own] ?? 0 });
      weights[root] = sums[own] ?? 0;
      for (let node = end - 1; node >= start; node--) {
        const variable = variables[node] ?? 0;
        const high = highs[node] ?? 0;
        const low = lows[node] ?? 0;
        const weight = weights[node] ?? 0;
        const q = values[variable] ?? 0;
        sums[variable] = (sums[variable] ?? 0) + weight * ((chances[high] ?? 0) - (chances[low] ?? 0));
        weights[high] = (weights[high] ?? 0) + weight * q;
        weights[low] = (weights[low] ?? 0) + weight * (1 - q);
      }
    }
  }

  #prepare(): void {
    const variables = this.#events + this.#program.modules.length;
    if (this.#values.length < variables) {
      this.#values = new Float64Array(variables);
      this.#weightsOfVariables = new Float64Array(variables);
    }
    if (this.#chances.length < this.#program.count) {
      this.#chances = new Float64Array(this.#program.count);
      this.#chances[1] = 1;
      this.#weights = new Float64Array(this.#program.count);
    }
  }
}
