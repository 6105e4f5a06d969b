import type { DependencyStrength } from './dependency.ts';
import type { Place } from './report.ts';

/** What the configuration says about the system, beside what the files say. */
export interface Declared {
  readonly services: readonly DeclaredService[];
  readonly dependencies: readonly DeclaredDependency[];
  readonly journeys: readonly DeclaredJourney[];
}

/** A name that people use, and the components it stands for. */
export interface DeclaredService {
  readonly name: string;
  /** Patterns over names, addresses and ids. */
  readonly match: readonly string[];
  readonly owner: string | undefined;
  /** Requests a second at the busiest time. */
  readonly peakRps?: number | undefined;
  /** Requests a second that one copy serves. */
  readonly rpsPerReplica?: number | undefined;
  readonly place: Place;
}

export interface DeclaredDependency {
  readonly from: string;
  readonly to: string;
  /** `none`: there is no such dependency, whatever the files seem to say. */
  readonly strength: DependencyStrength | 'none' | undefined;
  readonly place: Place;
}

export interface DeclaredJourney {
  readonly name: string;
  readonly entry: string;
  readonly through: readonly string[];
  /** A promise of availability, in percent. */
  readonly sloPercent: number | undefined;
  readonly place: Place;
}

/** Nothing is declared. */
export const nothingDeclared: Declared = { services: [], dependencies: [], journeys: [] };
