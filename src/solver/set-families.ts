import { larger } from './circuit.ts';
import type { Diagrams } from './diagrams.ts';

/** The number of this operation in the cache of results, after those of `OP`. */
const WITHOUT = 3;

/** Unions and products have keys of their own: a product for each order up to this one. */
const MOST_ORDER = 14;

/** More nodes than there are, for keys of pairs. */
const SPAN = 2 ** 24;

/**
 * Minimal families of sets as zero-suppressed diagrams: a node holds the sets with its variable (high) and
 * those without (low); 0 is the family of no set, 1 that of the empty set alone.
 */
export class SetFamilies {
  readonly #diagrams: Diagrams;
  #stack = new Int32Array(1024);
  /** Unions and products. */
  readonly #results = new Map<number, number>();

  constructor(diagrams: Diagrams) {
    this.#diagrams = diagrams;
  }

  /** The sets of the first family that contain no set of the second. */
  without(first: number, second: number): number {
    const diagrams = this.#diagrams;
    let f = first;
    let g = second;
    let depth = 0;
    for (;;) {
      let result = ended(f, g);
      while (result < 0 && diagrams.level(f) > diagrams.level(g)) {
        g = diagrams.nodes[4 * g + 2] ?? 0;
        result = ended(f, g);
      }
      if (result < 0) result = diagrams.known((f << 2) | WITHOUT, g);
      if (result < 0) {
        depth = this.#push(depth, f, g);
        const isBoth = diagrams.level(f) === diagrams.level(g);
        f = diagrams.nodes[4 * f + 1] ?? 0;
        if (isBoth) g = diagrams.nodes[4 * g + 1] ?? 0;
        continue;
      }
      let isDone = true;
      while (depth > 0) {
        const stack = this.#stack;
        const { nodes } = diagrams;
        f = stack[depth - 4] ?? 0;
        g = stack[depth - 3] ?? 0;
        const level = nodes[4 * f] ?? 0;
        const isBoth = level === nodes[4 * g];
        const phase = stack[depth - 2] ?? 0;
        if (phase === 0 && isBoth) {
          // Sets with the variable lose those that contain one with it, then those that contain one without.
          stack[depth - 2] = 1;
          f = result;
          g = nodes[4 * g + 2] ?? 0;
          isDone = false;
          break;
        }
        if (phase < 2) {
          stack[depth - 2] = 2;
          stack[depth - 1] = result;
          f = nodes[4 * f + 2] ?? 0;
          if (isBoth) g = nodes[4 * g + 2] ?? 0;
          isDone = false;
          break;
        }
        result = diagrams.setNode(level, stack[depth - 1] ?? 0, result);
        diagrams.remember((f << 2) | WITHOUT, g, result);
        depth -= 4;
      }
      if (isDone) return result;
    }
  }

  single(level: number): number {
    return this.#diagrams.setNode(level, 1, 0);
  }

  /** The minimal sets of both. */
  union(f: number, g: number): number {
    if (f === 1 || g === 1) return 1;
    if (f === 0 || f === g) return g;
    if (g === 0) return f;
    if (f > g) return this.union(g, f);
    const known = this.#results.get(16 * (f * SPAN + g));
    if (known !== undefined) return known;
    const level = Math.min(this.#diagrams.level(f), this.#diagrams.level(g));
    const low = this.union(this.#low(f, level), this.#low(g, level));
    const high = this.union(this.#high(f, level), this.#high(g, level));
    const result = this.#diagrams.setNode(level, this.without(high, low), low);
    this.#results.set(16 * (f * SPAN + g), result);
    return result;
  }

  /** The minimal ones of all sets of at most so many events that are a set of one and a set of the other. */
  product(f: number, g: number, most: number): number {
    if (f === 0 || g === 0) return 0;
    if (f === 1 && g === 1) return 1;
    if (most === 0) return 0;
    if (f > g) return this.product(g, f, most);
    const key = 16 * (f * SPAN + g) + Math.min(most, MOST_ORDER) + 1;
    const known = this.#results.get(key);
    if (known !== undefined) return known;
    const level = Math.min(this.#diagrams.level(f), this.#diagrams.level(g));
    const [lowF, lowG] = [this.#low(f, level), this.#low(g, level)];
    const [highF, highG] = [this.#high(f, level), this.#high(g, level)];
    const low = this.product(lowF, lowG, most);
    let high = this.product(highF, highG, most - 1);
    high = this.union(high, this.product(highF, lowG, most - 1));
    high = this.union(high, this.product(lowF, highG, most - 1));
    const result = this.#diagrams.setNode(level, this.without(high, low), low);
    this.#results.set(key, result);
    return result;
  }

  #high(f: number, level: number): number {
    return this.#diagrams.level(f) === level ? (this.#diagrams.nodes[4 * f + 1] ?? 0) : 0;
  }

  #low(f: number, level: number): number {
    return this.#diagrams.level(f) === level ? (this.#diagrams.nodes[4 * f + 2] ?? 0) : f;
  }

  #push(depth: number, f: number, g: number): number {
    if (depth + 4 > this.#stack.length) {
      this.#stack = larger(this.#stack, new Int32Array(2 * this.#stack.length));
    }
    this.#stack[depth] = f;
    this.#stack[depth + 1] = g;
    this.#stack[depth + 2] = 0;
    return depth + 4;
  }
}

function ended(f: number, g: number): number {
  if (f === 0 || g === 1 || f === g) return 0;
  if (g === 0) return f;
  return f === 1 ? 1 : -1;
}
