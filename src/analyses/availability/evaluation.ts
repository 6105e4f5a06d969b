import type { Cause, CauseSets, Reading } from '../../core/availability.ts';
import { MINUTES_PER_YEAR } from '../../core/assumption.ts';
import type { Assumptions } from '../../core/assumption.ts';
import type { Journey } from '../../core/journey.ts';
import type { Compiled, CompiledTop } from '../../solver/compile.ts';
import { compile } from '../../solver/compile.ts';
import { unavailability } from './causes.ts';
import type { Draws } from './draws.ts';
import { DRAWS } from './draws.ts';
import type { Structure } from './structure.ts';

// Nodes of the diagrams of one journey, failed attempts included. Journeys of public repositories need a few
// hundred; what needs more than this is bounded, within about a second.
const NODE_BUDGET = 2 ** 20;

// Bounds cost a tenth of a second for each set of numbers.
const BOUNDED_STEP = 10;

export interface EvaluationInput {
  readonly structure: Structure;
  /** How the structure takes what is not known. */
  readonly reading: Reading;
  readonly journeys: readonly Journey[];
  readonly assumptions: Assumptions;
  readonly draws: Draws;
}

/** One structure with numbers: minutes a year of every journey, at the likely values and in every draw. */
export class Evaluation {
  readonly structure: Structure;
  readonly #reading: Reading;
  readonly #compiled: Compiled;
  readonly #causes: readonly Cause[];
  readonly #assumptions: Assumptions;
  readonly #draws: Draws;
  readonly #likely: Float64Array;
  readonly #indexes: ReadonlyMap<string, number>;
  #drawn: readonly Float64Array[] | undefined;

  constructor({ structure, reading, journeys, assumptions, draws }: EvaluationInput) {
    this.structure = structure;
    this.#reading = reading;
    this.#assumptions = assumptions;
    this.#draws = draws;
    this.#compiled = compile(
      structure.tree,
      journeys.map((journey) => structure.topOf(journey)),
      { budget: NODE_BUDGET },
    );
    this.#indexes = new Map(this.#compiled.events.map((event, index) => [event, index]));
    const byEvent = new Map(structure.causes.map((cause) => [cause.event, cause]));
    this.#causes = this.#compiled.events.flatMap((event) => byEvent.get(event) ?? []);
    this.#likely = this.#vector((cause) => unavailability(cause, assumptions, ({ likely }) => likely));
  }

  isExact(journey: Journey): boolean {
    return this.#top(journey).isExact;
  }

  /** Bad minutes a year at the likely values. */
  likelyMinutes(journey: Journey, without?: ReadonlySet<string>): number {
    return this.#minutes(journey, withoutAt(this.#likely, this.#indexesOf(without)));
  }

  /** Bad minutes a year in each draw; where they can only be bounded, of every tenth draw. */
  drawnMinutes(journey: Journey, without?: ReadonlySet<string>): Float64Array {
    const indexes = this.#indexesOf(without);
    const step = this.isExact(journey) ? 1 : BOUNDED_STEP;
    let minutes = 0;
    return Float64Array.from(this.#samples(), (vector, draw) => {
      if (draw % step === 0) minutes = this.#minutes(journey, withoutAt(vector, indexes));
      return minutes;
    });
  }

  /** Minutes in which each cause has happened and is decisive, and whether it is enough by itself. */
  shares(journey: Journey): readonly { readonly cause: Cause; readonly minutes: number }[] {
    const birnbaum = this.#top(journey).birnbaum(this.#likely);
    return this.#causes.flatMap((cause, index) => {
      const minutes = (birnbaum[index] ?? 0) * (this.#likely[index] ?? 0) * MINUTES_PER_YEAR;
      return minutes > 0 ? [{ cause, minutes }] : [];
    });
  }

  /** The smallest sets of causes that stop a journey, the most probable ones listed. */
  cutSets(journey: Journey, options: { readonly limit: number }): CauseSets | undefined {
    const found = this.#top(journey).cutSets(this.#likely, options);
    if (!found) return undefined;
    const causesOf = (events: readonly string[]): readonly Cause[] =>
      events.flatMap((event) => this.#causes[this.#indexes.get(event) ?? -1] ?? []);
    const top = found.top.map(({ events, probability }) => ({
      causes: causesOf(events),
      minutes: probability * MINUTES_PER_YEAR,
    }));
    return { total: found.total, byOrder: found.byOrder, isComplete: found.isComplete, top };
  }

  /** Whether the journey can depend on an event at all. */
  mentions(journey: Journey, events: ReadonlySet<string>): boolean {
    for (const index of this.#top(journey).events) {
      if (events.has(this.#compiled.events[index] ?? '')) return true;
    }
    return false;
  }

  #minutes(journey: Journey, vector: Float64Array): number {
    const { low, high } = this.#top(journey).probability(vector);
    // Where only bounds are known, the best reading keeps the lower one and the worst the upper one, so that
    // the range holds what is true; the likely figure stands between them.
    const middle = (low + high) / 2;
    return { best: low, likely: middle, worst: high }[this.#reading] * MINUTES_PER_YEAR;
  }

  #indexesOf(events: ReadonlySet<string> | undefined): readonly number[] {
    if (!events) return [];
    return [...events].flatMap((event) => this.#indexes.get(event) ?? []);
  }

  #samples(): readonly Float64Array[] {
    return (this.#drawn ??= Array.from({ length: DRAWS }, (_, draw) =>
      this.#vector((cause) =>
        unavailability(cause, this.#assumptions, (one) => this.#draws.value(one, draw)),
      ),
    ));
  }

  #vector(valueOf: (cause: Cause) => number): Float64Array {
    return Float64Array.from(this.#causes, valueOf);
  }

  #top(journey: Journey): CompiledTop {
    return this.#compiled.top(this.structure.topOf(journey));
  }
}

/** The same probabilities with some events out of the question. */
function withoutAt(vector: Float64Array, indexes: readonly number[]): Float64Array {
  if (indexes.length === 0) return vector;
  const changed = vector.slice();
  for (const index of indexes) changed[index] = 0;
  return changed;
}
