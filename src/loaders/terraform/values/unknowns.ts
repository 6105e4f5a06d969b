import type { Reference } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { Type } from './type.ts';
import type { Refinement, TfValue } from './value.ts';
import { isUnknownContent, list, unknownCause, unknownOf } from './value.ts';

/** Whether neither the value nor anything inside it is unknown. */
export function isWhollyKnown(value: TfValue): boolean {
  return everyPart(value, (part) => !isUnknownContent(part.content));
}

/** Whether the value or anything inside it is marked sensitive. */
export function containsSensitive(value: TfValue): boolean {
  return !everyPart(value, (part) => !part.sensitive);
}

/** The value without any mark, at any depth. */
export function withoutMarks(value: TfValue): TfValue {
  if (!containsSensitive(value)) return value;
  const { type, content } = value;
  if (Array.isArray(content)) return { type, content: content.map(withoutMarks), sensitive: false };
  if (content instanceof Map) {
    const entries = [...content].map(([key, inner]): [string, TfValue] => [key, withoutMarks(inner)]);
    return { type, content: new Map(entries), sensitive: false };
  }
  return { type, content, sensitive: false };
}

/** Whether the value or anything inside it is an unknown of unknown type. */
export function hasUnknownType(value: TfValue): boolean {
  return !everyPart(value, (part) => part.type !== 'dynamic' || !isUnknownContent(part.content));
}

/** The causes of everything unknown inside a value, in its order, each once. */
export function deepUnknowns(value: TfValue): Unknown[] {
  const causes = new Set<Unknown>();
  everyPart(value, (part) => {
    const cause = unknownCause(part);
    if (cause) causes.add(cause);
    return true;
  });
  return [...causes];
}

/**
 * One cause for a value that is computed from several unknown ones: the first, with everything they are made
 * of.
 */
export function mergedCause(causes: readonly Unknown[], partial?: Unknown['partial']): Unknown {
  const [first] = causes;
  if (first === undefined) throw new Error('a cause is merged from nothing');
  const refs = distinctReferences(causes.flatMap((cause) => cause.refs));
  const { reason, detail, settledBy } = first;
  // A single reference without `partial` would say that the result *is* that attribute; a piece without one
  // denies it.
  const piece = refs.length === 1 ? new Unknown({ reason, detail, settledBy }) : undefined;
  const made = partial ?? (piece ? { kind: 'parts' as const, parts: [piece] } : undefined);
  return new Unknown({ reason, detail, settledBy, refs, partial: made });
}

/** An unknown value of a type, computed from the given values. */
export function derivedUnknown(type: Type, sources: readonly TfValue[], refinement?: Refinement): TfValue {
  return refinedUnknown(type, mergedCause(sources.flatMap(deepUnknowns)), refinement);
}

/** An unknown value that is a part of a text, or that text in another form: a host cut out of a URL. */
export function cutFrom(
  type: Type,
  text: TfValue,
  sources: readonly TfValue[],
  refinement?: Refinement,
): TfValue {
  const whole = unknownCause(text);
  const causes = sources.flatMap(deepUnknowns);
  if (!whole || whole.refs.length === 0 || whole.partial?.kind === 'json') {
    return refinedUnknown(type, mergedCause(causes), refinement);
  }
  const { reason, detail, settledBy, refs } = whole;
  const piece = new Unknown({ reason, detail, settledBy, refs });
  return refinedUnknown(type, mergedCause(causes, { kind: 'parts', parts: [piece] }), refinement);
}

/** An unknown value; a list of certain length becomes a known list of unknown elements, as in Terraform. */
export function refinedUnknown(type: Type, cause: Unknown, refinement?: Refinement): TfValue {
  const isList = typeof type !== 'string' && type.kind === 'list';
  if (isList && refinement?.notNull && refinement.minLength !== undefined) {
    const { minLength, maxLength } = refinement;
    if (minLength === maxLength && minLength <= LONGEST_KNOWN_LIST) {
      return list(
        type.element,
        Array.from({ length: minLength }, () => unknownOf(type.element, cause)),
      );
    }
  }
  return unknownOf(type, cause, refinement);
}

const LONGEST_KNOWN_LIST = 1024;

/**
 * The cause for a part of an unknown value: where the whole is one attribute, the part is a longer path of
 * it.
 */
export function partOfCause(cause: Unknown, step: string | number | undefined): Unknown {
  const [reference, ...others] = cause.refs;
  if (reference === undefined) return cause;
  if (others.length > 0 || cause.partial || step === undefined) {
    // An element of a text that was cut is cut from that text.
    return mergedCause([cause], cause.partial?.kind === 'parts' ? cause.partial : undefined);
  }
  const { reason, detail, settledBy } = cause;
  return new Unknown({
    reason,
    detail,
    settledBy,
    refs: [{ ...reference, path: [...reference.path, step] }],
  });
}

/** What Terraform would be certain of about a value: for a known one that it is not null. */
export function isNeverNull(value: TfValue): boolean {
  if (isUnknownContent(value.content)) return value.content.refinement?.notNull === true;
  return value.content !== null;
}

/** The least and greatest number of elements of a collection that may be unknown. */
export function lengthRange(value: TfValue): { readonly min: number; readonly max: number | undefined } {
  const { content } = value;
  if (isUnknownContent(content)) {
    return { min: content.refinement?.minLength ?? 0, max: content.refinement?.maxLength };
  }
  const size = Array.isArray(content) ? content.length : content instanceof Map ? content.size : 0;
  const isUncertain =
    typeof value.type !== 'string' &&
    value.type.kind === 'set' &&
    Array.isArray(content) &&
    !isWhollyKnown(value);
  return { min: isUncertain ? Math.min(size, 1) : size, max: size };
}

function distinctReferences(references: readonly Reference[]): readonly Reference[] {
  if (references.length < 2) return references;
  const byText = new Map(
    references.map((reference) => [JSON.stringify([reference.resource, reference.path]), reference]),
  );
  return [...byText.values()];
}

function everyPart(value: TfValue, test: (part: TfValue) => boolean): boolean {
  if (!test(value)) return false;
  const { content } = value;
  if (Array.isArray(content)) return content.every((element) => everyPart(element, test));
  if (content instanceof Map) {
    for (const element of content.values()) if (!everyPart(element, test)) return false;
  }
  return true;
}
