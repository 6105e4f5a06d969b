import { compare, Num } from './number.ts';
import { mayConform, sameType } from './same-type.ts';
import {
  containsSensitive,
  deepUnknowns,
  hasUnknownType,
  isNeverNull,
  isWhollyKnown,
  lengthRange,
  mergedCause,
} from './unknowns.ts';
import type { Refinement, TfValue } from './value.ts';
import { bool, isUnknownContent, unknownOf, withSensitive } from './value.ts';

/** What `a == b` gives: false for values of different types, unknown where something unknown decides. */
export function equal(a: TfValue, b: TfValue): TfValue {
  const verdict = compareValues(a, b);
  const result =
    verdict === undefined
      ? unknownOf('bool', mergedCause([...deepUnknowns(a), ...deepUnknowns(b)]), { notNull: true })
      : bool(verdict);
  return withSensitive(result, containsSensitive(a) || containsSensitive(b));
}

/** True, false, or undefined where an unknown value decides. */
function compareValues(a: TfValue, b: TfValue): boolean | undefined {
  if (a.content === null && isNeverNull(b)) return false;
  if (b.content === null && isNeverNull(a)) return false;
  if (isUnknownContent(a.content) || isUnknownContent(b.content))
    return excludes(a, b) || excludes(b, a) ? false : undefined;
  if (a.content === null || b.content === null) return a.content === b.content;
  if (hasUnknownType(a) || hasUnknownType(b)) return mayConform(a.type, b.type) ? undefined : false;
  if (!sameType(a.type, b.type)) return false;
  return compareContents(a, b);
}

function compareContents(a: TfValue, b: TfValue): boolean | undefined {
  const [left, right] = [a.content, b.content];
  if (left instanceof Num && right instanceof Num) return compare(left, right) === 0;
  if (left instanceof Map && right instanceof Map) return compareMaps(left, right);
  if (Array.isArray(left) && Array.isArray(right)) {
    const isSet = typeof a.type !== 'string' && a.type.kind === 'set';
    if (isSet && (!isWhollyKnown(a) || !isWhollyKnown(b))) return undefined;
    if (left.length !== right.length) return false;
    return allEqual(left.map((element, index) => [element, right[index] ?? element]));
  }
  return left === right;
}

function compareMaps(a: ReadonlyMap<string, TfValue>, b: ReadonlyMap<string, TfValue>): boolean | undefined {
  if (a.size !== b.size) return false;
  const pairs: (readonly [TfValue, TfValue])[] = [];
  for (const [key, value] of a) {
    const other = b.get(key);
    if (other === undefined) return false;
    pairs.push([value, other]);
  }
  return allEqual(pairs);
}

/**
 * False as soon as one pair certainly differs, even where another pair is undecided: no value of it could
 * change that.
 */
function allEqual(pairs: readonly (readonly [TfValue, TfValue])[]): boolean | undefined {
  let isDecided = true;
  for (const [a, b] of pairs) {
    const verdict = compareValues(a, b);
    if (verdict === false) return false;
    if (verdict === undefined) isDecided = false;
  }
  return isDecided ? true : undefined;
}

/** Whether what is certain about an unknown value rules out the other one. */
function excludes(unknown: TfValue, other: TfValue): boolean {
  const { content } = unknown;
  if (!isUnknownContent(content) || isUnknownContent(other.content)) return false;
  if (other.content === null) return false;
  if (!mayConform(unknown.type, other.type)) return true;
  return content.refinement !== undefined && isOutside(content.refinement, other);
}

function isOutside(refinement: Refinement, other: TfValue): boolean {
  const { content } = other;
  if (typeof content === 'string')
    return refinement.prefix !== undefined && !content.startsWith(refinement.prefix);
  if (!Array.isArray(content) && !(content instanceof Map)) return false;
  const { min, max } = lengthRange(other);
  if (refinement.maxLength !== undefined && min > refinement.maxLength) return true;
  return refinement.minLength !== undefined && max !== undefined && max < refinement.minLength;
}
