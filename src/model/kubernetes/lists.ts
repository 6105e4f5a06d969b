import type { Resource } from '../../core/resource.ts';
import type { DataObject, Value } from '../../core/value.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../core/value.ts';
import { dataAt } from '../read.ts';

type Path = readonly (string | number)[];

/** One object of a list with its path. */
export interface ListedObject {
  readonly item: DataObject;
  readonly path: Path;
}

/** The objects of a list, and why there may be others. */
export interface ObjectList {
  readonly items: readonly ListedObject[];
  readonly more: Unknown | undefined;
}

/** Reads a list of objects; nothing where there is none. */
export function objectsAt(resource: Resource, ...path: Path): ObjectList {
  const data = dataAt(resource, ...path);
  if (Unknown.is(data)) return { items: [], more: data };
  if (!isDataList(data)) return { items: [], more: undefined };
  const items: ListedObject[] = [];
  let more: Unknown | undefined;
  for (const [index, item] of data.entries()) {
    if (isDataObject(item)) items.push({ item, path: [...path, index] });
    else if (Unknown.is(item)) more ??= item;
  }
  return { items, more };
}

/** The texts of a list, one by one; a list that is not known as a whole is one unknown entry. */
export function textListAt(resource: Resource, ...path: Path): readonly Value<string>[] {
  const data = dataAt(resource, ...path);
  if (Unknown.is(data)) return [data];
  if (!isDataList(data)) return [];
  return data.flatMap((item): readonly Value<string>[] => {
    const text = Unknown.is(item) ? item : scalarText(item);
    return text === undefined ? [] : [text];
  });
}

/** The number or name of a port as written; undefined when nobody wrote it. */
export function portAt(resource: Resource, ...path: Path): Value<number | string> | undefined {
  const data = dataAt(resource, ...path);
  if (Unknown.is(data)) return data;
  return typeof data === 'number' || typeof data === 'string' ? data : undefined;
}
