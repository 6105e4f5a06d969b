import { convert } from '../values/convert.ts';
import { sameType } from '../values/same-type.ts';
import type { Type } from '../values/type.ts';
import { listOf, mapOf, objectOf, tupleOf } from '../values/type.ts';
import { byCodePoint } from '../values/text-order.ts';
import { derivedUnknown, isWhollyKnown } from '../values/unknowns.ts';
import type { TfValue } from '../values/value.ts';
import {
  EvaluationError,
  isNull,
  isUnknown,
  list,
  map,
  marked,
  object,
  string,
  tuple,
} from '../values/value.ts';
import { argument, elementsOf, entriesOf, kindOf, textOf } from './arguments.ts';
import type { Functions, Parameter } from './definition.ts';

const MAP: Parameter = { type: 'dynamic', takesMarks: true };
const TEXT_LISTS: Type = mapOf(listOf('string'));

/** Functions of maps and objects. */
export const mapFunctions: Functions = {
  keys: {
    parameters: [{ ...MAP, takesUnknown: true }],
    result: 'dynamic',
    call: (args) => keys(argument(args, 0)),
  },
  lookup: {
    parameters: [
      { ...MAP, takesUnknown: true },
      { type: 'string', takesMarks: true },
    ],
    rest: { type: 'dynamic', takesNull: true, takesUnknown: true, takesDynamic: true, takesMarks: true },
    result: lookupType,
    refine: () => undefined,
    call: lookup,
  },
  merge: {
    parameters: [],
    rest: { type: 'dynamic', takesNull: true, takesDynamic: true, takesMarks: true },
    result: mergeType,
    refine: () => undefined,
    call: merge,
  },
  transpose: { parameters: [{ type: TEXT_LISTS }], result: TEXT_LISTS, call: transpose },
  values: {
    parameters: [MAP],
    result: (args) => valuesType(argument(args, 0).type),
    call: (args) => values(argument(args, 0)),
  },
  zipmap: {
    parameters: [{ type: listOf('string'), takesMarks: true }, MAP],
    result: zipmapType,
    call: zipmap,
  },
};

function keys(value: TfValue): TfValue {
  const { type } = value;
  if (typeof type !== 'string' && type.kind === 'object')
    return marked(tuple([...type.attributes.keys()].map(string)), value);
  if (typeof type === 'string' || type.kind !== 'map')
    throw new EvaluationError('a map or object is required');
  if (isUnknown(value)) return marked(derivedUnknown(listOf('string'), [value], { notNull: true }), value);
  return marked(list('string', [...entriesOf(value).keys()].map(string)), value);
}

function valuesType(type: Type): Type {
  if (typeof type !== 'string' && type.kind === 'object') return tupleOf([...type.attributes.values()]);
  if (typeof type !== 'string' && type.kind === 'map') return listOf(type.element);
  throw new EvaluationError('a map or object is required');
}

function values(value: TfValue): TfValue {
  return {
    type: valuesType(value.type),
    content: [...entriesOf(value).values()],
    sensitive: value.sensitive,
  };
}

function lookupType(args: readonly TfValue[]): Type {
  const [whole, key] = [argument(args, 0), argument(args, 1)];
  const { type } = whole;
  if (args.length > 3) throw new EvaluationError('no more than three arguments are taken');
  if (typeof type !== 'string' && type.kind === 'map') {
    if (args[2]) convert(args[2], type.element);
    return type.element;
  }
  if (typeof type === 'string' || type.kind !== 'object') throw new EvaluationError('a map is required');
  if (isUnknown(key)) return 'dynamic';
  const attribute = type.attributes.get(textOf(key)) ?? args[2]?.type;
  if (attribute === undefined)
    throw new EvaluationError(`there is no attribute ${JSON.stringify(textOf(key))}`);
  return attribute;
}

function lookup(args: readonly TfValue[]): TfValue {
  const type = lookupType(args);
  const [whole, key] = [argument(args, 0), argument(args, 1)];
  if (isUnknown(whole)) return marked(derivedUnknown(type, [whole]), whole, key);
  const found = entriesOf(whole).get(textOf(key));
  if (found !== undefined) return marked(found, whole, key);
  if (args[2] === undefined) throw new EvaluationError(`there is no element ${JSON.stringify(textOf(key))}`);
  return marked(convert(args[2], type), whole, key);
}

function mergeType(args: readonly TfValue[]): Type {
  const [first] = args;
  if (first === undefined) return objectOf(new Map());
  for (const value of args) {
    if (value.type === 'dynamic') return 'dynamic';
    if (!['map', 'object'].includes(kindOf(value)))
      throw new EvaluationError('arguments must be maps or objects');
  }
  if (args.every(({ type }) => sameType(type, first.type))) return first.type;
  const attributes = new Map<string, Type>();
  for (const value of args) {
    const { type } = value;
    if (typeof type === 'string' || isNull(value)) continue;
    if (type.kind === 'object')
      for (const [name, attribute] of type.attributes) attributes.set(name, attribute);
    if (type.kind !== 'map') continue;
    if (isUnknown(value)) return 'dynamic';
    for (const name of entriesOf(value).keys()) attributes.set(name, type.element);
  }
  return objectOf(new Map([...attributes].sort(([a], [b]) => (a < b ? -1 : 1))));
}

function merge(args: readonly TfValue[]): TfValue {
  const type = mergeType(args);
  const entries = args.filter((value) => !isNull(value)).flatMap((value) => [...entriesOf(value)]);
  const merged = new Map(entries);
  if (typeof type !== 'string' && type.kind === 'object' && type.attributes.size !== merged.size) {
    throw new EvaluationError('null objects cannot be merged into an object');
  }
  const isMap = typeof type !== 'string' && type.kind === 'map';
  return marked(isMap ? map(type.element, merged) : object(merged), ...args);
}

function transpose(args: readonly TfValue[]): TfValue {
  const whole = argument(args, 0);
  if (!isWhollyKnown(whole)) return derivedUnknown(TEXT_LISTS, [whole], { notNull: true });
  const turned = new Map<string, TfValue[]>();
  for (const [key, inner] of entriesOf(whole)) {
    for (const text of elementsOf(inner)) {
      const name = textOf(text);
      const names = turned.get(name);
      if (names) names.push(string(key));
      else turned.set(name, [string(key)]);
    }
  }
  const sorted = [...turned].map(([name, names]): [string, TfValue] => [
    name,
    list(
      'string',
      names.sort((a, b) => byCodePoint(textOf(a), textOf(b))),
    ),
  ]);
  return map(listOf('string'), sorted);
}

function zipmapType(args: readonly TfValue[]): Type {
  const [names, whole] = [argument(args, 0), argument(args, 1)];
  const { type } = whole;
  if (typeof type !== 'string' && type.kind === 'list') return mapOf(type.element);
  if (typeof type === 'string' || type.kind !== 'tuple')
    throw new EvaluationError('values must be a list or tuple');
  if (!isWhollyKnown(names)) return 'dynamic';
  const keyList = elementsOf(names);
  if (keyList.length !== type.elements.length)
    throw new EvaluationError('keys and values must have the same length');
  const entries = keyList.map((key, position): [string, Type] => [
    textOf(key),
    type.elements[position] ?? 'dynamic',
  ]);
  return objectOf(new Map(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))));
}

function zipmap(args: readonly TfValue[]): TfValue {
  const type = zipmapType(args);
  const [names, whole] = [argument(args, 0), argument(args, 1)];
  if (!isWhollyKnown(names)) return marked(derivedUnknown(type, [names], { notNull: true }), ...args);
  const [keyList, valueList] = [elementsOf(names), elementsOf(whole)];
  if (keyList.length !== valueList.length)
    throw new EvaluationError('keys and values must have the same length');
  const entries = new Map<string, TfValue>();
  let sensitive = false;
  for (const [position, key] of keyList.entries()) {
    sensitive ||= key.sensitive;
    entries.set(textOf(key), argument(valueList, position));
  }
  const made = typeof type !== 'string' && type.kind === 'map' ? map(type.element, entries) : object(entries);
  return marked({ ...made, sensitive }, ...args);
}
