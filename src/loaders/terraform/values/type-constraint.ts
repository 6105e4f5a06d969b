import type { Call, Expression, ObjectItem } from '../../../syntax/hcl/ast.ts';
import { convert } from './convert.ts';
import type { Type } from './type.ts';
import { listOf, mapOf, setOf, tupleOf } from './type.ts';
import type { TfValue } from './value.ts';
import { EvaluationError, isNull, isUnknownContent, marked, object, tuple } from './value.ts';

/** Values for attributes that a caller leaves out, in the shape of the type. */
export interface Defaults {
  readonly type: Type;
  /** By attribute name, for object types. */
  readonly values: ReadonlyMap<string, TfValue>;
  /** By attribute name, by index in a tuple, or under `''` for every element of a collection. */
  readonly children: ReadonlyMap<string, Defaults>;
}

export interface TypeConstraint {
  readonly type: Type;
  readonly defaults: Defaults | undefined;
}

/**
 * Reads a type constraint: `object({ size = optional(number, 1) })`. Also the quoted and bare forms of
 * Terraform 0.11 (`"list"`, `map`), which mean collections of anything. Defaults are evaluated by the
 * callback.
 */
export function parseTypeConstraint(
  expression: Expression,
  evaluate: (expression: Expression) => TfValue,
): TypeConstraint {
  switch (expression.kind) {
    case 'parentheses':
      return parseTypeConstraint(expression.inner, evaluate);
    case 'variable':
      return plain(namedType(expression.name));
    case 'template': {
      const [only] = expression.parts;
      if (only?.kind === 'text' && expression.parts.length === 1) return plain(namedType(only.value));
      break;
    }
    case 'call':
      return parseConstructor(expression, evaluate);
    default:
      break;
  }
  throw new EvaluationError('a type is a keyword such as string or a constructor such as list(string)');
}

function plain(type: Type): TypeConstraint {
  return { type, defaults: undefined };
}

function namedType(name: string): Type {
  switch (name) {
    case 'string':
    case 'number':
    case 'bool':
      return name;
    case 'any':
      return 'dynamic';
    case 'list':
      return listOf('dynamic');
    case 'map':
      return mapOf('dynamic');
    case 'set':
      return setOf('dynamic');
    default:
      throw new EvaluationError(`${name} is not a type`);
  }
}

function parseConstructor(call: Call, evaluate: (expression: Expression) => TfValue): TypeConstraint {
  const [argument] = call.arguments;
  if (argument === undefined || call.arguments.length !== 1) {
    throw new EvaluationError(`${call.name}() takes exactly one argument in a type`);
  }
  switch (call.name) {
    case 'list':
      return collection(listOf, parseTypeConstraint(argument, evaluate));
    case 'set':
      return collection(setOf, parseTypeConstraint(argument, evaluate));
    case 'map':
      return collection(mapOf, parseTypeConstraint(argument, evaluate));
    case 'tuple':
      return parseTuple(argument, evaluate);
    case 'object':
      return parseObject(argument, evaluate);
    default:
      throw new EvaluationError(`${call.name}() is not a type`);
  }
}

function collection(make: (element: Type) => Type, element: TypeConstraint): TypeConstraint {
  const type = make(element.type);
  if (!element.defaults) return plain(type);
  return { type, defaults: { type, values: new Map(), children: new Map([['', element.defaults]]) } };
}

function parseTuple(argument: Expression, evaluate: (expression: Expression) => TfValue): TypeConstraint {
  if (argument.kind !== 'tuple') throw new EvaluationError('tuple() takes a list of types');
  const elements = argument.items.map((item) => parseTypeConstraint(item, evaluate));
  const type = tupleOf(elements.map((element) => element.type));
  const children = new Map<string, Defaults>();
  for (const [index, { defaults }] of elements.entries()) if (defaults) children.set(String(index), defaults);
  return { type, defaults: children.size > 0 ? { type, values: new Map(), children } : undefined };
}

function parseObject(argument: Expression, evaluate: (expression: Expression) => TfValue): TypeConstraint {
  if (argument.kind !== 'object')
    throw new EvaluationError('object() takes a map of attribute names to types');
  const attributes = new Map<string, Type>();
  const optional = new Set<string>();
  const values = new Map<string, TfValue>();
  const children = new Map<string, Defaults>();
  for (const item of [...argument.items].sort(byAttributeName)) {
    const name = attributeName(item);
    const modifier = item.value.kind === 'call' && item.value.name === 'optional' ? item.value : undefined;
    const [written, defaultExpression, ...others] = modifier ? modifier.arguments : [item.value];
    if (written === undefined || others.length > 0) {
      throw new EvaluationError('optional() takes a type and, if you like, a default');
    }
    if (attributes.has(name)) throw new EvaluationError(`the type has two attributes ${name}`);
    const { type, defaults } = parseTypeConstraint(written, evaluate);
    attributes.set(name, type);
    if (defaults) children.set(name, defaults);
    if (modifier) optional.add(name);
    if (defaultExpression) values.set(name, convert(evaluate(defaultExpression), type));
  }
  const type: Type = { kind: 'object', attributes, ...(optional.size > 0 ? { optional } : {}) };
  const hasDefaults = values.size > 0 || children.size > 0;
  return { type, defaults: hasDefaults ? { type, values, children } : undefined };
}

function byAttributeName(a: ObjectItem, b: ObjectItem): number {
  const [left, right] = [attributeName(a), attributeName(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function attributeName({ key }: ObjectItem): string {
  if (key.kind === 'variable') return key.name;
  const [only] = key.kind === 'template' && key.form === 'bare' ? key.parts : [];
  if (only?.kind === 'text') return only.value;
  throw new EvaluationError('an attribute name in a type must be a plain name');
}

/**
 * The value with defaults in place of attributes that are missing or null; done before conversion, as
 * Terraform does.
 */
export function applyDefaults(value: TfValue, defaults: Defaults | undefined): TfValue {
  const { content } = value;
  if (!defaults || content === null || isUnknownContent(content)) return value;
  if (Array.isArray(content)) {
    const elements: readonly TfValue[] = content;
    return marked(
      tuple(elements.map((element, index) => applyDefaults(element, childOf(defaults, String(index))))),
      value,
    );
  }
  if (!(content instanceof Map)) return value;
  const entries = new Map<string, TfValue>();
  for (const [name, inner] of content) entries.set(name, applyDefaults(inner, childOf(defaults, name)));
  for (const [name, fallback] of defaults.values) {
    const given = entries.get(name);
    if (given === undefined || isNull(given))
      entries.set(name, applyDefaults(fallback, defaults.children.get(name)));
  }
  return marked(object(entries), value);
}

function childOf(defaults: Defaults, key: string): Defaults | undefined {
  const { type } = defaults;
  if (typeof type === 'string') return undefined;
  return type.kind === 'tuple' || type.kind === 'object'
    ? defaults.children.get(key)
    : defaults.children.get('');
}
