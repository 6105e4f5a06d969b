import type { Assumption, Assumptions } from '../../core/assumption.ts';
import { normalDeviate, splitLogNormal } from '../../core/quantiles.ts';

/** How many times every assumption is drawn. */
export const DRAWS = 200;

/**
 * Values of every assumption, drawn together: each runs once through equal parts of its distribution, in an
 * order of its own that its name gives. So the same draw of two models can be compared, and no extreme meets
 * all the others.
 */
export class Draws {
  readonly #assumptions: Assumptions;
  readonly #values = new Map<string, Float64Array>();

  constructor(assumptions: Assumptions) {
    this.#assumptions = assumptions;
  }

  /** The value of an assumption in one draw. */
  value({ name }: Pick<Assumption, 'name'>, draw: number): number {
    return this.#of(name)[draw] ?? 0;
  }

  #of(name: string): Float64Array {
    const known = this.#values.get(name);
    if (known) return known;
    const assumption = this.#assumptions.get(name);
    const isPart = assumption.unit === 'share' || assumption.unit === 'unavailability';
    const values = Float64Array.from(order(name), (place) => {
      const value = splitLogNormal(assumption, DEVIATES[place] ?? 0);
      return isPart ? Math.min(1, value) : value;
    });
    this.#values.set(name, values);
    return values;
  }
}

const DEVIATES = Float64Array.from({ length: DRAWS }, (_, part) => normalDeviate((part + 0.5) / DRAWS));

/** A shuffle of the draws (Fisher and Yates) by a generator that the name starts. */
function order(name: string): readonly number[] {
  const places = Array.from({ length: DRAWS }, (_, index) => index);
  let state = hash(name);
  for (let last = DRAWS - 1; last > 0; last -= 1) {
    // Numerical Recipes, 7.1.4: a linear congruential generator modulo 2^32.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 4294967296) * (last + 1));
    const kept = places[last] ?? 0;
    places[last] = places[other] ?? 0;
    places[other] = kept;
  }
  return places;
}

/** Fowler, Noll and Vo, 32 bits, variant 1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
