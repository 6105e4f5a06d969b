import type { Stated } from '../core/component.ts';
import type { Evidence } from '../core/finding.ts';
import type { NotApplicable, Passed, Undecided } from '../core/rule.ts';
import type { Unknown } from '../core/value.ts';

export const pass: Passed = { status: 'pass' };

export function notApplicable(why: string): NotApplicable {
  return { status: 'not-applicable', why };
}

export function unknown(...because: readonly Unknown[]): Undecided {
  return { status: 'unknown', because };
}

/** A fact as a line of proof: `says`, at the first line that states it, with the documentation of a default. */
export function evidenceOf(fact: Stated<unknown>, says: string): Evidence {
  const suffix = fact.origin === 'default' ? ' (default)' : '';
  return { says: `${says}${suffix}`, at: fact.at[0], source: fact.source };
}
