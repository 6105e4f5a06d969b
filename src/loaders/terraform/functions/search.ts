import { convert } from '../values/convert.ts';
import { equal } from '../values/equal.ts';
import type { Num } from '../values/number.ts';
import { add, numFromInt } from '../values/number.ts';
import { sameType } from '../values/same-type.ts';
import type { Type } from '../values/type.ts';
import { listOf } from '../values/type.ts';
import { derivedUnknown, isWhollyKnown, lengthRange } from '../values/unknowns.ts';
import type { TfValue } from '../values/value.ts';
import { bool, EvaluationError, isNull, isUnknown, list, marked, nullOf, number } from '../values/value.ts';
import { argument, elementsOf, kindOf, numOf } from './arguments.ts';
import type { FunctionContext, Functions, Parameter } from './definition.ts';
import { ANY } from './definition.ts';
import { graphemes } from './graphemes.ts';
import { unify } from '../values/unify.ts';

const LIST: Parameter = { type: listOf('dynamic') };
const BOOLS: Parameter = { type: listOf('bool') };
const CANDIDATE: Parameter = { type: 'dynamic', takesNull: true, takesUnknown: true, takesDynamic: true };

/** Functions that look into collections and answer with one value. */
export const searchFunctions: Functions = {
  alltrue: { parameters: [BOOLS], result: 'bool', call: allTrue },
  anytrue: { parameters: [BOOLS], result: 'bool', call: anyTrue },
  coalesce: { parameters: [], rest: CANDIDATE, result: 'dynamic', call: coalesce },
  coalescelist: { parameters: [], rest: CANDIDATE, result: 'dynamic', call: coalesceList },
  contains: { parameters: [ANY, ANY], result: 'bool', call: contains },
  index: { parameters: [ANY, ANY], result: 'number', call: index },
  length: {
    parameters: [{ type: 'dynamic', takesUnknown: true, takesDynamic: true, takesMarks: true }],
    result: 'number',
    call: (args) => length(argument(args, 0)),
  },
  matchkeys: { parameters: [LIST, LIST, LIST], result: matchKeysType, call: matchKeys },
  one: {
    parameters: [ANY],
    result: (args) => oneType(argument(args, 0).type),
    refine: () => undefined,
    call: one,
  },
  sum: { parameters: [ANY], result: 'number', call: sum },
};

function allTrue(args: readonly TfValue[]): TfValue {
  for (const value of elementsOf(args[0])) {
    if (isUnknown(value)) return derivedUnknown('bool', [value], { notNull: true });
    if (value.content !== true) return bool(false);
  }
  return bool(true);
}

function anyTrue(args: readonly TfValue[]): TfValue {
  const elements = elementsOf(args[0]);
  if (elements.some(({ content }) => content === true)) return bool(true);
  return elements.some(isUnknown) ? derivedUnknown('bool', args, { notNull: true }) : bool(false);
}

function coalesce(args: readonly TfValue[]): TfValue {
  const type = unify(args.map((value) => value.type));
  if (type === undefined) throw new EvaluationError('all arguments must have one type');
  for (const value of args) {
    const candidate = convert(value, type);
    if (isUnknown(candidate)) return derivedUnknown(type, args);
    if (candidate.content !== null && candidate.content !== '') return candidate;
  }
  throw new EvaluationError('every argument is null or empty');
}

function coalesceList(args: readonly TfValue[]): TfValue {
  const [first] = args;
  if (first === undefined) throw new EvaluationError('at least one argument is required');
  for (const value of args) {
    if (isUnknown(value)) break;
    if (!['list', 'tuple'].includes(kindOf(value)))
      throw new EvaluationError('every argument must be a list or tuple');
  }
  for (const value of args) {
    if (isUnknown(value)) {
      const isOneType = !args.some(isUnknown) && args.every(({ type }) => sameType(type, first.type));
      return derivedUnknown(isOneType ? first.type : 'dynamic', args);
    }
    if (!isNull(value) && elementsOf(value).length > 0) return value;
  }
  throw new EvaluationError('every argument is null or empty');
}

function contains(args: readonly TfValue[]): TfValue {
  const wanted = argument(args, 1);
  let isUndecided = false;
  for (const value of elementsOf(args[0])) {
    const { content } = equal(wanted, value);
    if (content === true) return bool(true);
    if (content !== false) isUndecided = true;
  }
  return isUndecided ? derivedUnknown('bool', args, { notNull: true }) : bool(false);
}

function index(args: readonly TfValue[]): TfValue {
  const [whole, wanted] = [argument(args, 0), argument(args, 1)];
  if (!['list', 'tuple'].includes(kindOf(whole))) throw new EvaluationError('a list or tuple is required');
  for (const [position, value] of elementsOf(whole).entries()) {
    const { content } = equal(value, wanted);
    if (content === true) return number(numFromInt(position));
    if (content !== false) return derivedUnknown('number', args, { notNull: true });
  }
  throw new EvaluationError('the value is not in the list');
}

function length(value: TfValue): TfValue {
  const { type } = value;
  if (typeof type === 'string') {
    const isMeasurable = type === 'string' || type === 'dynamic';
    if (isUnknown(value) && isMeasurable)
      return marked(derivedUnknown('number', [value], { notNull: true }), value);
    if (typeof value.content === 'string')
      return marked(number(numFromInt(graphemes(value.content).length)), value);
    throw new EvaluationError('a string, a collection or an object is required');
  }
  if (type.kind === 'tuple') return marked(number(numFromInt(type.elements.length)), value);
  if (type.kind === 'object') return marked(number(numFromInt(type.attributes.size)), value);
  const { min, max } = lengthRange(value);
  const count = min === max ? number(numFromInt(min)) : derivedUnknown('number', [value], { notNull: true });
  return marked(count, value);
}

function keyType(args: readonly TfValue[]): Type {
  const type = unify([argument(args, 1).type, argument(args, 2).type]);
  if (type === undefined) throw new EvaluationError('keys and searchset must have one type');
  return type;
}

function matchKeysType(args: readonly TfValue[]): Type {
  keyType(args);
  return argument(args, 0).type;
}

function matchKeys(args: readonly TfValue[], { budget }: FunctionContext): TfValue {
  const [values, keys, searched] = [argument(args, 0), argument(args, 1), argument(args, 2)];
  const type = keyType(args);
  const [candidates, keyList] = [elementsOf(values), elementsOf(convert(keys, type))];
  if (candidates.length !== keyList.length)
    throw new EvaluationError('values and keys must have the same length');
  const wanted = elementsOf(convert(searched, type));
  if (wanted.length === 0) return { ...values, content: [] };
  if (!isWhollyKnown(values) || !isWhollyKnown(keys) || !isWhollyKnown(searched)) {
    return derivedUnknown(values.type, args, { notNull: true });
  }
  budget.spend(keyList.length * wanted.length);
  const isWanted = keyList.map((key) => wanted.some((other) => equal(key, other).content === true));
  const element =
    typeof values.type !== 'string' && 'element' in values.type ? values.type.element : 'dynamic';
  return list(
    element,
    candidates.filter((_, position) => isWanted[position]),
  );
}

function oneType(type: Type): Type {
  if (typeof type === 'string') throw new EvaluationError('a list, set or tuple is required');
  if (type.kind === 'list' || type.kind === 'set') return type.element;
  if (type.kind !== 'tuple' || type.elements.length > 1) {
    throw new EvaluationError('a list, set or tuple of at most one element is required');
  }
  return type.elements[0] ?? 'dynamic';
}

function one(args: readonly TfValue[]): TfValue {
  const value = argument(args, 0);
  const type = oneType(value.type);
  const elements = elementsOf(value);
  const { min, max } = lengthRange(value);
  if (min !== max) return derivedUnknown(type, [value]);
  if (elements.length > 1)
    throw new EvaluationError('a list, set or tuple of at most one element is required');
  return elements[0] ?? nullOf(type);
}

function sum(args: readonly TfValue[]): TfValue {
  const whole = argument(args, 0);
  const elements = elementsOf(whole);
  if (elements.length === 0) throw new EvaluationError('an empty list has no sum');
  if (!isWhollyKnown(whole)) return derivedUnknown('number', [whole], { notNull: true });
  const [first, ...others] = elements.map((value): Num => numOf(convert(value, 'number')));
  if (first === undefined) throw new EvaluationError('an empty list has no sum');
  return number(others.reduce(add, first));
}
