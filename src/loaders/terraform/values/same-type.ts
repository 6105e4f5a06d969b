import type { ObjectType, Type } from './type.ts';
import { listOf, mapOf, objectOf, setOf, tupleOf } from './type.ts';

/** Whether two types are the same, leaving aside which attributes a constraint calls optional. */
export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (typeof a === 'string' || typeof b === 'string') return false;
  switch (a.kind) {
    case 'list':
    case 'set':
    case 'map':
      return b.kind === a.kind && sameType(a.element, b.element);
    case 'tuple':
      return (
        b.kind === 'tuple' &&
        a.elements.length === b.elements.length &&
        a.elements.every((element, index) => sameType(element, b.elements[index] ?? 'dynamic'))
      );
    case 'object':
      return b.kind === 'object' && sameAttributes(a, b);
  }
}

function sameAttributes(a: ObjectType, b: ObjectType): boolean {
  if (a.attributes.size !== b.attributes.size) return false;
  for (const [name, type] of a.attributes) {
    const other = b.attributes.get(name);
    if (other === undefined || !sameType(type, other)) return false;
  }
  return true;
}

/** Whether a type contains `dynamic` anywhere. */
export function hasDynamic(type: Type): boolean {
  if (typeof type === 'string') return type === 'dynamic';
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return hasDynamic(type.element);
    case 'tuple':
      return type.elements.some(hasDynamic);
    case 'object':
      return [...type.attributes.values()].some(hasDynamic);
  }
}

/** The type of values of a constraint: the same without the notes on optional attributes. */
export function withoutOptional(type: Type): Type {
  if (typeof type === 'string') return type;
  switch (type.kind) {
    case 'list':
      return listOf(withoutOptional(type.element));
    case 'set':
      return setOf(withoutOptional(type.element));
    case 'map':
      return mapOf(withoutOptional(type.element));
    case 'tuple':
      return tupleOf(type.elements.map(withoutOptional));
    case 'object':
      return objectOf(
        new Map([...type.attributes].map(([name, attribute]) => [name, withoutOptional(attribute)])),
      );
  }
}

/** Whether values of the two types could turn out to be of one type once every `dynamic` is known. */
export function mayConform(a: Type, b: Type): boolean {
  if (a === 'dynamic' || b === 'dynamic' || a === b) return true;
  if (typeof a === 'string' || typeof b === 'string') return false;
  switch (a.kind) {
    case 'list':
    case 'set':
    case 'map':
      return b.kind === a.kind && mayConform(a.element, b.element);
    case 'tuple':
      return (
        b.kind === 'tuple' &&
        a.elements.length === b.elements.length &&
        a.elements.every((element, index) => mayConform(element, b.elements[index] ?? 'dynamic'))
      );
    case 'object': {
      if (b.kind !== 'object' || a.attributes.size !== b.attributes.size) return false;
      return [...a.attributes].every(([name, type]) => {
        const other = b.attributes.get(name);
        return other !== undefined && mayConform(type, other);
      });
    }
  }
}
