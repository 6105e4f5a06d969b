import type { ComponentId } from './id.ts';
import type { Place } from './report.ts';

/** An entry point, and what a user must reach through it. */
export interface Journey {
  /** Declared, or what people call the entry. */
  readonly name: string;
  readonly entries: readonly ComponentId[];
  /** Everything a request may need, entries included, over dependencies that are not known to be absent. */
  readonly reaches: readonly ComponentId[];
  /** The part of `reaches` that hard dependencies lead to: without it the journey stops. */
  readonly needs: readonly ComponentId[];
  /** The line of the configuration; undefined where every public entry is one. */
  readonly declaredAt: Place | undefined;
  /** What is promised of it, as the configuration declares; absent where nothing is. */
  readonly sloPercent?: number | undefined;
  /** True when it reaches one component that runs or keeps something, or none. */
  readonly isSmall: boolean;
}

/** A journey as the configuration declares it, with the components that its names stand for. */
export interface JourneyPlan {
  readonly name: string;
  readonly entries: readonly ComponentId[];
  /** Services it needs, beside the entries; empty: whatever the entries lead to. */
  readonly through: readonly ComponentId[];
  readonly sloPercent: number | undefined;
  readonly declaredAt: Place;
}
