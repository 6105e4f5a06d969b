import type { Data } from './value.ts';
import { isDataList, isDataObject } from './value.ts';

/**
 * A copy with the value at the path; what is missing on the way is made, `undefined` takes away. Undefined
 * where the way leads through something that has no parts.
 */
export function withValue(
  data: Data | undefined,
  path: readonly (string | number)[],
  value: Data | undefined,
): Data | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    if (data !== undefined && !isDataList(data)) return data;
    const items = [...(data ?? [])];
    if (step > items.length) return data;
    const inner = withValue(items[step], rest, value);
    items.splice(step, 1, ...(inner === undefined ? [] : [inner]));
    return items;
  }
  if (data !== undefined && data !== null && !isDataObject(data)) return data;
  const object: { [key: string]: Data } = { ...data };
  const inner = withValue(object[step], rest, value);
  if (inner === undefined) delete object[step];
  else object[step] = inner;
  return object;
}
