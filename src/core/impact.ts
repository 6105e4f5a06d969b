import type { Estimate } from './estimate.ts';
import type { FindingId } from './id.ts';

/** What a remedy changes, measured by running the models with the remedy in place. */
export interface Impact {
  /** How it was measured. */
  readonly basis: ImpactBasis;
  /** The remedy that was priced. */
  readonly remedy: string | undefined;
  /** Bad minutes a year that the remedy takes away, of each journey it changes, the largest first. */
  readonly badMinutesPerYear: readonly JourneyChange[];
  /** All journeys together. Absent where the models do not count what the remedy changes. */
  readonly total: Estimate | undefined;
  /**
   * True where the models know only what the remedy can take away at most: `high` is that ceiling, and
   * nothing is claimed below it.
   */
  readonly isCeiling: boolean;
  /** Why it is nothing or has no figure, or why the text was not edited, in one clause. */
  readonly note: string | undefined;
  /** How the figure comes about at the likely values, step by step, so that it can be redone by hand. */
  readonly arithmetic: readonly Step[];
  /** Findings that the same remedy takes away too. */
  readonly alsoSettles: readonly FindingId[];
  /** What else the edit changes: other resources, other stacks. */
  readonly alsoChanges: readonly string[];
  /** Unknowns on which the figure hangs, the most decisive first: `Does checkout stop when tax does?`. */
  readonly hangsOn: readonly string[];
}

export type ImpactBasis =
  /** The edit was made in the text, read again and judged again. */
  | 'text edited'
  /** Nobody can edit the text by itself; the evaluated attribute was set. */
  | 'attribute set'
  /** There is no edit; the component was made perfect. */
  | 'component made perfect'
  /** Nothing of what the models count can change. */
  | 'nothing to change';

export interface JourneyChange {
  readonly journey: string;
  readonly before: Estimate;
  readonly after: Estimate;
  readonly change: Estimate;
  /** The part of the journey's error budget of a year that this is; absent where no objective is declared. */
  readonly shareOfErrorBudget: number | undefined;
}

/** One line of arithmetic: `one instance  40 min/year  (database_single: restarts and maintenance)`. */
export interface Step {
  readonly says: string;
  /** The figure, with its unit in `unit`; absent for a line of words. */
  readonly value: number | undefined;
  readonly unit: string | undefined;
  /** Names of assumptions it rests on. */
  readonly assumptions: readonly string[];
}
