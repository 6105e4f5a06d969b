import type { Component, Stated } from '../core/component.ts';
import type { Evidence } from '../core/finding.ts';
import type { Remedy } from '../core/remedy.ts';
import type { NotApplicable, Passed, Undecided } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';

export const pass: Passed = { status: 'pass' };

/** The rule has nothing to ask here, and why. */
export function notApplicable(why: string): NotApplicable {
  return { status: 'not-applicable', why };
}

/** What would have to be known to decide. */
export function unknown(...because: readonly Unknown[]): Undecided {
  return { status: 'unknown', because };
}

/**
 * A fact as a line of proof: `says`, at the first line that states it, with the documentation of a default.
 */
export function evidenceOf(fact: Stated<unknown>, says: string): Evidence {
  const suffix = fact.origin === 'default' ? ' (default)' : '';
  return { says: `${says}${suffix}`, at: fact.at[0], source: fact.source };
}

/** The attribute that states a fact, as people write it: `cluster_config.zone_awareness_enabled`. */
export function attributeOf(fact: Stated<unknown>): string {
  return (fact.at[0]?.path ?? []).filter((step) => typeof step === 'string').join('.');
}

/** A switch as people say it: `multi_az is off`, or what the source says instead. */
export function switchWords(fact: Stated<boolean>, state: 'on' | 'off'): string {
  return fact.says ?? `${attributeOf(fact)} is ${state}`;
}

/** A fact with a plain value as a line of proof: `multi_az = false (default)`. */
export function valueEvidence(fact: Stated<boolean | number | string>): Evidence {
  if (fact.says !== undefined) return evidenceOf(fact, fact.says);
  const shown = Unknown.is(fact.value) ? 'unknown' : String(fact.value);
  const attribute = attributeOf(fact);
  return evidenceOf(fact, attribute === '' ? shown : `${attribute} = ${shown}`);
}

/** The remedies that the component has by these names, in this order. */
export function remediesOf(component: Component, ...names: readonly string[]): readonly Remedy[] {
  return names.flatMap((name) => component.remedies[name] ?? []);
}
