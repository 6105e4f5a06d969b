import { larger } from './circuit.ts';
import type { Diagrams } from './diagrams.ts';

/** The number of this operation in the cache of results, after those of `OP`. */
const WITHOUT = 3;

/**
 * Minimal families of sets as zero-suppressed diagrams: a node holds the sets with its variable (high) and
 * those without (low); 0 is the family of no set, 1 that of the empty set alone.
 */
export class SetFamilies {
  readonly #diagrams: Diagrams;
  #stack = new Int32Array(1024);

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
