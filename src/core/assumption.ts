import type { Estimate } from './estimate.ts';

/** A number from outside that results rest on: a range with its source, which the user may replace. */
export interface Assumption {
  /** `zone_unavailability`; how the configuration and `--set` call it. */
  readonly name: string;
  readonly title: string;
  readonly group: AssumptionGroup;
  /** 10th, 50th and 90th percentile. */
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  readonly unit: AssumptionUnit;
  readonly grade: Estimate['grade'];
  /** Who says so: a page, or `our judgement`. */
  readonly source: string;
  /** The page where it can be looked up. */
  readonly page?: string | undefined;
  /** The day on which the source was read; absent where the user set the value and gave no day. */
  readonly asOf?: string | undefined;
  /** Why these numbers: what they include, and what they leave to other rows. */
  readonly reasoning: string;
  readonly origin: 'data pack' | 'configuration' | 'command line';
  /** Resource types that are this service of a provider; empty for every other row. */
  readonly types: readonly string[];
}

/** Where it stands in a list: what runs, where it runs, what people do to it, what a provider runs. */
export const assumptionGroups = ['components', 'places', 'changes', 'dependencies', 'services'] as const;
export type AssumptionGroup = (typeof assumptionGroups)[number];

export const assumptionUnits = [
  /** Part of the time in which it is down, 0 to 1. */
  'unavailability',
  'minutes/year',
  'events/year',
  'minutes',
  /** A part of a whole, 0 to 1. */
  'share',
] as const;
export type AssumptionUnit = (typeof assumptionUnits)[number];

/** The minutes of a year of 365.25 days. */
export const MINUTES_PER_YEAR = 525_960;

/** What the user says in the place of a row; both bounds equal the likely value where it is exactly known. */
export interface AssumptionOverride {
  readonly name: string;
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  /** As written; absent: the unit of the row. */
  readonly unit?: string | undefined;
  readonly grade?: Estimate['grade'] | undefined;
  readonly source?: string | undefined;
  readonly asOf?: string | undefined;
  readonly origin: 'configuration' | 'command line';
  /** Begins the sentence about a mistake: `whatfails.yaml:12`, `--set deploys=often`. */
  readonly where: string;
}

/** The assumptions of one run. */
export interface Assumptions {
  /** Sorted by name. */
  readonly all: readonly Assumption[];
  /** Throws where there is no such row: the names in code are part of the data pack. */
  get(name: string): Assumption;
  /** The row of the provider's own service that a resource type is, where one is listed: `aws_s3_bucket`. */
  ofType(type: string): Assumption | undefined;
}
