import { Diagrams } from './diagrams.ts';
import type { Limit } from './diagrams.ts';
import type { Module, Program } from './program.ts';
import { SetFamilies } from './set-families.ts';

/** The minimal cut sets of one module as nodes, children before parents; 0 and 1 are no set and the empty set. */
export interface Family {
  readonly variables: Int32Array;
  readonly highs: Int32Array;
  readonly lows: Int32Array;
  readonly root: number;
  /** False where longer sets than some order were left out. */
  readonly isComplete: boolean;
}

/** Finds the minimal cut sets of modules from their decision diagrams, which must be coherent. */
export class MinimalSets {
  readonly #program: Program;
  readonly #limit: Limit;
  readonly #diagrams = new Diagrams();
  readonly #families = new SetFamilies(this.#diagrams);
  #levels = new Int32Array(0);

  constructor(program: Program, limit: Limit) {
    this.#program = program;
    this.#limit = limit;
  }

  /**
   * Rauzy, Mathematical foundations of minimal cutsets, 2001: with x first, the minimal sets are those
   * without x, and x with those of the high side that contain none of them.
   */
  of(module: Module): Family {
    const { variables, highs, lows } = this.#program;
    this.#readLevels(module.order);
    this.#diagrams.reset(this.#limit);
    const images = new Int32Array(module.end - module.start);
    const imageOf = (node: number): number => (node <= 1 ? node : (images[node - module.start] ?? 0));
    for (let node = module.start; node < module.end; node++) {
      const without = imageOf(lows[node] ?? 0);
      const needed = this.#families.without(imageOf(highs[node] ?? 0), without);
      const level = this.#levels[variables[node] ?? 0] ?? 0;
      images[node - module.start] = this.#diagrams.setNode(level, needed, without);
    }
    return compact(this.#diagrams, imageOf(module.root), { order: module.order, isComplete: true });
  }

  #readLevels(order: Int32Array): void {
    for (let level = 0; level < order.length; level++) {
      const variable = order[level] ?? 0;
      if (variable >= this.#levels.length) {
        const grown = new Int32Array(2 * variable + 16);
        grown.set(this.#levels);
        this.#levels = grown;
      }
      this.#levels[variable] = level;
    }
  }
}

/** The nodes below one root alone. */
export function compact(
  { nodes }: Diagrams,
  root: number,
  { order, isComplete }: { readonly order: Int32Array; readonly isComplete: boolean },
): Family {
  const places = new Int32Array(Math.max(2, root + 1));
  let count = 2;
  places[root] = -1;
  for (let node = root; node > 1; node--) {
    if (places[node] === 0) continue;
    count++;
    places[nodes[4 * node + 1] ?? 0] = -1;
    places[nodes[4 * node + 2] ?? 0] = -1;
  }
  const variables = new Int32Array(count);
  const highs = new Int32Array(count);
  const lows = new Int32Array(count);
  places[0] = 0;
  places[1] = 1;
  let place = 2;
  for (let node = 2; node <= root; node++) {
    if (places[node] === 0) continue;
    variables[place] = order[nodes[4 * node] ?? 0] ?? 0;
    highs[place] = places[nodes[4 * node + 1] ?? 0] ?? 0;
    lows[place] = places[nodes[4 * node + 2] ?? 0] ?? 0;
    places[node] = place++;
  }
  return { variables, highs, lows, root: places[root] ?? 0, isComplete };
}
