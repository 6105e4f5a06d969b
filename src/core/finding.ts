import type { ComponentId, FindingId, RuleId } from './id.ts';
import type { Impact } from './impact.ts';
import type { Location, SourceRange } from './location.ts';
import type { Remedy } from './remedy.ts';
import type { Unknown } from './value.ts';

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** One line of proof: what is stated, and where. */
export interface Evidence {
  /** A short clause with the evaluated value: `multi_az = false (default)`. Never holds a secret. */
  readonly says: string;
  /** Logical place; the report turns it into file and line through the loader's trace. */
  readonly at?: Location | undefined;
  /** Physical place, for facts about text. */
  readonly range?: SourceRange | undefined;
  /** Documentation that states a default. */
  readonly source?: string | undefined;
}

export type ConsequenceModel =
  | 'availability'
  | 'change-failure'
  | 'waste'
  | 'exposure'
  | 'data-loss'
  | 'toil'
  | 'capacity'
  | 'none';

/** Where a finding stands in the list. */
export interface Standing {
  readonly kind: 'must-do' | 'tier' | 'unpriced' | 'hygiene';
  readonly tier?: number | undefined;
}

/** A finding after grouping: one cause, its subjects, its evidence. */
export interface Finding {
  readonly id: FindingId;
  readonly rule: RuleId;
  readonly status: 'fail' | 'unknown';
  readonly title: string;
  /** The consequence with the component's name, one sentence. For unknowns: the question. */
  readonly problem: string;
  readonly severity: Severity;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly standing: Standing;
  readonly subjects: readonly ComponentId[];
  readonly evidence: readonly Evidence[];
  /** What would settle it, for unknowns. */
  readonly because: readonly Unknown[];
  readonly remedies: readonly Remedy[];
  /** What the remedy changes; absent where nothing is priced. */
  readonly impact?: Impact | undefined;
  readonly environments: readonly string[];
  /** Rules that saw the same cause and stayed silent. */
  readonly alsoMatches: readonly RuleId[];
  /** The origin address that names the cause; part of the id. */
  readonly origin: string;
  /** Which of several outcomes of the rule on one component it is: `zone:eu-west-1a`. */
  readonly key?: string | undefined;
}
