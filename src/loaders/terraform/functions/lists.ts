import type { Unknown } from '../../../core/value.ts';
import { convert } from '../values/convert.ts';
import { equal } from '../values/equal.ts';
import { toDouble } from '../values/number.ts';
import { byCodePoint } from '../values/text-order.ts';
import type { Type } from '../values/type.ts';
import { listOf, tupleOf } from '../values/type.ts';
import { derivedUnknown, isWhollyKnown, partOfCause } from '../values/unknowns.ts';
import type { TfValue } from '../values/value.ts';
import {
  EvaluationError,
  isNull,
  isUnknown,
  list,
  marked,
  tuple,
  unknownCause,
  unknownOf,
} from '../values/value.ts';
import { argument, elementsOf, intOf, kindOf, numOf, textOf } from './arguments.ts';
import type { FunctionContext, Functions, Parameter } from './definition.ts';
import { NUMBER } from './definition.ts';
import { flatten } from './flatten.ts';
import { range } from './range.ts';
import { unify } from '../values/unify.ts';

const LIST: Parameter = { type: listOf('dynamic') };
const TEXTS: Parameter = { type: listOf('string') };
/** Elements keep their own marks. */
const SEQUENCE: Parameter = { type: 'dynamic', takesMarks: true };
const ANY_SEQUENCE: Parameter = { ...SEQUENCE, takesUnknown: true, takesDynamic: true };

/** Functions that take lists apart or put them together. */
export const listFunctions: Functions = {
  chunklist: {
    parameters: [{ ...LIST, takesMarks: true }, NUMBER],
    result: (args) => listOf(argument(args, 0).type),
    call: chunklist,
  },
  compact: { parameters: [TEXTS], result: listOf('string'), call: compact },
  concat: { parameters: [], rest: SEQUENCE, result: concatType, call: concat },
  distinct: { parameters: [LIST], result: (args) => argument(args, 0).type, call: distinct },
  element: { parameters: [ANY_SEQUENCE, NUMBER], result: elementType, call: element },
  flatten: { parameters: [SEQUENCE], result: 'dynamic', call: (args) => flatten(argument(args, 0)) },
  range: { parameters: [], rest: NUMBER, result: listOf('number'), call: range },
  reverse: { parameters: [SEQUENCE], result: (args) => reverseType(argument(args, 0)), call: reverse },
  slice: { parameters: [ANY_SEQUENCE, NUMBER, NUMBER], result: sliceType, call: slice },
  sort: { parameters: [TEXTS], result: listOf('string'), call: sort },
};

function chunklist(args: readonly TfValue[]): TfValue {
  const whole = argument(args, 0);
  const size = intOf(args[1]);
  if (size < 0) throw new EvaluationError('the size must not be negative');
  const elements = elementsOf(whole);
  const step = size === 0 ? Math.max(elements.length, 1) : size;
  const chunks: TfValue[] = [];
  for (let start = 0; start < elements.length; start += step) {
    chunks.push({ type: whole.type, content: elements.slice(start, start + step), sensitive: false });
  }
  return marked(list(whole.type, chunks), whole);
}

function compact(args: readonly TfValue[]): TfValue {
  if (!isWhollyKnown(argument(args, 0))) return derivedUnknown(listOf('string'), args, { notNull: true });
  return list(
    'string',
    elementsOf(args[0]).filter(({ content }) => content !== '' && content !== null),
  );
}

function concatType(args: readonly TfValue[]): Type {
  if (args.length === 0) throw new EvaluationError('at least one argument is required');
  if (args.every((value) => kindOf(value) === 'list')) {
    const common = unify(args.map(({ type }) => type));
    if (common !== undefined) return common;
  }
  const elements: Type[] = [];
  for (const value of args) {
    const { type } = value;
    if (typeof type === 'string' || (type.kind !== 'list' && type.kind !== 'tuple')) {
      throw new EvaluationError('all arguments must be lists or tuples');
    }
    if (type.kind === 'tuple') for (const element of type.elements) elements.push(element);
    else if (isUnknown(value)) return 'dynamic';
    else for (let left = elementsOf(value).length; left > 0; left -= 1) elements.push(type.element);
  }
  return tupleOf(elements);
}

function concat(args: readonly TfValue[]): TfValue {
  const type = concatType(args);
  if (typeof type !== 'string' && type.kind === 'list') {
    const elements = args.flatMap((value) => elementsOf(convert(value, type)));
    return marked(list(type.element, elements), ...args);
  }
  return marked(tuple(args.flatMap(elementsOf)), ...args);
}

function distinct(args: readonly TfValue[], { budget }: FunctionContext): TfValue {
  const whole = argument(args, 0);
  if (!isWhollyKnown(whole)) return derivedUnknown(whole.type, [whole], { notNull: true });
  const kept: TfValue[] = [];
  if (typeof whole.type !== 'string' && whole.type.kind === 'list' && whole.type.element === 'string') {
    const texts = new Map(elementsOf(whole).map((value) => [value.content, value]));
    return { ...whole, content: [...texts.values()] };
  }
  for (const value of elementsOf(whole)) {
    budget.spend(kept.length * 4);
    if (!kept.some((other) => equal(other, value).content === true)) kept.push(value);
  }
  return { ...whole, content: kept };
}

function elementType(args: readonly TfValue[]): Type {
  const whole = argument(args, 0);
  const { type } = whole;
  if (type === 'dynamic' && isUnknown(whole)) return type;
  if (typeof type !== 'string' && type.kind === 'list') return type.element;
  if (typeof type === 'string' || type.kind !== 'tuple')
    throw new EvaluationError('element() reads a list or tuple');
  const position = argument(args, 1);
  if (isUnknown(position)) return 'dynamic';
  if (intOf(position) < 0) throw new EvaluationError('the index of a tuple must not be negative');
  return type.elements[wrapped(position, type.elements.length)] ?? 'dynamic';
}

function wrapped(position: TfValue, length: number): number {
  if (length === 0) throw new EvaluationError('an empty list has no elements');
  const index = intOf(position) % length;
  return index < 0 ? index + length : index;
}

function element(args: readonly TfValue[]): TfValue {
  const type = elementType(args);
  const [whole, position] = [argument(args, 0), argument(args, 1)];
  const cause = unknownCause(whole);
  if (cause) {
    // Only the first element is certain: another index may begin again from the start; the path says so.
    const index = toDouble(numOf(position));
    const part = partOfCause(cause, index === 0 ? 0 : `element(${String(index)})`);
    return marked(unknownOf(type, part), whole);
  }
  const elements = elementsOf(whole);
  return marked(argument(elements, wrapped(position, elements.length)), whole);
}

function reverseType({ type }: TfValue): Type {
  if (typeof type === 'string') throw new EvaluationError('only lists and tuples can be reversed');
  if (type.kind === 'tuple') return tupleOf([...type.elements].reverse());
  if (type.kind === 'list' || type.kind === 'set') return listOf(type.element);
  throw new EvaluationError('only lists and tuples can be reversed');
}

function reverse(args: readonly TfValue[]): TfValue {
  const whole = argument(args, 0);
  return { type: reverseType(whole), content: [...elementsOf(whole)].reverse(), sensitive: whole.sensitive };
}

function sliceType(args: readonly TfValue[]): Type {
  const [whole, start, end] = [argument(args, 0), argument(args, 1), argument(args, 2)];
  const { type } = whole;
  if (type === 'dynamic' || (typeof type !== 'string' && type.kind === 'list')) return type;
  if (typeof type === 'string' || type.kind !== 'tuple')
    throw new EvaluationError('only lists and tuples can be sliced');
  if (isUnknown(start) || isUnknown(end)) return 'dynamic';
  const [first, last] = bounds(start, end, type.elements.length);
  return tupleOf(type.elements.slice(first, last));
}

function bounds(start: TfValue, end: TfValue, length: number): readonly [number, number] {
  const [first, last] = [intOf(start), intOf(end)];
  if (first < 0) throw new EvaluationError('the start index must not be negative');
  if (last > length) throw new EvaluationError('the end index must not be greater than the length');
  if (first > last) throw new EvaluationError('the start index must not be greater than the end index');
  return [first, last];
}

function slice(args: readonly TfValue[]): TfValue {
  const type = sliceType(args);
  const cause = unknownCause(argument(args, 0));
  if (cause) return marked(sliceOfUnknown(type, cause, args), ...args);
  const elements = elementsOf(args[0]);
  const [first, last] = bounds(argument(args, 1), argument(args, 2), elements.length);
  return marked({ type, content: elements.slice(first, last), sensitive: false }, ...args);
}

const LONGEST_SLICE = 1024;

/**
 * A slice has as many elements as its bounds say, whatever the list holds: part i of it is element `first +
 * i`.
 */
function sliceOfUnknown(type: Type, cause: Unknown, args: readonly TfValue[]): TfValue {
  const [first, last] = bounds(argument(args, 1), argument(args, 2), Infinity);
  if (last - first > LONGEST_SLICE) return derivedUnknown(type, [argument(args, 0)]);
  const typeOf = (index: number): Type => {
    if (typeof type === 'string') return 'dynamic';
    return type.kind === 'tuple'
      ? (type.elements[index] ?? 'dynamic')
      : 'element' in type
        ? type.element
        : 'dynamic';
  };
  const parts = Array.from({ length: last - first }, (_, index) =>
    unknownOf(typeOf(index), partOfCause(cause, first + index)),
  );
  return typeof type !== 'string' && type.kind === 'list' ? list(type.element, parts) : tuple(parts);
}

function sort(args: readonly TfValue[]): TfValue {
  const whole = argument(args, 0);
  const elements = elementsOf(whole);
  if (!isWhollyKnown(whole)) {
    const length = elements.length;
    return derivedUnknown(whole.type, [whole], { notNull: true, minLength: length, maxLength: length });
  }
  if (elements.some(isNull)) throw new EvaluationError('null cannot be sorted');
  return list(
    'string',
    [...elements].sort((a, b) => byCodePoint(textOf(a), textOf(b))),
  );
}
