import { larger } from './circuit.ts';
import type { Bounds } from '../core/fault-tree.ts';
import type { Diagrams } from './diagrams.ts';
import type { Family } from './minimal-sets.ts';

/** The decision diagram of one module: nodes `start` to `end`; `order` leads from level to variable. */
export interface Module {
  readonly variable: number;
  /** Its number among the modules of the program. */
  readonly place: number;
  readonly start: number;
  readonly end: number;
  readonly root: number;
  readonly order: Int32Array;
  /** Instead of a diagram, where none was small enough. */
  readonly estimate?: Estimate;
  /** Its cut sets as far as they are known, where its diagram does not tell them. */
  readonly family?: () => Family;
}

/** What is known of a module that has no diagram. Values are probabilities by variable. */
export interface Estimate {
  /** Certain bounds, for values that lie between others. */
  bounds(low: Float64Array, high: Float64Array): Bounds;
  /** Minimal sets up to some order; none where it is not coherent. */
  readonly family: Family;
}

/**
 * Decision diagrams of modules one after the other, children before parents, so that evaluating them is a
 * loop over numbers. Modules are variables of those that use them and come before them.
 */
export class Program {
  variables = new Int32Array(1024);
  highs = new Int32Array(1024);
  lows = new Int32Array(1024);
  count = 2;
  readonly modules: Module[] = [];
  readonly #byVariable = new Map<number, Module>();

  moduleOf(variable: number): Module | undefined {
    return this.#byVariable.get(variable);
  }

  /** Copies a diagram behind the others. */
  add(variable: number, { diagrams, root, order }: DiagramAt): void {
    const start = this.count;
    const nodes = diagrams.nodes;
    const places = new Int32Array(root + 1);
    places[1] = 1;
    if (root > 1) {
      places[root] = -1;
      for (let node = root; node > 1; node--) {
        if (places[node] !== -1) continue;
        for (const child of [nodes[4 * node + 1] ?? 0, nodes[4 * node + 2] ?? 0]) {
          if (child > 1) places[child] = -1;
        }
      }
      for (let node = 2; node <= root; node++) {
        if (places[node] !== -1) continue;
        places[node] = this.append(
          order[nodes[4 * node] ?? 0] ?? 0,
          places[nodes[4 * node + 1] ?? 0] ?? 0,
          places[nodes[4 * node + 2] ?? 0] ?? 0,
        );
      }
    }
    this.close({ variable, start, root: places[root] ?? 0, order });
  }

  append(variable: number, high: number, low: number): number {
    const node = this.count++;
    if (node >= this.variables.length) {
      this.variables = larger(this.variables, new Int32Array(2 * node));
      this.highs = larger(this.highs, new Int32Array(2 * node));
      this.lows = larger(this.lows, new Int32Array(2 * node));
    }
    this.variables[node] = variable;
    this.highs[node] = high;
    this.lows[node] = low;
    return node;
  }

  /** Ends the module of the nodes appended since `start`. */
  close(module: Omit<Module, 'end' | 'place'>): void {
    const closed = { ...module, end: this.count, place: this.modules.length };
    this.modules.push(closed);
    this.#byVariable.set(module.variable, closed);
  }
}

export interface DiagramAt {
  readonly diagrams: Diagrams;
  readonly root: number;
  readonly order: Int32Array;
}
