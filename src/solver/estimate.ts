import type { Bounds } from '../core/fault-tree.ts';
import { associatedBounds } from './associated.ts';
import type { Circuit } from './circuit.ts';
import { KIND } from './circuit.ts';
import { Conditioned } from './conditioned.ts';
import type { Family } from './minimal-sets.ts';
import type { Estimate } from './program.ts';
import { NO_SETS, truncatedFamily } from './truncated-family.ts';

/** What can be said of a module that is too hard for a diagram. */
export class HardModule implements Estimate {
  readonly #circuit: Circuit;
  readonly #below: Int32Array;
  readonly #isCoherent: boolean;
  readonly #conditioned: Conditioned | undefined;
  #family: Family | undefined;

  private constructor(circuit: Circuit, below: Int32Array, conditioned: Conditioned | undefined) {
    this.#circuit = circuit;
    this.#below = below;
    this.#isCoherent = below.every((node) => (circuit.kinds[node] ?? 0) < KIND.xor);
    this.#conditioned = conditioned;
  }

  /**
   * `below` is the module with all that is below it, arguments first. Undefined where nothing gives narrow
   * bounds, unless it `isLast`.
   */
  static of(
    circuit: Circuit,
    below: Int32Array,
    { isLast }: { readonly isLast: boolean },
  ): HardModule | undefined {
    const isCoherent = below.every((node) => (circuit.kinds[node] ?? 0) < KIND.xor);
    const conditioned = isCoherent ? Conditioned.of(circuit, below) : undefined;
    return conditioned || isLast ? new HardModule(circuit, below, conditioned) : undefined;
  }

  bounds(low: Float64Array, high: Float64Array): Bounds {
    if (!this.#isCoherent) return { low: 0, high: 1 };
    const wide = associatedBounds(this.#circuit, this.#below, { low, high });
    if (!this.#conditioned) return wide;
    const lower = this.#conditioned.bounds(low);
    const isPoint = low.every((value, variable) => value === high[variable]);
    const upper = isPoint ? lower : this.#conditioned.bounds(high);
    return { low: Math.max(wide.low, lower.low), high: Math.min(wide.high, upper.high) };
  }

  get family(): Family {
    this.#family ??= this.#isCoherent ? truncatedFamily(this.#circuit, this.#below) : NO_SETS;
    return this.#family;
  }
}
