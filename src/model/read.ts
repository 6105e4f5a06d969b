import type { Stated } from '../core/component.ts';
import type { Location } from '../core/location.ts';
import type { Resource } from '../core/resource.ts';
import type { Data, DataObject } from '../core/value.ts';
import { isDataList, isDataObject, scalarText, Sensitive, Unknown } from '../core/value.ts';

/** A default of the provider or the service: the value and the page that states it. */
export interface Default<T> {
  readonly value: T;
  /** Link to the documentation. */
  readonly source: string;
}

/** Steps from a resource to a value inside it. */
export type Path = readonly (string | number)[];

/** The place of an attribute. */
export function at(resource: Resource, ...path: Path): Location {
  return { resource: resource.id, path };
}

/**
 * The data at a path, or undefined when nobody wrote it (null counts as not written). An unknown container
 * makes everything inside it unknown. A step `0` into a single object (a block written as attribute) is
 * forgiven.
 */
export function dataAt(resource: Resource, ...path: Path): Data | undefined {
  let data: Data | undefined = resource.attributes;
  for (const step of path) {
    if (Sensitive.is(data)) data = data.reveal();
    if (data === undefined || data === null) return undefined;
    if (Unknown.is(data)) return data;
    if (isDataList(data)) data = typeof step === 'number' ? data[step] : undefined;
    else if (isDataObject(data)) data = typeof step === 'string' ? data[step] : step === 0 ? data : undefined;
    else return undefined;
  }
  return data ?? undefined;
}

/** The nested blocks (or object attributes) of a name, in order; Unknown when their number is not known. */
export function blocksAt(resource: Resource, ...path: Path): readonly (DataObject | Unknown)[] | Unknown {
  const data = dataAt(resource, ...path);
  if (data === undefined) return [];
  if (Unknown.is(data)) return data;
  if (isDataObject(data)) return [data];
  if (!isDataList(data)) return [];
  return data.filter((item) => isDataObject(item) || Unknown.is(item));
}

function stated<T>(resource: Resource, path: Path, value: T | Unknown): Stated<T> {
  return { value, at: [at(resource, ...path)], origin: 'written' };
}

function defaulted<T>(resource: Resource, path: Path, fallback: Default<T>): Stated<T> {
  return { value: fallback.value, at: [at(resource, ...path)], origin: 'default', source: fallback.source };
}

type Reader<T> = {
  (resource: Resource, path: Path): Stated<T> | undefined;
  (resource: Resource, path: Path, fallback: Default<T>): Stated<T>;
};

function reader<T>(parse: (data: Data) => T | undefined): Reader<T> {
  function read(resource: Resource, path: Path): Stated<T> | undefined;
  function read(resource: Resource, path: Path, fallback: Default<T>): Stated<T>;
  function read(resource: Resource, path: Path, fallback?: Default<T>): Stated<T> | undefined {
    const raw = dataAt(resource, ...path);
    const data = Sensitive.is(raw) ? raw.reveal() : raw;
    if (data === undefined || data === null)
      return fallback ? defaulted(resource, path, fallback) : undefined;
    if (Unknown.is(data)) return stated<T>(resource, path, data);
    const value = parse(data);
    if (value !== undefined) return stated(resource, path, value);
    const detail = `${path.join('.')} of ${resource.address} is not of the expected type`;
    return stated<T>(resource, path, new Unknown({ reason: 'evaluation-error', detail }));
  }
  return read;
}

/** A boolean attribute; the provider also accepts the texts `true` and `false`. */
export const readBool = reader<boolean>((data) => {
  if (typeof data === 'boolean') return data;
  return data === 'true' ? true : data === 'false' ? false : undefined;
});

/** A number attribute; the provider also accepts a number as text. */
export const readNumber = reader<number>((data) => {
  if (typeof data === 'number') return data;
  if (typeof data !== 'string' || data.trim() === '') return undefined;
  const parsed = Number(data);
  return Number.isNaN(parsed) ? undefined : parsed;
});

/** A text attribute; numbers and booleans become text as the provider makes them. */
export const readText = reader<string>(scalarText);

/** A fact that is true by what the resource type is, wherever it is declared. */
export function inherent<T>(resource: Resource, value: T, source: string): Stated<T> {
  return { value, at: [at(resource)], origin: 'default', source };
}
