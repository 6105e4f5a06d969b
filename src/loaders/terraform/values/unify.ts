import { canConvert } from './convertible.ts';
import { sameType } from './same-type.ts';
import type { ObjectType, Type } from './type.ts';
import { listOf, mapOf, objectOf, setOf, tupleOf } from './type.ts';

type Kind = 'dynamic' | 'primitive' | 'list' | 'set' | 'map' | 'tuple' | 'object';

/**
 * The type that values of all the given types can be converted to, as Terraform chooses it for the elements
 * of a list and the two arms of a conditional. Undefined when there is none (also for no types at all).
 */
export function unify(types: readonly Type[]): Type | undefined {
  const [first] = types;
  if (first === undefined) return undefined;
  if (types.every((type) => sameType(type, first))) return first;
  const kinds = new Set(types.map(kindOf));
  const hasDynamic = kinds.delete('dynamic');
  if (kinds.size === 1) {
    if (kinds.has('map')) return hasDynamic ? 'dynamic' : unifyElements(types, mapOf);
    if (kinds.has('list')) return hasDynamic ? 'dynamic' : unifyElements(types, listOf);
    if (kinds.has('set')) return hasDynamic ? 'dynamic' : unifyElements(types, setOf);
    if (kinds.has('object')) return hasDynamic ? 'dynamic' : unifyObjects(types.filter(isObject));
    if (kinds.has('tuple')) return hasDynamic ? 'dynamic' : unifyTuples(types.filter(isTuple));
  }
  if (kinds.size === 2) {
    const collection =
      kinds.has('map') && kinds.has('object')
        ? unifyWithMaps(types)
        : kinds.has('list') && kinds.has('tuple')
          ? unifyWithLists(types)
          : undefined;
    if (collection !== undefined) return collection;
  }
  if (kinds.has('object') && kinds.has('tuple')) return undefined;
  return byPreference(types).find((wanted) => types.every((type) => canConvert(type, wanted)));
}

function kindOf(type: Type): Kind {
  if (typeof type === 'string') return type === 'dynamic' ? 'dynamic' : 'primitive';
  return type.kind;
}

function isObject(type: Type): type is ObjectType {
  return typeof type !== 'string' && type.kind === 'object';
}

function isTuple(type: Type): type is { readonly kind: 'tuple'; readonly elements: readonly Type[] } {
  return typeof type !== 'string' && type.kind === 'tuple';
}

function unifyElements(types: readonly Type[], collectionOf: (element: Type) => Type): Type | undefined {
  const elements = types.flatMap((type) =>
    typeof type !== 'string' && 'element' in type ? [type.element] : [],
  );
  const element = unify(elements);
  return element === undefined ? undefined : collectionOf(element);
}

/**
 * Objects with the same attribute names stay objects; others become a map when all attributes fit one type.
 */
function unifyObjects(types: readonly ObjectType[]): Type | undefined {
  const [first] = types;
  if (first === undefined) return undefined;
  const sameNames = types.every(
    ({ attributes }) =>
      attributes.size === first.attributes.size &&
      [...attributes.keys()].every((name) => first.attributes.has(name)),
  );
  if (!sameNames) return unifyObjectsToMap(types);
  const unified = new Map<string, Type>();
  for (const name of first.attributes.keys()) {
    const type = unify(types.map(({ attributes }) => attributes.get(name) ?? 'dynamic'));
    if (type === undefined) return undefined;
    unified.set(name, type);
  }
  return objectOf(unified);
}

function unifyObjectsToMap(types: readonly ObjectType[]): Type | undefined {
  const element = unify(types.flatMap(({ attributes }) => [...attributes.values()]));
  return element === undefined ? undefined : mapOf(element);
}

function unifyTuples(types: readonly { readonly elements: readonly Type[] }[]): Type | undefined {
  const length = types[0]?.elements.length ?? 0;
  if (types.some(({ elements }) => elements.length !== length)) return unifyTuplesToList(types);
  const unified: Type[] = [];
  for (let index = 0; index < length; index += 1) {
    const type = unify(types.map(({ elements }) => elements[index] ?? 'dynamic'));
    if (type === undefined) return undefined;
    unified.push(type);
  }
  return tupleOf(unified);
}

function unifyTuplesToList(types: readonly { readonly elements: readonly Type[] }[]): Type | undefined {
  const element = unify(types.flatMap(({ elements }) => elements));
  return element === undefined ? undefined : listOf(element);
}

function unifyWithMaps(types: readonly Type[]): Type | undefined {
  const objects = unifyObjectsToMap(types.filter(isObject));
  if (objects === undefined) return undefined;
  const unified = unify(types.map((type) => (isObject(type) ? objects : type)));
  return unified !== undefined && kindOf(unified) === 'map' ? unified : undefined;
}

function unifyWithLists(types: readonly Type[]): Type | undefined {
  const tuples = unifyTuplesToList(types.filter(isTuple));
  if (tuples === undefined) return undefined;
  const unified = unify(types.map((type) => (isTuple(type) ? tuples : type)));
  return unified !== undefined && kindOf(unified) === 'list' ? unified : undefined;
}

/** The more general types first: string before number, list before tuple before set, `dynamic` last. */
function byPreference(types: readonly Type[]): readonly Type[] {
  const remaining = [...types];
  const ordered: Type[] = [];
  while (remaining.length > 0) {
    const best = remaining.findIndex((type) =>
      remaining.every((other) => comparePreference(type, other) <= 0),
    );
    ordered.push(...remaining.splice(Math.max(best, 0), 1));
  }
  return ordered;
}

function comparePreference(a: Type, b: Type): number {
  const [kindA, kindB] = [kindOf(a), kindOf(b)];
  if (kindA === 'dynamic' || kindB === 'dynamic')
    return Number(kindA === 'dynamic') - Number(kindB === 'dynamic');
  if (kindA === 'primitive' && kindB === 'primitive') return Number(b === 'string') - Number(a === 'string');
  if (typeof a === 'string' || typeof b === 'string') return 0;
  if ('element' in a && 'element' in b && a.kind === b.kind) return comparePreference(a.element, b.element);
  return Math.sign(rank(a.kind, b.kind)) || -Math.sign(rank(b.kind, a.kind));
}

/** Negative where the first kind is preferred. */
function rank(a: Kind, b: Kind): number {
  if (b === 'set' && (a === 'tuple' || a === 'list')) return -1;
  if (b === 'tuple' && a === 'list') return -1;
  return b === 'object' && a === 'map' ? -1 : 0;
}
