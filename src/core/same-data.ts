import { Sensitive, Unknown } from './value.ts';

/** Whether two values hold the same: unknowns by what they say, hidden values by what they hide. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  if (Unknown.is(a) || Unknown.is(b)) {
    return Unknown.is(a) && Unknown.is(b) && a.reason === b.reason && a.detail === b.detail;
  }
  if (Sensitive.is(a) || Sensitive.is(b)) {
    return Sensitive.is(a) && Sensitive.is(b) && isSameData(a.reveal(), b.reveal());
  }
  if (a instanceof Map || b instanceof Map) {
    return a instanceof Map && b instanceof Map && isSameData([...a], [...b]);
  }
  if (a instanceof Set || b instanceof Set) {
    return a instanceof Set && b instanceof Set && isSameData([...a], [...b]);
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => isSameData(item, b[index]));
  }
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isSameData(Reflect.get(a, key), Reflect.get(b, key)));
}
