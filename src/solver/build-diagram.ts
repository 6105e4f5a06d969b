import type { Circuit } from './circuit.ts';
import { KIND, larger } from './circuit.ts';
import type { Diagrams } from './diagrams.ts';
import { OP } from './diagrams.ts';

/** Builds decision diagrams of circuits, arguments before what uses them. */
export class DiagramBuilder {
  readonly #circuit: Circuit;
  readonly #diagrams: Diagrams;
  #images = new Int32Array(1024);
  #levels = new Int32Array(1024);

  constructor(circuit: Circuit, diagrams: Diagrams) {
    this.#circuit = circuit;
    this.#diagrams = diagrams;
  }

  /** The diagram of the last node of `below`; throws `TooLarge` where the limit of the diagrams is met. */
  build(below: Int32Array, order: Int32Array): number {
    const root = below.at(-1) ?? 0;
    if (this.#images.length <= root) this.#images = new Int32Array(2 * root);
    for (let level = 0; level < order.length; level++) {
      const variable = order[level] ?? 0;
      if (variable >= this.#levels.length) this.#levels = larger(this.#levels, new Int32Array(2 * variable));
      this.#levels[variable] = level;
    }
    this.#images[0] = 0;
    this.#images[1] = 1;
    for (const node of below) this.#images[node] = this.#diagramOf(node);
    return this.#images[root] ?? 0;
  }

  #diagramOf(node: number): number {
    const circuit = this.#circuit;
    if (node < 2) return node;
    const kind = circuit.kinds[node];
    const value = circuit.values[node] ?? 0;
    if (kind === KIND.variable) return this.#diagrams.node(this.#levels[value] ?? 0, 1, 0);
    const of = Array.from(circuit.argsOf(node), (arg) => this.#images[arg] ?? 0);
    // The deepest first: what is joined later then stands above and leaves most of it as it is.
    of.sort((a, b) => this.#diagrams.level(b) - this.#diagrams.level(a) || a - b);
    if (kind === KIND.atleast) return this.#atLeast(value, of);
    if (kind === KIND.not) return this.#diagrams.apply(OP.xor, 1, of[0] ?? 0);
    const op = kind === KIND.and ? OP.and : kind === KIND.or ? OP.or : OP.xor;
    return of.reduce((all, one) => this.#diagrams.apply(op, all, one));
  }

  #atLeast(min: number, of: readonly number[]): number {
    const diagrams = this.#diagrams;
    const counts = [1, ...Array.from({ length: min }, () => 0)];
    for (const one of of) {
      for (let k = min; k > 0; k--) {
        const withOne = diagrams.apply(OP.and, one, counts[k - 1] ?? 0);
        counts[k] = diagrams.apply(OP.or, withOne, counts[k] ?? 0);
      }
    }
    return counts[min] ?? 0;
  }
}
