import type { Stated } from '../../core/component.ts';
import type { Labels } from '../../core/facts/workload.ts';
import type { Location } from '../../core/location.ts';
import type { Resource } from '../../core/resource.ts';
import type { Data, DataObject, Value } from '../../core/value.ts';
import { isDataList, isDataObject, scalarText, Sensitive, Unknown } from '../../core/value.ts';
import { at, dataAt, readText } from '../read.ts';

type Path = readonly (string | number)[];

const NAMESPACES =
  'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces';

/** The namespace of an object: as written, else the one its deployer gives it, else `default`. */
export function namespaceOf(resource: Resource): Stated<string> {
  const written = readText(resource, ['metadata', 'namespace']);
  if (written !== undefined && written.value !== '') return written;
  return {
    value: givenNamespace(resource),
    at: [at(resource, 'metadata', 'namespace')],
    origin: 'default',
    source: NAMESPACES,
  };
}

/** `Deployment/shop/orders` names the namespace, whoever chose it. */
function givenNamespace({ address }: Resource): string {
  return address.split('/')[1] ?? 'default';
}

/** The namespace as a key for look-ups; undefined when it is not known. */
export function namespaceKey(resource: Resource): string | undefined {
  const { value } = namespaceOf(resource);
  return Unknown.is(value) ? undefined : value;
}

/** Labels, annotations or a simple selector. Nothing written is the empty set. */
export function labelsAt(resource: Resource, ...path: Path): Labels {
  return labelsOf(dataAt(resource, ...path), at(resource, ...path));
}

/** The same for data that was already looked up. */
export function labelsOf(data: Data | undefined, place: Location): Labels {
  if (Unknown.is(data)) return { known: {}, more: data, at: place };
  if (!isDataObject(data)) return { known: {}, more: undefined, at: place };
  const known: { [key: string]: Value<string> } = {};
  let more: Unknown | undefined;
  for (const [key, value] of Object.entries(data)) {
    if (Unknown.is(value)) known[key] = value;
    else if (Sensitive.is(value) || value === null) continue;
    else known[key] = scalarText(value) ?? '';
  }
  // A chart that puts unread values between the keys of a mapping.
  if (Unknown.is(data['<<'])) more = data['<<'];
  return { known, more, at: place };
}

/** One entry of a list with its path. */
export interface Item {
  readonly item: DataObject;
  readonly path: Path;
}

/** The objects of a list, and why there may be others. */
export function itemsAt(
  resource: Resource,
  ...path: Path
): { readonly items: readonly Item[]; readonly more: Unknown | undefined } {
  const data = dataAt(resource, ...path);
  if (Unknown.is(data)) return { items: [], more: data };
  if (!isDataList(data)) return { items: [], more: undefined };
  const items: Item[] = [];
  let more: Unknown | undefined;
  for (const [index, item] of data.entries()) {
    if (isDataObject(item)) items.push({ item, path: [...path, index] });
    else if (Unknown.is(item)) more ??= item;
  }
  return { items, more };
}

/** The texts of a list, one by one; a list that is not known as a whole is one unknown entry. */
export function textsAt(resource: Resource, ...path: Path): readonly Value<string>[] {
  const data = dataAt(resource, ...path);
  if (Unknown.is(data)) return [data];
  if (!isDataList(data)) return [];
  return data.flatMap((item) => (Unknown.is(item) ? [item] : (scalarText(item) ?? [])));
}

/** A text or number at a path as written; undefined when nobody wrote it. */
export function portAt(resource: Resource, ...path: Path): Value<number | string> | undefined {
  const data = dataAt(resource, ...path);
  if (Unknown.is(data)) return data;
  return typeof data === 'number' || typeof data === 'string' ? data : undefined;
}

/** A text at a path without its place. */
export function textValueAt(resource: Resource, ...path: Path): Value<string> | undefined {
  return readText(resource, path)?.value;
}
