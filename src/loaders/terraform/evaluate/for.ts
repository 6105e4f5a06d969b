import type { For } from '../../../syntax/hcl/ast.ts';
import { convert } from '../values/convert.ts';
import { numFromInt } from '../values/number.ts';
import type { TfValue } from '../values/value.ts';
import {
  EvaluationError,
  isNull,
  isUnknown,
  marked,
  number,
  object,
  string,
  tuple,
  unknownCause,
  unknownOf,
} from '../values/value.ts';
import type { Expression } from '../../../syntax/hcl/ast.ts';
import type { Scope } from './scope.ts';
import { bind } from './scope.ts';

type Evaluate = (expression: Expression, scope: Scope) => TfValue;

/**
 * Pairs of key and element of a collection, in terraform's order; undefined when the collection itself is
 * unknown. What is in a sensitive collection is sensitive: errors quote keys.
 */
export function elementsOf(collection: TfValue): Elements | undefined {
  const elements = plainElements(collection);
  if (!collection.sensitive) return elements;
  return elements?.map(([key, value]) => [marked(key, collection), marked(value, collection)]);
}

function plainElements(collection: TfValue): Elements | undefined {
  if (isNull(collection)) throw new EvaluationError('a null value cannot be iterated');
  const { content, type } = collection;
  const mayBeCollection = typeof type !== 'string' || type === 'dynamic';
  if (isUnknown(collection) && mayBeCollection) return undefined;
  if (content instanceof Map) {
    const entries: ReadonlyMap<string, TfValue> = content;
    return [...entries].map(([key, value]) => [string(key), value]);
  }
  if (Array.isArray(content)) {
    const items: readonly TfValue[] = content;
    if (typeof type !== 'string' && type.kind === 'set') return items.map((item) => [item, item]);
    return items.map((item, index) => [number(numFromInt(index)), item]);
  }
  throw new EvaluationError('only lists, sets, tuples, maps and objects can be iterated');
}

/** `[for …]` and `{for …}`. */
export function evaluateFor(expression: For, scope: Scope, evaluate: Evaluate): TfValue {
  const collection = evaluate(expression.collection, scope);
  const elements = elementsOf(collection);
  if (!elements) return marked(unknownOf('dynamic', causeOf(collection)), collection);
  const result =
    expression.form === 'tuple'
      ? forTuple(expression, elements, scope, evaluate)
      : forObject(expression, elements, scope, evaluate);
  return marked(result, collection);
}

function forTuple(expression: For, elements: Elements, scope: Scope, evaluate: Evaluate): TfValue {
  const items: TfValue[] = [];
  let sensitive = false;
  for (const [key, value] of elements) {
    const inner = bindElement(expression, key, value, scope);
    const included = isIncluded(expression, inner, evaluate);
    sensitive ||= included.sensitive;
    if (included.unknown) return included.unknown;
    if (included.yes) items.push(evaluate(expression.value, inner));
  }
  const made = tuple(items);
  return sensitive ? { ...made, sensitive: true } : made;
}

function forObject(expression: For, elements: Elements, scope: Scope, evaluate: Evaluate): TfValue {
  const single = new Map<string, TfValue>();
  const grouped = new Map<string, TfValue[]>();
  let unknown: TfValue | undefined;
  let sensitive = false;
  for (const [key, value] of elements) {
    const inner = bindElement(expression, key, value, scope);
    const included = isIncluded(expression, inner, evaluate);
    sensitive ||= included.sensitive;
    unknown ??= included.unknown;
    if (included.unknown || !included.yes || !expression.key) continue;
    const name = convert(evaluate(expression.key, inner), 'string');
    sensitive ||= name.sensitive;
    if (isUnknown(name)) {
      unknown ??= unknownOf('dynamic', causeOf(name));
      continue;
    }
    if (typeof name.content !== 'string') throw new EvaluationError('a key of the for expression is null');
    const made = evaluate(expression.value, inner);
    if (expression.grouped) {
      const group = grouped.get(name.content);
      if (group) group.push(made);
      else grouped.set(name.content, [made]);
    } else if (single.has(name.content)) {
      const key = sensitive ? 'a sensitive key' : `the key "${name.content}"`;
      throw new EvaluationError(`the for expression makes ${key} twice; group with ... after the value`);
    } else {
      single.set(name.content, made);
    }
  }
  if (unknown) return unknown;
  for (const [key, values] of grouped) single.set(key, tuple(values));
  const made = object(single);
  return sensitive ? { ...made, sensitive: true } : made;
}

type Elements = readonly (readonly [TfValue, TfValue])[];

function bindElement(expression: For, key: TfValue, value: TfValue, scope: Scope): Scope {
  const outer = expression.keyName === undefined ? scope : bind(scope, expression.keyName, key);
  return bind(outer, expression.valueName, value);
}

interface Included {
  readonly yes: boolean;
  readonly unknown: TfValue | undefined;
  readonly sensitive: boolean;
}

function isIncluded(expression: For, scope: Scope, evaluate: Evaluate): Included {
  if (!expression.condition) return { yes: true, unknown: undefined, sensitive: false };
  const condition = convert(evaluate(expression.condition, scope), 'bool');
  const { sensitive } = condition;
  if (isUnknown(condition))
    return { yes: false, unknown: unknownOf('dynamic', causeOf(condition)), sensitive };
  if (condition.content === null) throw new EvaluationError('the condition of the for expression is null');
  return { yes: condition.content === true, unknown: undefined, sensitive };
}

function causeOf(value: TfValue) {
  const cause = unknownCause(value);
  if (!cause) throw new Error('a known value has no cause');
  return cause;
}
