import type { Estimate } from './estimate.ts';

/** A number from outside that results rest on: a range with its source, which the user may replace. */
export interface Assumption {
  /** `zone_unavailability`; how the configuration and `--set` call it. */
  readonly name: string;
  readonly title: string;
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
  /** The day on which the source was read. */
  readonly asOf: string;
  /** Why these numbers: what they include, and what they leave to other rows. */
  readonly reasoning: string;
  readonly origin: 'data pack' | 'configuration' | 'command line';
}

export type AssumptionUnit =
  /** Part of the time in which it is down, 0 to 1. */
  | 'unavailability'
  | 'minutes/year'
  | 'events/year'
  | 'minutes'
  /** A part of a whole, 0 to 1. */
  | 'share';

/** The assumptions of one run. */
export interface Assumptions {
  /** Sorted by name. */
  readonly all: readonly Assumption[];
  /** Throws where there is no such row: the names in code are part of the data pack. */
  get(name: string): Assumption;
  /** The row of the provider's own service that a resource type is, where one is listed: `aws_s3_bucket`. */
  ofType(type: string): Assumption | undefined;
}
