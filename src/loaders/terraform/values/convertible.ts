import { sameType } from './same-type.ts';
import type { ObjectType, Type } from './type.ts';
import { unify } from './unify.ts';

/**
 * Whether Terraform knows a way from one type to another, including the ways that may fail for some values
 * (text to number, map to object).
 */
export function canConvert(from: Type, to: Type): boolean {
  if (to === 'dynamic' || from === 'dynamic' || from === to) return true;
  if (typeof to === 'string') return typeof from === 'string' && (from === 'string' || to === 'string');
  if (typeof from === 'string') return false;
  switch (to.kind) {
    case 'list':
    case 'set':
      if (from.kind === 'list' || from.kind === 'set') return canConvert(from.element, to.element);
      return from.kind === 'tuple' && canConvertAll(from.elements, to.element);
    case 'map':
      if (from.kind === 'map') return canConvert(from.element, to.element);
      return from.kind === 'object' && canConvertAll([...from.attributes.values()], to.element);
    case 'tuple':
      return (
        from.kind === 'tuple' &&
        from.elements.length === to.elements.length &&
        from.elements.every((element, index) => canConvert(element, to.elements[index] ?? 'dynamic'))
      );
    case 'object':
      if (from.kind === 'map') return canConvertToAttributes(from.element, to);
      return from.kind === 'object' && canConvertObject(from, to);
  }
}

function canConvertAll(elements: readonly Type[], to: Type): boolean {
  if (to === 'dynamic') return elements.length === 0 || unify(elements) !== undefined;
  return elements.every((element) => canConvert(element, to));
}

function canConvertObject(from: ObjectType, to: ObjectType): boolean {
  for (const [name, type] of to.attributes) {
    const given = from.attributes.get(name);
    if (given === undefined ? !to.optional?.has(name) : !canConvert(given, type)) return false;
  }
  return true;
}

function canConvertToAttributes(element: Type, to: ObjectType): boolean {
  return [...to.attributes.values()].every((type) => sameType(element, type) || canConvert(element, type));
}
