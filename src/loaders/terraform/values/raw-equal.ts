import { compare, Num } from './number.ts';
import { sameType } from './same-type.ts';
import type { Content, TfValue } from './value.ts';
import { isUnknownContent } from './value.ts';

/**
 * Whether two values are the same in type and content, marks aside; an unknown is the same as any unknown of
 * its type.
 */
export function rawEqual(a: TfValue, b: TfValue): boolean {
  return a === b || (sameType(a.type, b.type) && sameContent(a.content, b.content));
}

function sameContent(a: Content, b: Content): boolean {
  if (a === b) return true;
  if (isUnknownContent(a) || isUnknownContent(b)) return isUnknownContent(a) && isUnknownContent(b);
  if (a instanceof Num || b instanceof Num)
    return a instanceof Num && b instanceof Num && compare(a, b) === 0;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((element, index) => rawEqual(element, b[index] ?? element));
  }
  if (a instanceof Map && b instanceof Map) {
    if (a.size !== b.size) return false;
    for (const [key, value] of a) {
      const other = b.get(key);
      if (other === undefined || !rawEqual(value, other)) return false;
    }
    return true;
  }
  return false;
}
