import type { Stated } from '../core/component.ts';
import type { Resource } from '../core/resource.ts';
import { isDataList, Sensitive, Unknown } from '../core/value.ts';
import type { Value } from '../core/value.ts';
import { at, dataAt } from './read.ts';

type Path = readonly (string | number)[];

/** Whether anything is set: an empty text or list is nothing, an unknown that may be null stays unknown. */
export function isSet(resource: Resource, path: Path): Value<boolean> {
  const raw = dataAt(resource, ...path);
  const data = Sensitive.is(raw) ? raw.reveal() : raw;
  if (data === undefined || data === null || data === '') return false;
  if (Unknown.is(data)) return certainlySomething(data) ? true : data;
  return isDataList(data) ? data.length > 0 : true;
}

// What the provider computes, and a text made of parts, is never null; a variable or a choice may be.
function certainlySomething(value: Unknown): boolean {
  return value.partial !== undefined || (value.reason === 'computed-attribute' && value.refs.length === 1);
}

/** `isSet` of the first of several attributes, as a fact. */
export function readPresence(resource: Resource, ...attributes: readonly string[]): Stated<boolean> {
  let unknown: Stated<boolean> | undefined;
  for (const attribute of attributes) {
    const value = isSet(resource, [attribute]);
    const fact: Stated<boolean> = { value, at: [at(resource, attribute)], origin: 'written' };
    if (value === true) return fact;
    if (Unknown.is(value)) unknown ??= fact;
  }
  return unknown ?? { value: false, at: [at(resource, attributes[0] ?? '')], origin: 'written' };
}

/** The literal value of the first of several attributes that has one: what people call the thing. */
export function literalName(resource: Resource, ...attributes: readonly string[]): string | undefined {
  for (const attribute of attributes) {
    const value = dataAt(resource, attribute);
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

/** A fact told from another one; unknown stays unknown, places and origin are kept. */
export function derive<A, B>(fact: Stated<A>, told: (value: A) => B): Stated<B> {
  return { ...fact, value: Unknown.is(fact.value) ? fact.value : told(fact.value) };
}
