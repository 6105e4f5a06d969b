import type { Estimate } from './estimate.ts';
import type { FindingId } from './id.ts';

/** What a remedy changes, measured by running the models with the remedy in place. */
export interface Impact {
  /** How it was measured. */
  readonly basis: ImpactBasis;
  /** Bad minutes a year that the remedy takes away, of each journey it touches, the largest first. */
  readonly badMinutesPerYear: readonly JourneyChange[];
  /** All journeys together. Absent where nothing is priced. */
  readonly total: Estimate | undefined;
  /** How the figure comes about at the likely values, step by step, so that it can be redone by hand. */
  readonly arithmetic: readonly Step[];
  /** Findings that the same remedy takes away too. */
  readonly alsoSettles: readonly FindingId[];
  /** What else the edit changes: other components, other stacks. */
  readonly alsoChanges: readonly string[];
  /** Unknowns on which the figure hangs, the most decisive first: `checkout → TAX_URL: hard or soft?`. */
  readonly hangsOn: readonly string[];
}

export type ImpactBasis =
  /** The edit was made in the text, read again and judged again. */
  | 'text edited'
  /** Nobody can edit the text by itself; the evaluated attribute was set. */
  | 'attribute set'
  /** There is no edit; the component was made perfect, or the dependency soft. */
  | 'component made perfect';

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
  /** The figure, with its unit in `says`; absent for a line of words. */
  readonly value: number | undefined;
  readonly unit: string | undefined;
  /** Names of assumptions it rests on. */
  readonly assumptions: readonly string[];
}
