import type { ComponentKind } from './component.ts';
import type { DependencyKind, DependencyStrength } from './dependency.ts';
import type { Place, ReportedEvidence } from './report.ts';

/** The system as a person would draw it: plumbing is drawn through, what belongs together is one box. */
export interface Architecture {
  /** The path as the user gave it. */
  readonly target: string;
  readonly environment: string;
  /** What was asked for, where that is a part: `journey checkout`. */
  readonly focus: string | undefined;
  readonly boxes: readonly Box[];
  /** What boxes stand in; a container comes before those inside it. */
  readonly containers: readonly Container[];
  readonly arrows: readonly Arrow[];
  /** Numbered from 1 on; those that reach nearly nothing have no number and stand last. */
  readonly journeys: readonly DrawnJourney[];
  readonly zones: readonly DrawnZone[];
  readonly leftOut: LeftOut;
}

/** A kind of components, or a clock that calls others. */
export type BoxKind = ComponentKind | 'schedule';

/** One thing in the picture: a component with what belongs to it, or several that are alike. */
export interface Box {
  readonly id: string;
  /** `other` for a pile of several kinds. */
  readonly kind: BoxKind;
  /** Of an application the name of its main part; empty for a pile. */
  readonly name: string;
  /** Terraform type, or kind of the object, for wording. */
  readonly type: string;
  /** `aurora-postgresql`. */
  readonly engine: string | undefined;
  readonly container: string | undefined;
  /** True for what users come in through. */
  readonly isEntry: boolean;
  /** True for what nothing here gives a meaning. */
  readonly isUnknown: boolean;
  /** Instances, tasks or pods. Absent where nothing can be said. */
  readonly size: BoxSize | undefined;
  readonly zones: BoxZones | undefined;
  readonly owner: string | undefined;
  /** Alarms on it; absent where nothing can be said of them. */
  readonly alarms: BoxAlarms | undefined;
  /** Pipelines and controllers that bring changes to it. */
  readonly broughtBy: readonly string[];
  /** `reads secret orders-db`, `acts as role orders`: what belongs to it without being drawn. */
  readonly notes: readonly string[];
  readonly declaredAt: readonly Place[];
  /** What it stands for, where that is more than one thing. Members of one cluster do not count. */
  readonly stands: readonly StandsFor[];
  /** How many applications, releases each, a pile of such stands for. */
  readonly applications: number | undefined;
  /** Ids of drawn boxes that stop with it, over dependencies known to be hard. */
  readonly stops: readonly string[];
  /** Ids of further drawn boxes that may stop: on the way, a strength is not known. */
  readonly mayStop: readonly string[];
}

export interface BoxSize {
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** How many zones, and which. `names` holds ids of drawn zones; empty where names are not known. */
export interface BoxZones {
  readonly names: readonly string[];
  readonly atLeast: number;
  /** Undefined: not known. */
  readonly atMost: number | undefined;
}

export interface BoxAlarms {
  readonly names: readonly string[];
  /** True when there may be others. */
  readonly mayBeMore: boolean;
}

export interface StandsFor {
  readonly name: string;
  readonly kind: ComponentKind;
  readonly place: Place | undefined;
}

/** A frame around boxes. */
export interface Container {
  readonly id: string;
  readonly kind: ContainerKind;
  /** `vpc shop`, `namespace orders`. */
  readonly name: string;
  readonly parent: string | undefined;
}

export type ContainerKind = 'stack' | 'project' | 'region' | 'network' | 'cluster' | 'namespace' | 'zone';

/** `from` needs `to`, directly or through what is not drawn. */
export interface Arrow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kinds: readonly DependencyKind[];
  readonly strength: DependencyStrength | 'unknown';
  readonly grade: 'A' | 'B' | 'C' | 'D';
  /** True where only permissions, or settings taken in whole, say that it may be. */
  readonly isCandidate: boolean;
  /** Names of what it leads through. */
  readonly through: readonly string[];
  readonly evidence: readonly ReportedEvidence[];
}

export interface DrawnJourney {
  /** Undefined for one that reaches nearly nothing. */
  readonly number: number | undefined;
  readonly name: string;
  readonly boxes: readonly string[];
  /** The part of `boxes` without which it stops. */
  readonly needs: readonly string[];
  readonly arrows: readonly string[];
}

/** A zone as it is marked on boxes: `a` for `eu-west-1a`. */
export interface DrawnZone {
  readonly id: string;
  readonly mark: string;
  /** `eu-west-1a`, or what is known of a zone without a name. */
  readonly label: string;
}

/** What the picture does not show. */
export interface LeftOut {
  /** Boxes that stand behind `12 more …`. */
  readonly collapsed: number;
  /** Load generators and test clients. */
  readonly testers: number;
  /** Dependencies that are only possible. */
  readonly candidates: number;
  /** Calls of modules whose code is not here. */
  readonly closedModules: number;
}
