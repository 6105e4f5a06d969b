import type { Location } from '../../../core/location.ts';
import type { Intent } from '../../../core/remedy.ts';
import { isPlainValue } from '../../../core/remedy.ts';
import type { Data, DataObject } from '../../../core/value.ts';
import { withValue } from '../../../core/with-value.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../../core/value.ts';

/** The objects of a stack by address, as they were rendered. */
export type Rendered = ReadonlyMap<string, DataObject>;

/** An intent with the address of the object it is about. */
export interface Aim {
  readonly intent: Intent;
  readonly address: string;
}

/**
 * Why what was rendered after a change is not what was meant; undefined when the aimed objects are as
 * intended and every other object is as it was.
 */
export function disproof(before: Rendered, after: Rendered, aims: readonly Aim[]): string | undefined {
  const wanted = new Map(before);
  for (const { intent, address } of aims) {
    if (intent.op === 'add') wanted.delete(address);
    else wanted.set(address, changed(wanted.get(address) ?? {}, intent.at, wantedValue(intent)));
  }
  for (const [address, object] of wanted) {
    const rendered = after.get(address);
    if (!rendered) return `${address} is no longer rendered`;
    if (!isSame(object, rendered)) return `${address} is rendered in another way than intended`;
  }
  for (const { intent, address } of aims) {
    if (intent.op !== 'add') continue;
    const object = after.get(address);
    if (!object) return `${address} is not rendered`;
    if (before.has(address)) return `${address} is there already`;
    if (!isSame(plainSpec(intent), object['spec'])) return `${address} is not rendered as intended`;
  }
  const added = new Set(aims.flatMap(({ intent, address }) => (intent.op === 'add' ? [address] : [])));
  for (const address of after.keys()) {
    if (!wanted.has(address) && !added.has(address)) return `${address} would be rendered too`;
  }
  return undefined;
}

function plainSpec({ resource }: Extract<Intent, { op: 'add' }>): Data | undefined {
  const spec = resource.attributes['spec'];
  return spec !== undefined && isPlainValue(spec) ? spec : undefined;
}

function wantedValue(intent: Exclude<Intent, { op: 'add' }>): Data | undefined {
  return intent.op === 'set' && isPlainValue(intent.value) ? intent.value : undefined;
}

function changed(object: DataObject, at: Location, value: Data | undefined): DataObject {
  const result = withValue(object, at.path, value);
  return isDataObject(result) ? result : object;
}

/** Whether two values are equal; a key with null is as good as none, unknowns are equal by what they say. */
export function isSame(a: Data | undefined, b: Data | undefined): boolean {
  if (a === b) return true;
  if (Unknown.is(a) || Unknown.is(b)) return Unknown.is(a) && Unknown.is(b) && a.detail === b.detail;
  if (Sensitive.is(a) || Sensitive.is(b)) {
    return Sensitive.is(a) && Sensitive.is(b) && isSame(a.reveal(), b.reveal());
  }
  if (isDataList(a) && isDataList(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isDataObject(a) || !isDataObject(b)) return (a ?? undefined) === (b ?? undefined);
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isSame(a[key], b[key]));
}
