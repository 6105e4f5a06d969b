import type { Unknown, UnknownReason } from '../../../core/value.ts';
import type { Num } from './number.ts';
import type { Type } from './type.ts';
import { measured } from './size.ts';
import { listOf, mapOf, objectOf, tupleOf } from './type.ts';

/** What is certain about an unknown value: terraform calls these refinements. */
export interface Refinement {
  readonly notNull?: boolean | undefined;
  readonly prefix?: string | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
}

/**
 * The content of a value that is not known, with its cause (core's `Unknown`: reason, references, what
 * settles it).
 */
export interface UnknownContent {
  readonly unknown: true;
  readonly cause: Unknown;
  readonly refinement: Refinement | undefined;
}

/**
 * The content of a value, by its type: `null` for null of any type; a string, boolean or `Num`;
 * an array for lists, tuples and sets (sets hold distinct elements in terraform's iteration order);
 * a `Map` in code-unit order of keys for maps and objects.
 */
export type Content =
  | null
  | string
  | boolean
  | Num
  | readonly TfValue[]
  | ReadonlyMap<string, TfValue>
  | UnknownContent;

/**
 * A Terraform value: type, content and whether it is marked sensitive (at this level; elements carry their
 * own marks).
 */
export interface TfValue {
  readonly type: Type;
  readonly content: Content;
  readonly sensitive: boolean;
}

/** An error of evaluation, as terraform would raise it. Caught per argument; `try` and `can` catch it too. */
export class EvaluationError extends Error {
  /** What an unknown value that stands for the failed one gives as its reason. */
  readonly reason: UnknownReason;

  constructor(message: string, reason: UnknownReason = 'evaluation-error') {
    // Programs raise thousands of these inside `try`; nobody reads their stacks, and recording them costs 5 %
    // of a load.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = limit;
    this.reason = reason;
  }
}

/** Whether a content stands for something unknown. */
export function isUnknownContent(content: Content): content is UnknownContent {
  return typeof content === 'object' && content !== null && 'unknown' in content;
}

/** Whether the value itself (not an element of it) is unknown. */
export function isUnknown(value: TfValue): boolean {
  return isUnknownContent(value.content);
}

/** The cause, when the value itself (not an element of it) is unknown. */
export function unknownCause(value: TfValue): Unknown | undefined {
  return isUnknownContent(value.content) ? value.content.cause : undefined;
}

/** Whether the value is null. */
export function isNull(value: TfValue): boolean {
  return value.content === null;
}

// Every code point below U+0300 is in normal form C already.
const MAY_NEED_NORMALIZING = /[\u0300-\uffff]/;

/** A value without mark. */
export function make(type: Type, content: Content): TfValue {
  return { type, content, sensitive: false };
}

// As long as the longest file that is read, with room for what is put around it.
const LONGEST_TEXT = 16_000_000;
const MOST_PARTS = 1_000_000;
const MOST_LEVELS = 400;

/** A string; terraform keeps every text in Unicode's normal form C. */
export function string(text: string): TfValue {
  if (text.length > LONGEST_TEXT) {
    throw new EvaluationError('a text would have more than 16 million characters', 'limit');
  }
  return make('string', MAY_NEED_NORMALIZING.test(text) ? text.normalize('NFC') : text);
}

/** A boolean. */
export function bool(value: boolean): TfValue {
  return make('bool', value);
}

/** A number. */
export function number(value: Num): TfValue {
  return make('number', value);
}

/** Null of a type. */
export function nullOf(type: Type): TfValue {
  return make(type, null);
}

/** An unknown value of a type. */
export function unknownOf(type: Type, cause: Unknown, refinement?: Refinement): TfValue {
  return make(type, { unknown: true, cause, refinement });
}

/** A tuple; its type follows from its elements. */
export function tuple(elements: readonly TfValue[]): TfValue {
  return bounded(make(tupleOf(elements.map((element) => element.type)), elements));
}

/** An object; the entries are put in code-unit order. */
export function object(entries: Iterable<readonly [string, TfValue]>): TfValue {
  const sorted = new Map([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  return bounded(make(objectOf(new Map([...sorted].map(([key, value]) => [key, value.type]))), sorted));
}

/** A list whose elements already have the element type. */
export function list(element: Type, elements: readonly TfValue[]): TfValue {
  return bounded(make(listOf(element), elements));
}

/** A map whose values already have the element type; the entries are put in code-unit order. */
export function map(element: Type, entries: Iterable<readonly [string, TfValue]>): TfValue {
  const sorted = new Map([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  return bounded(make(mapOf(element), sorted));
}

/** Values beyond these sizes are mistakes or attacks; whoever walks through a value relies on them. */
function bounded(value: TfValue): TfValue {
  const { parts, levels } = measured(value.content);
  if (parts > MOST_PARTS) throw new EvaluationError('a value would have more than a million parts', 'limit');
  if (levels > MOST_LEVELS) {
    throw new EvaluationError(`lists and maps are nested more than ${MOST_LEVELS} levels deep`, 'limit');
  }
  return value;
}

/** The same value with or without the mark. */
export function withSensitive(value: TfValue, sensitive: boolean): TfValue {
  return sensitive === value.sensitive ? value : { ...value, sensitive };
}

/** The same value, marked sensitive when any of the sources is. */
export function marked(value: TfValue, ...sources: readonly TfValue[]): TfValue {
  return value.sensitive || !sources.some((source) => source.sensitive)
    ? value
    : { ...value, sensitive: true };
}
