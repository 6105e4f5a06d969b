import type { SourceRange } from './location.ts';

/** Something wrong with, or worth saying about, the user's input. The audit goes on. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'note';
  /** kebab-case, stable: `hcl-syntax`, `outside-boundary`, `too-many-instances`. */
  readonly code: string;
  /** What, where and what to do, in one or two sentences. Never holds a secret. */
  readonly message: string;
  readonly at?: SourceRange | undefined;
}
