import type { Estimate } from './estimate.ts';
import type { StackId } from './id.ts';
import type { Location } from './location.ts';
import type { Data } from './value.ts';

/** The text that another attribute of the same resource is written as, with something behind it. */
export interface WrittenAs {
  readonly writtenAs: readonly (string | number)[];
  readonly suffix: string;
}

/** A number that is a multiple of another attribute of the same resource, whatever that is written as. */
export interface TimesOf {
  readonly timesOf: readonly (string | number)[];
  readonly factor: number;
}

/** What an intent sets: a value, an expression of the source language, or made of another attribute. */
export type SetValue = Data | { readonly expression: string } | WrittenAs | TimesOf;

/** Whether a value is meant as it stands. */
export function isPlainValue(value: SetValue): value is Data {
  if (typeof value !== 'object' || value === null) return true;
  return !('expression' in value || 'writtenAs' in value || 'timesOf' in value);
}

/** Whether a value is an expression of the source language. */
export function isExpression(value: SetValue): value is { readonly expression: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'expression' in value &&
    typeof value.expression === 'string'
  );
}

/** Whether a value is the text of another attribute. */
export function isWrittenAs(value: SetValue): value is WrittenAs {
  return typeof value === 'object' && value !== null && 'writtenAs' in value && 'suffix' in value;
}

/** Whether a value is a multiple of another attribute. */
export function isTimesOf(value: SetValue): value is TimesOf {
  return typeof value === 'object' && value !== null && 'timesOf' in value && 'factor' in value;
}

/** A change of what is written, in terms of resources. */
export type Intent =
  | {
      readonly op: 'set';
      readonly at: Location;
      readonly value: SetValue;
    }
  | { readonly op: 'remove'; readonly at: Location }
  | { readonly op: 'add'; readonly stack: StackId; readonly resource: NewResource };

export interface NewResource {
  readonly type: string;
  readonly name: string;
  readonly attributes: { readonly [name: string]: Data | { readonly expression: string } };
}

/** A way out of a finding. Advice has no intents. */
export interface Remedy {
  /** Imperative, one line: `Set multi_az = true`. */
  readonly title: string;
  /** `safe` only if applying it cannot change behaviour anyone relies on. */
  readonly safety: 'safe' | 'review';
  /** What the edit touches or costs beside what is wanted. */
  readonly caution?: string | undefined;
  readonly intents: readonly Intent[];
  readonly effortDays?: Estimate | undefined;
}
