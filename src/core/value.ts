import type { ResourceId } from './id.ts';

/** Why a value cannot be known. Every kind has one way to settle it. */
export type UnknownReason =
  | 'variable-without-value'
  | 'computed-attribute'
  | 'data-source'
  | 'remote-state'
  | 'module-not-opened'
  | 'impure-function'
  | 'provider-function'
  | 'file-not-readable'
  | 'unknown-expansion'
  | 'evaluation-error'
  | 'not-in-inputs'
  | 'rule-question'
  | 'limit';

/** One attribute of one resource, named where a value could not be known but its source could. */
export interface Reference {
  readonly resource: ResourceId;
  /**
   * Attribute path inside the resource: `['id']`, `['endpoint', 0, 'address']`. Empty: the whole resource.
   */
  readonly path: readonly (string | number)[];
}

/** What is known of a text whose whole is not: its pieces, or the value that was encoded as JSON. */
export type PartialText =
  | {
      readonly kind: 'parts';
      readonly parts: readonly (string | Unknown)[];
      /** True when no known piece comes from a sensitive value, although the text as a whole is sensitive. */
      readonly holdsNoSecret?: boolean | undefined;
    }
  | { readonly kind: 'json'; readonly value: Data };

export interface UnknownInit {
  readonly reason: UnknownReason;
  /** One clause for people: `var.vpc_id has no value`. */
  readonly detail: string;
  /** What the user could supply: `--var vpc_id=…`. */
  readonly settledBy?: string | undefined;
  /**
   * The resource attributes this value is made of; exactly one, and no `partial`, when it *is* that
   * attribute.
   */
  readonly refs?: readonly Reference[] | undefined;
  readonly partial?: PartialText | undefined;
}

/** A value that exists but cannot be known from the inputs. Never true, false, zero or empty. */
export class Unknown {
  readonly #brand = true;
  readonly reason: UnknownReason;
  readonly detail: string;
  readonly settledBy: string | undefined;
  readonly refs: readonly Reference[];
  readonly partial: PartialText | undefined;

  constructor(init: UnknownInit) {
    this.reason = init.reason;
    this.detail = init.detail;
    this.settledBy = init.settledBy;
    this.refs = init.refs ?? [];
    this.partial = init.partial;
  }

  /** What a text says where an unknown slips into it: never a value. */
  toString(): string {
    return 'unknown';
  }

  static is(value: unknown): value is Unknown {
    return typeof value === 'object' && value !== null && #brand in value;
  }
}

/** A value that is known but must never be printed. `value` is for comparison and presence checks only. */
export class Sensitive {
  readonly #value: Data;

  constructor(value: Data) {
    this.#value = value;
  }

  /** The hidden value, for decisions; whatever is decided, the value itself reaches no output. */
  reveal(): Data {
    return this.#value;
  }

  /** What a text says where a sensitive value slips into it. */
  toString(): string {
    return '(sensitive)';
  }

  static is(value: unknown): value is Sensitive {
    return typeof value === 'object' && value !== null && #value in value;
  }
}

/** A value, or the knowledge that it is unknown. Absent is `undefined`. */
export type Value<T> = T | Unknown;

/** What a loader hands over. Integers that a double cannot hold are decimal strings. */
export type Data = null | boolean | number | string | Unknown | Sensitive | readonly Data[] | DataObject;

export interface DataObject {
  readonly [key: string]: Data;
}

/** Whether it is an object of known keys: neither a list, nor unknown, nor sensitive. */
export function isDataObject(data: Data | undefined): data is DataObject {
  return (
    typeof data === 'object' &&
    data !== null &&
    !Array.isArray(data) &&
    !Unknown.is(data) &&
    !Sensitive.is(data)
  );
}

/** A text, number or boolean as a text; undefined for all that has no text of its own. */
export function scalarText(data: Data | undefined): string | undefined {
  if (typeof data === 'string') return data;
  return typeof data === 'number' || typeof data === 'boolean' ? String(data) : undefined;
}

/** Whether it is a list of known length. */
export function isDataList(data: Data | undefined): data is readonly Data[] {
  return Array.isArray(data);
}
