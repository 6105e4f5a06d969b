import type { ResourceId } from './id.ts';
import type { Intent } from './remedy.ts';
import { isPlainValue } from './remedy.ts';
import type { Resource } from './resource.ts';
import { isSameData } from './same-data.ts';
import type { Data } from './value.ts';
import { isDataList, isDataObject } from './value.ts';

/**
 * Whether resources are as an intent wants them; undefined where that cannot be told from them: an
 * expression, a value made of another one, an element that is taken out of a list, a new resource.
 */
export function isSettled(
  intent: Intent,
  resourceOf: (id: ResourceId) => Resource | undefined,
): boolean | undefined {
  if (intent.op === 'add') return undefined;
  const { resource: id, path } = intent.at;
  if (path.length === 0 || (intent.op === 'remove' && typeof path.at(-1) === 'number')) return undefined;
  const resource = resourceOf(id);
  if (!resource) return undefined;
  const value = path.reduce<Data | undefined>(partOf, resource.attributes);
  if (intent.op === 'remove') return value === undefined;
  if (!isPlainValue(intent.value)) return undefined;
  if (isSameData(value, intent.value)) return true;
  if (resource.mode === 'object') return false;
  // A provider converts what is written: "7" and 7 are the same number to it.
  return isScalar(value) && isScalar(intent.value) && String(value) !== String(intent.value)
    ? false
    : undefined;
}

function partOf(data: Data | undefined, step: string | number): Data | undefined {
  if (typeof step === 'number') return isDataList(data) ? data[step] : undefined;
  return isDataObject(data) ? data[step] : undefined;
}

function isScalar(data: Data | undefined): data is string | number | boolean {
  return typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean';
}
