import type { Place } from './report.ts';

/** A person's word that a finding is taken as it is, until a day. */
export interface Accept {
  readonly how: 'file' | 'inline';
  /** As written; `invalid` where no such rule exists. */
  readonly rule: string;
  /** For file accepts: what it holds for, a pattern over names, addresses, ids and files. */
  readonly on: string | undefined;
  readonly reason: string;
  /** The last day it holds: `2027-03-31`. */
  readonly until: string;
  readonly by: string | undefined;
  /** Where it is written. */
  readonly place: Place;
  /** For comments: the line of code the comment stands above, or its own line. */
  readonly anchor: number | undefined;
}

/** A comment that tells another tool to be silent. Shown, never honoured. */
export interface AcceptElsewhere {
  readonly tool: string;
  /** As written: `checkov:skip=CKV_AWS_157:single zone by design`. */
  readonly text: string;
  readonly place: Place;
  readonly anchor: number;
}

/** A correction of what was inferred: these stacks belong to this environment. */
export interface EnvironmentCorrection {
  readonly name: string;
  /** Patterns; a stack must match each that is given. */
  readonly stack: string | undefined;
  readonly root: string | undefined;
  readonly variables: string | undefined;
  readonly place: Place;
}
