/** Failure logic over named gates and basic events. Gates and events have separate names. */
export type Formula =
  | { readonly op: 'event'; readonly name: string }
  | { readonly op: 'gate'; readonly name: string }
  | { readonly op: 'constant'; readonly value: boolean }
  | { readonly op: 'and' | 'or' | 'xor'; readonly of: readonly Formula[] }
  /** True when at least `min` of them are. */
  | { readonly op: 'atleast'; readonly min: number; readonly of: readonly Formula[] }
  | { readonly op: 'not'; readonly of: Formula };

/**
 * A fault tree: gates that say when something has failed, and basic events that are independent of each
 * other. It may have several tops. Gates may lead in circles only where `leastFixpoint` opens them first.
 */
export interface FaultTree {
  readonly gates: ReadonlyMap<string, Formula>;
  /** Probability of each basic event, 0 to 1. */
  readonly events: ReadonlyMap<string, number>;
}

/** A probability, exactly (both bounds equal up to rounding) or between certain bounds. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** How much one basic event matters to a top event. */
export interface Importance {
  /** Birnbaum: P(top | event) − P(top | no event). */
  readonly birnbaum: number;
  /** Criticality: the part of the top's probability in which the event is there and decides, q·B/P. */
  readonly criticality: number;
  /** Risk achievement worth: how many times larger the probability is where it is certain. */
  readonly raw: number;
  /** Risk reduction worth: how many times larger it is than without; Infinity where it is all. */
  readonly rrw: number;
}

/** A smallest set of events that together are enough for the top event. */
export interface CutSet {
  readonly events: readonly string[];
  /** Product of the probabilities of its events. */
  readonly probability: number;
}

export interface CutSets {
  /** How many minimal cut sets there are; a decimal text where a number cannot hold it. */
  readonly total: number | string;
  /** How many have one event, two, …; `byOrder[0]` counts those of one event. */
  readonly byOrder: readonly (number | string)[];
  /** The most probable ones, at most as many as were asked for; of equal ones the shorter, then by name. */
  readonly top: readonly CutSet[];
  /** False where only those up to some order or above some probability could be found in the budget. */
  readonly isComplete: boolean;
}

export interface Solution {
  readonly probability: Bounds;
  /** True when the probability is exact up to rounding; false when it lies between bounds. */
  readonly isExact: boolean;
  /**
   * By name, of every event that the top event depends on. Where only bounds are known they are those of the
   * cut sets that were found.
   */
  readonly importance: ReadonlyMap<string, Importance>;
  /** Absent where they were not asked for, or where the tree is not coherent (NOT, XOR). */
  readonly cutSets: CutSets | undefined;
}
