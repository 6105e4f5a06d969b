import type { Assumption } from './assumption.ts';
import type { CauseKind } from './availability.ts';
import type { ComponentKind } from './component.ts';
import type { Estimate } from './estimate.ts';
import type { ConsequenceModel, Finding } from './finding.ts';
import type { ComponentId, FindingId, RuleId, StackId } from './id.ts';
import type { EnvironmentClaim, NotRead } from './resource.ts';

/** A place for people and machines: lines and columns start at 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
}

export interface ReportedEvidence {
  readonly says: string;
  readonly place: Place | undefined;
  /** Further lines the value came through: module calls, locals, variable files. */
  readonly through: readonly Place[];
  readonly source: string | undefined;
}

export interface ReportedSubject {
  readonly id: ComponentId;
  readonly name: string;
  readonly kind: ComponentKind;
  readonly address: string | undefined;
  readonly place: Place | undefined;
}

export interface ReportedFinding extends Omit<Finding, 'evidence' | 'subjects' | 'because'> {
  /** The number on screen, valid for this run. */
  readonly number: number;
  readonly consequence: ConsequenceModel;
  readonly evidence: readonly ReportedEvidence[];
  readonly subjects: readonly ReportedSubject[];
  /** Why it cannot be decided and what would settle it; only for unknown. */
  readonly because: readonly {
    readonly reason: string;
    readonly detail: string;
    readonly settledBy: string | undefined;
  }[];
  /** The line to read first. */
  readonly place: Place | undefined;
  /** Every address in the evidence. */
  readonly resources: readonly string[];
  /** Set when an inline comment of another tool accepts it there: `checkov:skip=CKV_AWS_157`. */
  readonly acceptedElsewhere: readonly {
    readonly tool: string;
    readonly text: string;
    readonly place: Place;
  }[];
  readonly accepted: AcceptedBy | undefined;
  /** True when a baseline or the base revision already holds it. */
  readonly known: boolean;
}

export interface AcceptedBy {
  readonly how: 'file' | 'inline';
  readonly reason: string;
  readonly until: string;
  readonly by: string | undefined;
  readonly place: Place;
}

export interface AcceptProblem {
  /** `partial`: it covers some subjects of a finding only, so the finding still counts. */
  readonly kind: 'expired' | 'unused' | 'invalid' | 'partial';
  readonly message: string;
  readonly place: Place;
}

export interface RuleTally {
  readonly id: RuleId;
  readonly title: string;
  readonly fail: number;
  readonly pass: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly error: number;
}

export interface StackSummary {
  readonly id: StackId;
  readonly kind: string;
  readonly root: string;
  readonly workspace: string;
  readonly variableFiles: readonly string[];
  readonly environments: readonly EnvironmentClaim[];
  readonly chosen: boolean;
  /** True for an example or a test, which nobody deploys as it stands. */
  readonly isSample: boolean;
  /** Why it is part of the view, or why not. */
  readonly because: string;
  readonly alternatives: readonly StackId[];
  /** Who deploys it, as they call themselves. */
  readonly deployers: readonly string[];
  /** What to write to correct the choice. */
  readonly correctWith: string;
  readonly resources: number;
  readonly unknownExpansions: number;
}

/** Inputs that would settle the most unknowns, best first. */
export interface SettlingInput {
  readonly input: string;
  readonly unknowns: number;
}

export interface Coverage {
  readonly files: number;
  readonly stacks: number;
  readonly stacksChosen: number;
  readonly resources: number;
  readonly resourcesWithUnknowns: number;
  readonly components: number;
  readonly opaqueComponents: number;
  readonly modules: {
    readonly local: number;
    readonly vendored: number;
    readonly mapped: number;
    readonly opaque: number;
  };
  readonly unknownExpansions: number;
  readonly settling: readonly SettlingInput[];
  /** Findings of environments that were not selected. */
  readonly hiddenFindings: number;
  readonly environment: string;
}

export interface ReportedDiagnostic {
  readonly severity: 'error' | 'warning' | 'note';
  readonly code: string;
  readonly message: string;
  readonly place: Place | undefined;
}

/** A rule that threw: our mistake, never hidden. */
export interface RuleError {
  readonly rule: RuleId;
  readonly component: ComponentId;
  readonly message: string;
}

/** What users reach through an entry, by name. */
export interface JourneySummary {
  readonly name: string;
  /** What runs or keeps something, sorted. */
  readonly parts: readonly string[];
  readonly isDeclared: boolean;
}

/** What stops users, over all findings. */
export interface Outlook {
  /** The one thing to mend first; absent where nothing that is written here stops a journey by itself. */
  readonly weakLink: WeakLink | undefined;
  /** Names of all journeys, also of those that reach one part only. */
  readonly journeys: readonly string[];
  /** The single part that costs most minutes at assumed rates; only where there is no weak link. */
  readonly nearest: Nearest | undefined;
  /** Bad minutes a year of all journeys; absent where there are none. */
  readonly expected: Estimate | undefined;
  /** The part of these that each kind of cause has, at the likely values, the largest first. */
  readonly shares: readonly { readonly cause: CauseKind; readonly share: number }[];
  /** Unknowns that move most minutes, the most decisive first. */
  readonly questions: readonly AskedFirst[];
  /** What the remedies of tier 1 take away together; less than their sum where they overlap. */
  readonly tierOne: Estimate | undefined;
  /** Only where no journey was found: what most others need, and how to declare a journey. */
  readonly noJourney: NoJourneyNote | undefined;
}

export interface WeakLink {
  /** One sentence: what stops, and what stops with it. */
  readonly says: string;
  readonly minutes: Estimate;
  readonly finding: FindingId;
  /** The question on which it hangs; absent where it is certain. */
  readonly hangsOn: string | undefined;
}

/** A part that stops a journey by itself, and about which no rule has anything to say. */
export interface Nearest {
  /** `orders-lb does not answer`. */
  readonly says: string;
  readonly journeys: readonly string[];
  readonly minutes: number;
  readonly place: Place | undefined;
}

/** An unknown whose answer moves minutes. */
export interface AskedFirst {
  readonly says: string;
  readonly settledBy: string;
  readonly minutes: number;
  readonly journeys: readonly string[];
  /** Whether the answer could change the order of the tiers: it is about what one of them mends. */
  readonly mayReorder: boolean;
}

export interface NoJourneyNote {
  readonly hub:
    | { readonly name: string; readonly users: readonly string[]; readonly place: Place | undefined }
    | undefined;
  /** A component to write as the entry of a journey; undefined where none suggests itself. */
  readonly entry: string | undefined;
  /** What runs or keeps something here, by name. */
  readonly parts: readonly string[];
}

/** Everything an output may print. Renderers read nothing else. */
export interface Report {
  readonly version: string;
  readonly edition: string;
  /** The date the audit takes as today. */
  readonly asOf: string;
  /** The path that was audited, as the user gave it. */
  readonly target: string;
  readonly findings: readonly ReportedFinding[];
  readonly rules: readonly RuleTally[];
  readonly ruleErrors: readonly RuleError[];
  readonly stacks: readonly StackSummary[];
  /** Entries through which users reach more than one part of the system, the largest first. */
  readonly journeys: readonly JourneySummary[];
  readonly outlook: Outlook;
  readonly coverage: Coverage;
  readonly notRead: readonly NotRead[];
  readonly diagnostics: readonly ReportedDiagnostic[];
  readonly acceptProblems: readonly AcceptProblem[];
  /** What the figures of its journeys rest on, sorted by name; empty where there are none. */
  readonly assumptions: readonly Assumption[];
}
