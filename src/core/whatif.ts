import type { Effect, FailureCase, Question } from './availability.ts';
import type { ComponentKind } from './component.ts';
import type { Estimate } from './estimate.ts';
import type { ComponentId } from './id.ts';
import type { Step } from './impact.ts';
import type { Place, ReportedEvidence } from './report.ts';

/** What `whatif` answers: one case told, or the table of all of them. */
export interface WhatIfReport {
  readonly target: string;
  readonly environment: string;
  readonly journeys: readonly WhatIfJourney[];
  readonly cases: readonly WhatIfCase[];
  /** False where the user asked for a case. */
  readonly isTable: boolean;
  /** By journey, for the table; empty where the user asked for a case. */
  readonly cutSets: readonly WhatIfCutSets[];
  /** What is not known and moves most minutes, the most first. */
  readonly questions: readonly Pick<Question, 'key' | 'says' | 'settledBy' | 'journeys' | 'minutes'>[];
  /** What a growth of traffic meets first; absent where it was not asked for. */
  readonly traffic: WhatIfTraffic | undefined;
  /** The same cases with the files of another design laid over; absent where it was not asked for. */
  readonly overlay: WhatIfOverlay | undefined;
}

/** One journey with everything there. */
export interface WhatIfJourney {
  readonly name: string;
  readonly entry: Place | undefined;
  readonly badMinutesPerYear: Estimate;
  readonly isExact: boolean;
  /** True where it reaches nothing that runs or keeps something: nothing that fails can stop it here. */
  readonly isEmpty: boolean;
}

/** The smallest sets of causes that stop a journey, in the likely reading. */
export interface WhatIfCutSets {
  readonly journey: string;
  readonly total: number | string;
  /** How many have one cause, two, … */
  readonly byOrder: readonly (number | string)[];
  /** The most probable ones: what happens, and the product of the probabilities in minutes a year. */
  readonly top: readonly { readonly causes: readonly string[]; readonly minutes: number }[];
  readonly isComplete: boolean;
}

export interface WhatIfComponent {
  readonly id: ComponentId;
  readonly name: string;
  readonly kind: ComponentKind;
  readonly address: string | undefined;
  readonly place: Place | undefined;
}

/** One step from a journey's entry to what failed. */
export interface WhatIfStep extends WhatIfComponent {
  /** How the step before leads to it; empty for the entry. */
  readonly evidence: readonly ReportedEvidence[];
}

export interface WhatIfEffect {
  readonly name: string;
  readonly effect: Effect;
  /** Where the effect is unknown: what happens if everything that is possible holds. */
  readonly atWorst: 'stops' | 'degrades' | undefined;
  readonly path: readonly WhatIfStep[];
  /** Why the last step fails; absent where it is the case itself. */
  readonly reason: { readonly says: string; readonly evidence: readonly ReportedEvidence[] } | undefined;
  readonly because: readonly string[];
  readonly loses: readonly WhatIfComponent[];
  readonly open: readonly WhatIfOpenPoint[];
}

/** Something that is not known and would decide. */
export interface WhatIfOpenPoint {
  readonly key: string;
  readonly says: string;
  readonly settledBy: string;
  readonly evidence: readonly ReportedEvidence[];
}

export interface WhatIfCase {
  /** As the user would ask for it: `orders-db`, `zone=eu-west-1a`. */
  readonly asked: string;
  readonly wanted: FailureCase;
  /** `orders-db`, `zone eu-west-1a`. */
  readonly name: string;
  readonly component: WhatIfComponent | undefined;
  /** Every journey, those that survive included. */
  readonly journeys: readonly WhatIfEffect[];
  /** Absent where nothing of it fails by itself in the model. */
  readonly badMinutesPerYear: Estimate | undefined;
  readonly arithmetic: readonly { readonly journey: string; readonly steps: readonly Step[] }[];
  readonly falls: readonly WhatIfComponent[];
  readonly restarts: readonly WhatIfComponent[];
  readonly shortfalls: readonly WhatIfReckoning[];
  /** What else a reader should know: why it touches nothing, what it stands for. */
  readonly notes: readonly string[];
}

/** A verdict about capacity with its arithmetic. */
export interface WhatIfReckoning {
  readonly kind: string;
  readonly component: WhatIfComponent;
  readonly says: string;
  readonly terms: readonly WhatIfTerm[];
  readonly isCertain: boolean;
  readonly hangsOn: readonly { readonly says: string; readonly settledBy: string | undefined }[];
}

export interface WhatIfTerm {
  readonly says: string;
  /** Undefined where it is not known. */
  readonly value: number | undefined;
  readonly unit: string;
  readonly place: Place | undefined;
  readonly source: string | undefined;
}

export interface WhatIfTraffic {
  readonly factor: number;
  readonly bottlenecks: readonly (WhatIfReckoning & {
    /** Traffic, as a multiple of today's, up to which it carries; undefined where that is not known. */
    readonly carriesUpTo: number | undefined;
  })[];
}

/** What another design changes. */
export interface WhatIfOverlay {
  readonly folder: string;
  /** Files that it replaces, and files that it adds. */
  readonly replaced: readonly string[];
  readonly added: readonly string[];
  readonly journeys: readonly WhatIfChange[];
  /** Cases of either design, with the effect on each journey before and after. */
  readonly cases: readonly WhatIfCaseChange[];
}

/** A journey before and after; absent on one side where it is not there. */
export interface WhatIfChange {
  readonly name: string;
  readonly before: Estimate | undefined;
  readonly after: Estimate | undefined;
}

export interface WhatIfCaseChange {
  readonly asked: string;
  readonly name: string;
  readonly before: WhatIfCase | undefined;
  readonly after: WhatIfCase | undefined;
  /** By what it does to journeys; `same` where only minutes differ. */
  readonly verdict: 'better' | 'worse' | 'mixed' | 'same' | 'new' | 'gone';
}
