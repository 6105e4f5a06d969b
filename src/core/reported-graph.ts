import type { Component } from './component.ts';
import type { Dependency } from './dependency.ts';
import type { Place, ReportedEvidence } from './report.ts';

/** The one graph as it is printed: what one environment holds, with lines in the place of offsets. */
export interface ReportedGraph {
  readonly target: string;
  readonly environment: string;
  readonly components: readonly ReportedComponent[];
  /** Candidates stand behind the dependencies, marked. */
  readonly dependencies: readonly ReportedDependency[];
  readonly journeys: readonly ReportedJourney[];
}

export interface ReportedComponent extends Pick<Component, 'id' | 'kind' | 'name' | 'type' | 'facts'> {
  readonly environments: readonly string[];
  readonly owner: string | undefined;
  readonly stack: string | undefined;
  readonly address: string | undefined;
  readonly declaredAt: readonly Place[];
}

export interface ReportedDependency extends Omit<Dependency, 'evidence'> {
  readonly evidence: readonly ReportedEvidence[];
}

export interface ReportedJourney {
  readonly name: string;
  readonly entries: readonly string[];
  readonly reaches: readonly string[];
  readonly needs: readonly string[];
  readonly isSmall: boolean;
  readonly isDeclared: boolean;
}
