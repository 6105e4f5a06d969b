import type { FaultTree } from './fault-tree.ts';
import type { Evidence } from './finding.ts';
import type { ComponentId } from './id.ts';
import type { Estimate } from './estimate.ts';
import type { Journey } from './journey.ts';
import type { Step } from './impact.ts';

/**
 * How what is not known is taken: `best` counts only what is certain, `worst` everything that is possible;
 * the truth lies between. `likely` is as `best`, but what assumptions hold for more probable than not counts
 * too: a service stops without the database that it is told of.
 */
export type Reading = 'best' | 'likely' | 'worst';

/** What can happen by itself: one basic event of the model, and what it stands for. */
export interface Cause {
  /** Its name in the fault tree. */
  readonly event: string;
  readonly kind: CauseKind;
  /** `orders-db fails (one instance)`, `zone eu-west-1a is lost`. */
  readonly says: string;
  /** The component whose own failure it is, or whose change. */
  readonly component: ComponentId | undefined;
  /** Zone or region, as the facts call it. */
  readonly place: string | undefined;
  /** Assumptions whose product, in their units, is the unavailability. */
  readonly factors: readonly string[];
  /** True where nothing takes over from what fails: one machine, one copy, one way out. */
  readonly isSingle: boolean;
  /** Lines that lower it: what gates, undoes or limits a bad release. */
  readonly evidence?: readonly Evidence[] | undefined;
}

export type CauseKind = 'own' | 'copy' | 'change' | 'switch-over' | 'zone' | 'region' | 'node-group';

/** How a journey fares over a year. */
export interface JourneyAvailability {
  readonly journey: Journey;
  /**
   * Low: 10th percentile in the best reading. Likely: the likely reading at the likely value of every
   * assumption. High: 90th percentile in the worst reading.
   */
  readonly badMinutesPerYear: Estimate;
  /** Only what is certain. */
  readonly certain: Estimate;
  /** Everything that is possible. */
  readonly possible: Estimate;
  /** False where a reading could only be bounded in the budget. */
  readonly isExact: boolean;
  /** What it consists of in the likely reading, the largest first; the parts may overlap. */
  readonly shares: readonly Share[];
}

/** What one cause contributes to a journey. */
export interface Share {
  readonly cause: Cause;
  /** Minutes a year in which it has happened and is decisive (q·B), at the likely values. */
  readonly minutes: number;
  /** Whether it alone stops the journey. */
  readonly isAlone: boolean;
}

/** Something that is not known, on which results hang. */
export interface Question {
  readonly key: string;
  /** `Does checkout stop without payments?` */
  readonly says: string;
  /** What would settle it, as a line to write or a flag. */
  readonly settledBy: string;
  readonly components: readonly ComponentId[];
  readonly journeys: readonly string[];
  /**
   * Minutes a year between the two answers, all journeys together, at the likely values, with everything else
   * in the likely reading.
   */
  readonly minutes: number;
}

/** What is taken away in a what-if. */
export type FailureCase =
  | { readonly kind: 'component'; readonly id: ComponentId }
  | { readonly kind: 'zone' | 'region'; readonly place: string };

export type Effect = 'stops' | 'degrades' | 'survives' | 'unknown';

/** One step of a path from a journey's entry to what failed. */
export interface PathStep {
  readonly component: ComponentId;
  /** How the step before leads to it; empty for the entry. */
  readonly evidence: readonly Evidence[];
}

export interface JourneyEffect {
  readonly journey: string;
  readonly effect: Effect;
  /** Where the effect is `unknown`: what happens if everything that is possible holds. */
  readonly atWorst?: 'stops' | 'degrades' | undefined;
  /** From the entry to what failed, where it stops or degrades, or may. */
  readonly path: readonly PathStep[];
  /** What the effect hangs on, where it is `unknown`; or under which condition it survives. */
  readonly because: readonly string[];
  /** Why the last component of the path fails: `stands in zone eu-west-1a`; absent where it is the case. */
  readonly reason?: FailureReason | undefined;
  /** Components that the journey goes on without, those that are called first. */
  readonly loses: readonly ComponentId[];
  /** What is not known and would decide, the nearest to the entry first. */
  readonly open: readonly OpenPoint[];
}

/** Why a component of a path fails by itself. */
export interface FailureReason {
  readonly says: string;
  readonly evidence: readonly Evidence[];
}

/** Something that is not known, on which the effect of one case hangs. */
export interface OpenPoint {
  /** The same as of a `Question`, where it is one. */
  readonly key: string;
  readonly says: string;
  /** What would settle it, as a line to write or a flag; empty where nobody can say. */
  readonly settledBy: string;
  readonly components: readonly ComponentId[];
  readonly evidence: readonly Evidence[];
}

export interface CaseResult {
  readonly case: FailureCase;
  /** `orders-db`, `zone eu-west-1a`. */
  readonly name: string;
  /** Of journeys that it touches at all; the others survive. */
  readonly journeys: readonly JourneyEffect[];
  /**
   * Minutes a year that would go if what the case takes away never failed by itself, all journeys together.
   * Absent where it has no failures of its own in the model.
   */
  readonly badMinutesPerYear: Estimate | undefined;
  /** Components that certainly fall with it, besides itself. */
  readonly falls: readonly ComponentId[];
  /**
   * Only copies that journeys need, which start elsewhere if they stood there: they are gone for minutes.
   * Empty for a component.
   */
  readonly restarts: readonly ComponentId[];
}

/** A journey that stops with something, in the best reading in which it does. */
export interface Loss {
  readonly journey: string;
  readonly reading: Reading;
  /** From the entry to what falls first. */
  readonly path: readonly PathStep[];
  /** What falls on the way of the failure before anything that it asks has fallen. */
  readonly first: readonly ComponentId[];
}

/** A quantity in one reading: at the likely value of every assumption, and in each draw of all of them. */
export interface Spread {
  readonly likely: number;
  /** One value for each draw; the same place is the same draw in every model. */
  readonly drawn: Float64Array;
}

/** A quantity in every reading. */
export type Spreads = Readonly<Record<Reading, Spread>>;

/** The lines of arithmetic of what a case contributes to one journey, at the likely values. */
export interface JourneySteps {
  readonly journey: string;
  readonly steps: readonly Step[];
}

/** One journey as a fault tree that anybody can solve, in the likely reading at the likely values. */
export interface JourneyModel {
  /** Only what its top asks; without circles. */
  readonly tree: FaultTree;
  readonly top: string;
  /** What its gates and events are called for people. */
  readonly labels: ReadonlyMap<string, string>;
}

/** The smallest sets of causes that stop a journey, in the likely reading. */
export interface CauseSets {
  /** How many there are; a decimal text where a number cannot hold it. */
  readonly total: number | string;
  /** How many have one cause, two, …; `byOrder[0]` counts those of one. */
  readonly byOrder: readonly (number | string)[];
  /** The most probable ones. */
  readonly top: readonly { readonly causes: readonly Cause[]; readonly minutes: number }[];
  /** False where not all could be found. */
  readonly isComplete: boolean;
}

/** What the availability model answers. Everything is made when it is first asked for. */
export interface Availability {
  readonly journeys: readonly JourneyAvailability[];
  readonly causes: readonly Cause[];
  /** Zones and regions that the model has events for. */
  readonly places: readonly {
    readonly kind: 'zone' | 'region';
    readonly place: string;
    readonly says: string;
  }[];
  whatIf(wanted: FailureCase): CaseResult;
  /** How the minutes of a case come about, by journey; empty where it adds none in the likely reading. */
  arithmetic(wanted: FailureCase): readonly JourneySteps[];
  /** The fault tree of a journey; undefined where there is no such journey. */
  model(journey: string): JourneyModel | undefined;
  /** Minimal cut sets of a journey, the most probable listed; undefined where there is no such journey. */
  cutSets(journey: string, options: { readonly limit: number }): CauseSets | undefined;
  /** Journeys that stop when this alone is lost, with the way there in the reading in which they do. */
  losses(wanted: FailureCase): readonly Loss[];
  /** Minutes a year of one of its journeys in every draw; without these events, as if they never happened. */
  spreads(journey: Journey, without?: ReadonlySet<string>): Spreads;
  /** The lines of arithmetic of one journey, or of what these components contribute to it. */
  derivation(journey: string, ids?: readonly ComponentId[]): readonly Step[];
  /** Unknowns that keep the readings apart, those that move most minutes first; ties by key. */
  questions(): readonly Question[];
}
