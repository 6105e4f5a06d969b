import { canConvert } from './convertible.ts';
import { parseNumber } from './number.ts';
import { Num } from './number.ts';
import { hasDynamic, sameType, withoutOptional } from './same-type.ts';
import { setFrom } from './set.ts';
import { friendlyName } from './type-text.ts';
import type { ObjectType, Type } from './type.ts';
import { listOf, mapOf, objectOf, setOf, tupleOf } from './type.ts';
import { unify } from './unify.ts';
import { derivedUnknown, lengthRange, refinedUnknown } from './unknowns.ts';
import type { Content, Refinement, TfValue, UnknownContent } from './value.ts';
import {
  EvaluationError,
  isNull,
  isUnknownContent,
  list,
  make,
  map,
  nullOf,
  withSensitive,
} from './value.ts';
import { numberText } from './number-text.ts';

/**
 * The value as the given type, by Terraform's rules: text to number and back, list to set, map to object and
 * so on. Throws an `EvaluationError` where there is no way or the content does not fit.
 */
export function convert(value: TfValue, type: Type): TfValue {
  if (type === 'dynamic' || value.type === type || sameType(value.type, type)) return value;
  if (!canConvert(value.type, type)) throw mismatch(value.type, type);
  const { content } = value;
  if (isUnknownContent(content))
    return withSensitive(convertUnknown(content, value.type, type), value.sensitive);
  if (content === null) return withSensitive(nullOf(withTypesFrom(value.type, type)), value.sensitive);
  const converted =
    typeof type === 'string' ? convertPrimitive(content, type) : convertCompound(value, content, type);
  return value.sensitive ? withSensitive(converted, true) : converted;
}

function mismatch(from: Type, to: Type): EvaluationError {
  return new EvaluationError(`${friendlyName(to)} required, but the value is of type ${friendlyName(from)}`);
}

function convertUnknown(content: UnknownContent, from: Type, to: Type): TfValue {
  return refinedUnknown(withTypesFrom(from, to), content.cause, convertRefinement(content, from, to));
}

/** What stays certain about an unknown value in another type. */
function convertRefinement({ refinement }: UnknownContent, from: Type, to: Type): Refinement | undefined {
  const notNull = refinement?.notNull;
  if (typeof from === 'string' || typeof to === 'string') return notNull ? { notNull } : undefined;
  if (to.kind === 'tuple' || to.kind === 'object') return notNull ? { notNull } : undefined;
  const count =
    from.kind === 'tuple' ? from.elements.length : from.kind === 'object' ? from.attributes.size : undefined;
  const min = count ?? refinement?.minLength;
  const max = count ?? refinement?.maxLength;
  return {
    notNull,
    minLength: to.kind === 'set' && min !== undefined ? Math.min(min, 1) : min,
    maxLength: max,
  };
}

function convertPrimitive(content: Content, to: Type): TfValue {
  if (to === 'string' && content instanceof Num) return make('string', numberText(content));
  if (to === 'string' && typeof content === 'boolean') return make('string', String(content));
  if (to === 'number' && typeof content === 'string') {
    const num = parseNumber(content);
    if (num === undefined) throw new EvaluationError('a number is required');
    return make('number', num);
  }
  if (to === 'bool' && (content === 'true' || content === '1')) return make('bool', true);
  if (to === 'bool' && (content === 'false' || content === '0')) return make('bool', false);
  throw new EvaluationError(`a ${friendlyName(to)} is required`);
}

function convertCompound(value: TfValue, content: Content, to: Exclude<Type, string>): TfValue {
  switch (to.kind) {
    case 'list': {
      const [element, elements] = convertAll(elementsOf(content), to.element, value.type);
      const { min, max } = lengthRange(value);
      // Unknown elements of a set may turn out to be one, so that their number and places are unknown in a
      // list.
      if (min !== max)
        return derivedUnknown(listOf(element), [value], { notNull: true, minLength: min, maxLength: max });
      return list(element, elements);
    }
    case 'set': {
      const [element, elements] = convertAll(elementsOf(content), to.element, value.type);
      return setFrom(element, elements);
    }
    case 'map': {
      const entries = [...entriesOf(content)];
      const [element, elements] = convertAll(
        entries.map(([, inner]) => inner),
        to.element,
        value.type,
      );
      return map(
        element,
        entries.map(([key], index): [string, TfValue] => [key, elements[index] ?? nullOf(element)]),
      );
    }
    case 'tuple': {
      const elements = elementsOf(content).map((element, index) =>
        convert(element, to.elements[index] ?? 'dynamic'),
      );
      return make(tupleOf(elements.map(({ type }) => type)), elements);
    }
    case 'object':
      return convertToObject(entriesOf(content), to);
  }
}

/** All elements as one type; where the type leaves something open, the type that all of them fit. */
function convertAll(
  elements: readonly TfValue[],
  wanted: Type,
  from: Type,
): readonly [Type, readonly TfValue[]] {
  if (!hasDynamic(wanted))
    return [withoutOptional(wanted), elements.map((element) => convert(element, wanted))];
  if (elements.length === 0) return [withTypesFrom(elementTypeOf(from), wanted), []];
  const element = wanted === 'dynamic' ? elementTypeOf(from) : wanted;
  const converted = elements.map((inner) => convert(inner, element));
  const typed = converted.filter((inner) => inner.type !== 'dynamic' || !isNull(inner));
  const unified = typed.length === 0 ? 'dynamic' : unify(typed.map(({ type }) => type));
  if (unified === undefined) throw new EvaluationError('all elements must have the same type');
  const same = converted.map((inner) => convert(inner, unified));
  const first = same.find(({ type }) => type !== 'dynamic');
  if (same.some(({ type }) => type !== 'dynamic' && first && !sameType(type, first.type))) {
    throw new EvaluationError('all elements must have the same type');
  }
  return [unified, same];
}

function elementTypeOf(type: Type): Type {
  if (typeof type === 'string') return 'dynamic';
  switch (type.kind) {
    case 'tuple':
      return unify(type.elements) ?? 'dynamic';
    case 'object':
      return unify([...type.attributes.values()]) ?? 'dynamic';
    default:
      return type.element;
  }
}

function convertToObject(given: ReadonlyMap<string, TfValue>, to: ObjectType): TfValue {
  const values = new Map<string, TfValue>();
  for (const [name, type] of to.attributes) {
    const value = given.get(name);
    if (value === undefined && !to.optional?.has(name)) {
      throw new EvaluationError(`the attribute ${JSON.stringify(name)} is required`);
    }
    values.set(
      name,
      value === undefined ? nullOf(withoutOptional(type)) : convertAttribute(value, type, name),
    );
  }
  return make(objectOf(new Map([...values].map(([name, value]) => [name, value.type]))), values);
}

function convertAttribute(value: TfValue, type: Type, name: string): TfValue {
  try {
    return convert(value, type);
  } catch (error) {
    if (error instanceof EvaluationError)
      throw new EvaluationError(`attribute ${JSON.stringify(name)}: ${error.message}`);
    throw error;
  }
}

/** The wanted type of values, with every open part taken from the type at hand. */
function withTypesFrom(from: Type, to: Type): Type {
  if (to === 'dynamic') return from;
  if (typeof to === 'string') return to;
  if (!hasDynamic(to)) return withoutOptional(to);
  switch (to.kind) {
    case 'list':
      return listOf(withTypesFrom(elementTypeOf(from), to.element));
    case 'set':
      return setOf(withTypesFrom(elementTypeOf(from), to.element));
    case 'map':
      return mapOf(withTypesFrom(elementTypeOf(from), to.element));
    case 'tuple': {
      const given = typeof from !== 'string' && from.kind === 'tuple' ? from.elements : [];
      return tupleOf(to.elements.map((element, index) => withTypesFrom(given[index] ?? 'dynamic', element)));
    }
    case 'object': {
      const given =
        typeof from !== 'string' && from.kind === 'object' ? from.attributes : new Map<string, Type>();
      return objectOf(
        new Map(
          [...to.attributes].map(([name, type]) => [name, withTypesFrom(given.get(name) ?? 'dynamic', type)]),
        ),
      );
    }
  }
}

function elementsOf(content: Content): readonly TfValue[] {
  return Array.isArray(content) ? content : [];
}

function entriesOf(content: Content): ReadonlyMap<string, TfValue> {
  return content instanceof Map ? content : new Map();
}
