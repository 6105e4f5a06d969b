import type { Budget } from '../evaluate/budget.ts';
import { convert } from '../values/convert.ts';
import type { Type } from '../values/type.ts';
import { listOf, setOf, tupleOf } from '../values/type.ts';
import { derivedUnknown, isWhollyKnown, lengthRange } from '../values/unknowns.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, isUnknown, list, marked, tuple } from '../values/value.ts';
import { elementsOf } from './arguments.ts';
import type { Functions, Parameter } from './definition.ts';
import { unify } from '../values/unify.ts';
import { rawEqual } from '../values/raw-equal.ts';
import { setFrom } from '../values/set.ts';

const SET: Parameter = { type: setOf('dynamic') };

/** Functions of sets. */
export const setFunctions: Functions = {
  setintersection: {
    parameters: [SET],
    rest: SET,
    result: commonSet,
    call: (args, { budget }) => combine(args, (kept, next) => kept.filter(isIn(next, budget))),
  },
  setproduct: {
    parameters: [],
    rest: { type: 'dynamic', takesMarks: true, takesUnknown: true },
    result: productType,
    call: product,
  },
  setsubtract: {
    parameters: [SET, SET],
    result: commonSet,
    call: (args, { budget }) =>
      combine(args, (kept, next) => {
        const isThere = isIn(next, budget);
        return kept.filter((value) => !isThere(value));
      }),
  },
  setunion: { parameters: [SET], rest: SET, result: commonSet, call: union },
};

/** Texts are looked up; other values are compared one by one, which costs. */
function isIn(values: readonly TfValue[], budget: Budget): (value: TfValue) => boolean {
  const texts = new Set<unknown>(values.map(({ content }) => content));
  return (value) => {
    if (value.type === 'string') return texts.has(value.content);
    budget.spend(values.length);
    return values.some((other) => rawEqual(value, other));
  };
}

function commonSet(args: readonly TfValue[]): Type {
  const elements: Type[] = [];
  for (const value of args) {
    const { type, content } = value;
    if (typeof type === 'string' || type.kind !== 'set') continue;
    const isEmptyOfAnything = type.element === 'dynamic' && Array.isArray(content) && content.length === 0;
    if (!isEmptyOfAnything) elements.push(type.element);
  }
  if (elements.length === 0) return setOf('dynamic');
  const common = unify(elements);
  if (common === undefined) throw new EvaluationError('the sets must have compatible element types');
  return setOf(common);
}

type Combination = (kept: readonly TfValue[], next: readonly TfValue[]) => readonly TfValue[];

function combine(args: readonly TfValue[], combination: Combination): TfValue {
  const type = commonSet(args);
  if (!args.every(isWhollyKnown)) return derivedUnknown(type, args, { notNull: true });
  const [first = [], ...others] = args.map((value) => elementsOf(convert(value, type)));
  return { type, content: others.reduce(combination, first), sensitive: false };
}

function union(args: readonly TfValue[]): TfValue {
  const type = commonSet(args);
  const elements = args.flatMap((value) => elementsOf(convert(value, type)));
  return setFrom(typeof type !== 'string' && 'element' in type ? type.element : 'dynamic', elements);
}

function productElements(args: readonly TfValue[]): readonly Type[] {
  if (args.length < 2) throw new EvaluationError('at least two arguments are required');
  return args.map(({ type }) => {
    if (typeof type !== 'string' && (type.kind === 'set' || type.kind === 'list')) return type.element;
    if (typeof type === 'string' || type.kind !== 'tuple')
      throw new EvaluationError('a set or a list is required');
    if (type.elements.length === 0) return 'dynamic';
    const common = unify(type.elements);
    if (common === undefined) throw new EvaluationError('all elements must have one type');
    return common;
  });
}

function isSetProduct(args: readonly TfValue[]): boolean {
  return args.some(({ type }) => typeof type !== 'string' && type.kind === 'set');
}

function productType(args: readonly TfValue[]): Type {
  const element = tupleOf(productElements(args));
  return isSetProduct(args) ? setOf(element) : listOf(element);
}

function product(args: readonly TfValue[]): TfValue {
  const types = productElements(args);
  const type = productType(args);
  const hasUnknownLength = args.some(
    (value) => isUnknown(value) || lengthRange(value).min !== lengthRange(value).max,
  );
  if (hasUnknownLength) return marked(derivedUnknown(type, args, { notNull: true }), ...args);
  const rowsInAll = args.reduce((product, value) => product * elementsOf(value).length, 1);
  if (rowsInAll * (args.length + 1) > MOST_PARTS)
    throw new EvaluationError('the product has too many elements', 'limit');
  let combined: readonly (readonly TfValue[])[] = [[]];
  for (const [position, value] of args.entries()) {
    const elements = elementsOf(value).map((element) => convert(element, types[position] ?? 'dynamic'));
    combined = combined.flatMap((row) => elements.map((element) => [...row, element]));
  }
  const rows = combined.map(tuple);
  return marked(isSetProduct(args) ? setFrom(tupleOf(types), rows) : list(tupleOf(types), rows), ...args);
}

/** Far beyond what anyone deploys; guards memory. */
const MOST_PARTS = 1_000_000;
