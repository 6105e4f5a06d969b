import { Diagrams, TooLarge } from './diagrams.ts';
import type { Module, Program } from './program.ts';
import { SetFamilies } from './set-families.ts';

/** The minimal cut sets of one module: nodes, children first; 0 is no set, 1 the empty set. */
export interface Family {
  readonly variables: Int32Array;
  readonly highs: Int32Array;
  readonly lows: Int32Array;
  readonly root: number;
  /** False where longer sets than some order were left out. */
  readonly isComplete: boolean;
}

/** A diagram of that many sets takes about 200 MB while it is built. */
const MOST_NODES = 1 << 22;

/** Finds the minimal cut sets of modules from their decision diagrams, which must be coherent. */
export class MinimalSets {
  readonly #program: Program;
  readonly #mayGoOn: (() => boolean) | undefined;
  readonly #diagrams = new Diagrams();
  readonly #families = new SetFamilies(this.#diagrams);
  #levels = new Int32Array(0);

  constructor(program: Program, mayGoOn: (() => boolean) | undefined) {
    this.#program = program;
    this.#mayGoOn = mayGoOn;
  }

  /**
   * Rauzy, Mathematical foundations of minimal cutsets, 2001: with x first, the minimal sets are those
   * without x, and x with those of the high side that contain none of them.
   */
  of(module: Module): Family {
    if (module.family) return module.family();
    this.#readLevels(module.order);
    this.#reset();
    let found = this.#images(module);
    if (found) return this.#family(module, found, true);
    this.#reset();
    let shorter = new Int32Array(module.end - module.start);
    for (let order = 1; order <= module.order.length; order++) {
      const longer = this.#images(module, shorter);
      if (!longer) break;
      shorter = longer;
      found = longer;
    }
    return this.#family(module, found ?? shorter, false);
  }

  #reset(): void {
    this.#diagrams.reset({ nodes: MOST_NODES, mayGoOn: this.#mayGoOn });
  }

  /**
   * The families of all nodes of a module, or those of one event more than the `shorter` ones; undefined
   * where they take too many nodes.
   */
  #images(module: Module, shorter?: Int32Array): Int32Array<ArrayBuffer> | undefined {
    const { variables, highs, lows } = this.#program;
    const { start, end } = module;
    const images = new Int32Array(end - start);
    const imageOf = (of: Int32Array, node: number): number => (node <= 1 ? node : (of[node - start] ?? 0));
    try {
      for (let node = start; node < end; node++) {
        const without = imageOf(images, lows[node] ?? 0);
        const high = imageOf(shorter ?? images, highs[node] ?? 0);
        const needed = this.#families.without(high, without);
        const level = this.#levels[variables[node] ?? 0] ?? 0;
        images[node - start] = this.#diagrams.setNode(level, needed, without);
      }
    } catch (error) {
      if (error instanceof TooLarge) return undefined;
      throw error;
    }
    return images;
  }

  #family({ root, start, order }: Module, images: Int32Array, isComplete: boolean): Family {
    const image = root <= 1 ? root : (images[root - start] ?? 0);
    return compact(this.#diagrams, image, { order, isComplete });
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
