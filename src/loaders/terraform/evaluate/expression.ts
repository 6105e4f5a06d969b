import { Unknown } from '../../../core/value.ts';
import type { Call, Expression, Splat, SplatStep } from '../../../syntax/hcl/ast.ts';
import { callFunction } from '../functions/registry.ts';
import { convert } from '../values/convert.ts';
import { parseNumber } from '../values/number.ts';
import { binary, conditional, unary } from '../values/operators.ts';
import type { Type } from '../values/type.ts';
import { listOf } from '../values/type.ts';
import { mergedCause } from '../values/unknowns.ts';
import type { TfValue } from '../values/value.ts';
import {
  bool,
  EvaluationError,
  isNull,
  isUnknown,
  isUnknownContent,
  list,
  marked,
  nullOf,
  number,
  object,
  tuple,
  unknownCause,
  unknownOf,
} from '../values/value.ts';
import { evaluateFor } from './for.ts';
import { attributeOf, elementOf } from './handle.ts';
import type { Scope, Step } from './scope.ts';
import { boundValue } from './scope.ts';
import { evaluateTemplate } from './template.ts';

/**
 * The value of an expression, as terraform computes it. Throws `EvaluationError` where terraform reports an
 * error.
 */
export function evaluate(expression: Expression, scope: Scope): TfValue {
  const { budget } = scope.functions;
  budget.spend(1);
  budget.enter();
  try {
    return evaluateInside(expression, scope);
  } finally {
    budget.leave();
  }
}

function evaluateInside(expression: Expression, scope: Scope): TfValue {
  switch (expression.kind) {
    case 'literal':
      return expression.value === null ? nullOf('dynamic') : bool(expression.value);
    case 'number': {
      const parsed = parseNumber(expression.text);
      if (parsed === undefined) throw new EvaluationError(`${expression.text} is not a number`);
      return number(parsed);
    }
    case 'template':
      return evaluateTemplate(expression.parts, scope);
    case 'variable':
    case 'get-attribute':
    case 'index':
      return evaluateTraversal(expression, scope);
    case 'splat':
      return evaluateSplat(expression, scope);
    case 'call':
      return evaluateCall(expression, scope);
    case 'unary':
      return unary(expression.operator, evaluate(expression.operand, scope));
    case 'binary':
      return binary(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope));
    case 'conditional':
      return evaluateConditional(expression.condition, expression.then, expression.otherwise, scope);
    case 'tuple':
      return tuple(expression.items.map((item) => evaluate(item, scope)));
    case 'object':
      return evaluateObject(expression.items, scope);
    case 'for':
      return scope.functions.budget.keep(evaluateFor(expression, scope, evaluate));
    case 'parentheses':
      return evaluate(expression.inner, scope);
  }
}

/** A reference (root name and steps) or an attribute of any other value. */
function evaluateTraversal(expression: Expression, scope: Scope): TfValue {
  const steps: Step[] = [];
  let root = expression;
  while (root.kind === 'get-attribute' || root.kind === 'index') {
    if (root.kind === 'index') steps.push({ kind: 'index', key: root.key });
    else steps.push({ kind: 'attribute', name: root.name });
    root = root.target;
  }
  steps.reverse();
  if (root.kind !== 'variable') return applySteps(evaluate(root, scope), steps, scope);
  const bound = boundValue(scope, root.name);
  if (bound) return applySteps(bound, steps, scope);
  const { value, used } = scope.references.resolve(root.name, steps, scope);
  return used === steps.length ? value : applySteps(value, steps.slice(used), scope);
}

function applySteps(start: TfValue, steps: readonly Step[], scope: Scope): TfValue {
  let value = start;
  for (const step of steps) {
    value =
      step.kind === 'attribute' ? attributeOf(value, step.name) : elementOf(value, evaluate(step.key, scope));
  }
  return value;
}

function evaluateSplat(splat: Splat, scope: Scope): TfValue {
  return splatOver(evaluate(splat.target, scope), splat.steps, scope);
}

function splatOver(target: TfValue, steps: readonly SplatStep[], scope: Scope): TfValue {
  if (isNull(target)) {
    const kind = typeof target.type === 'string' ? 'other' : target.type.kind;
    if (['list', 'set', 'tuple'].includes(kind))
      throw new EvaluationError('a null value cannot be used with [*]');
    return tuple([]);
  }
  const cause = unknownCause(target);
  if (cause) {
    if (isSingleObject(target)) return tuple([applySplatSteps(target, steps, scope)]);
    return marked(unknownOf(splatType(target, cause, steps, scope), cause), target);
  }
  const { content } = target;
  if (!Array.isArray(content)) return marked(tuple([applySplatSteps(target, steps, scope)]), target);
  const items: readonly TfValue[] = content;
  const results = items.map((item) => applySplatSteps(item, steps, scope));
  return marked(isTuple(target) ? tuple(results) : listOfResults(target, results, steps), target);
}

function isTuple({ type }: TfValue): boolean {
  return typeof type !== 'string' && type.kind === 'tuple';
}

/** Of a list or set, `[*]` makes a list. */
function listOfResults({ type }: TfValue, results: readonly TfValue[], steps: readonly SplatStep[]): TfValue {
  const element =
    steps.length === 0 && typeof type !== 'string' && 'element' in type ? type.element : 'dynamic';
  return list(results[0]?.type ?? element, results);
}

function splatType(target: TfValue, cause: Unknown, steps: readonly SplatStep[], scope: Scope): Type {
  const { type } = target;
  if (typeof type === 'string' || (type.kind !== 'list' && type.kind !== 'set')) return 'dynamic';
  return listOf(applySplatSteps(unknownOf(type.element, cause), steps, scope).type);
}

/** A whole resource without count is one object: `aws_vpc.main[*].id` has one element. */
function isSingleObject(target: TfValue): boolean {
  const cause = unknownCause(target);
  if (typeof target.type !== 'string') return target.type.kind === 'object' || target.type.kind === 'map';
  if (target.type !== 'dynamic') return true;
  return cause !== undefined && 'attribute' in cause && cause.refs.length === 1;
}

function applySplatSteps(start: TfValue, steps: readonly SplatStep[], scope: Scope): TfValue {
  let value = start;
  for (const step of steps) {
    if (step.kind === 'splat') value = splatOver(value, step.steps, scope);
    else if (step.kind === 'attribute') value = attributeOf(value, step.name);
    else value = elementOf(value, evaluate(step.key, scope));
  }
  return value;
}

function evaluateCall(call: Call, scope: Scope): TfValue {
  const name = call.name.startsWith('core::') ? call.name.slice('core::'.length) : call.name;
  if (name === 'try') return evaluateTry(call, scope);
  if (name === 'can') return evaluateCan(call, scope);
  const given = argumentsOf(call, scope);
  return Unknown.is(given)
    ? unknownOf('dynamic', mergedCause([given]))
    : callFunction(name, given, scope.functions);
}

/** The arguments, or why their number is not known. */
function argumentsOf(call: Call, scope: Scope): readonly TfValue[] | Unknown {
  const values = call.arguments.map((argument) => evaluate(argument, scope));
  if (!call.expandLast) return values;
  const last = values.pop();
  if (!last || isNull(last))
    throw new EvaluationError(`the last argument of ${call.name} must be a list to be expanded`);
  const cause = unknownCause(last);
  if (cause) return cause;
  if (!Array.isArray(last.content)) {
    throw new EvaluationError(
      `the last argument of ${call.name} must be a list, a set or a tuple to be expanded`,
    );
  }
  const expanded: readonly TfValue[] = last.content;
  return [...values, ...expanded.map((value) => marked(value, last))];
}

/** The first argument that evaluates without error. */
function evaluateTry(call: Call, scope: Scope): TfValue {
  if (call.arguments.length === 0) throw new EvaluationError('try needs at least one argument');
  const messages: string[] = [];
  for (const argument of call.arguments) {
    try {
      return evaluate(argument, scope);
    } catch (error) {
      if (!isFailure(error)) throw error;
      messages.push(error.message);
    }
  }
  throw new EvaluationError(`no argument of try succeeded: ${messages.join('; ')}`);
}

function evaluateCan(call: Call, scope: Scope): TfValue {
  const [argument] = call.arguments;
  if (!argument || call.arguments.length !== 1) throw new EvaluationError('can takes exactly one argument');
  try {
    const value = evaluate(argument, scope);
    const cause = unknownCause(value);
    // A whole resource exists; anything else unknown may still turn out to be an error.
    return cause && !('attribute' in cause) ? unknownOf('bool', cause) : bool(true);
  } catch (error) {
    if (isFailure(error)) return bool(false);
    throw error;
  }
}

/** An error that terraform would meet too; a limit of ours proves nothing. */
function isFailure(error: unknown): error is EvaluationError {
  return error instanceof EvaluationError && error.reason !== 'limit';
}

/**
 * Both results are evaluated, since their types are unified; an error in the one not chosen does not count.
 */
function evaluateConditional(
  condition: Expression,
  then: Expression,
  otherwise: Expression,
  scope: Scope,
): TfValue {
  const test = convert(evaluate(condition, scope), 'bool');
  const chosen = isUnknown(test) || test.content === null ? undefined : test.content === true;
  if (chosen === undefined) {
    // Which result counts is not known yet, so neither is whether an error in one of them does.
    const left = valueOrError(then, scope) ?? unknownLike(test);
    return conditional(test, left, valueOrError(otherwise, scope) ?? unknownLike(test));
  }
  const taken = evaluate(chosen ? then : otherwise, scope);
  const other = valueOrError(chosen ? otherwise : then, scope);
  if (!other) return marked(taken, test);
  return chosen ? conditional(test, taken, other) : conditional(test, other, taken);
}

function unknownLike(test: TfValue): TfValue {
  const cause = unknownCause(test);
  if (cause === undefined) throw new EvaluationError('the condition is null; it must be true or false');
  return unknownOf('dynamic', mergedCause([cause]));
}

function valueOrError(expression: Expression, scope: Scope): TfValue | undefined {
  try {
    return evaluate(expression, scope);
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

function evaluateObject(items: readonly { key: Expression; value: Expression }[], scope: Scope): TfValue {
  const entries = new Map<string, TfValue>();
  let unknownKey: TfValue | undefined;
  let sensitiveKey = false;
  for (const item of items) {
    const key = convert(evaluate(item.key, scope), 'string');
    const value = evaluate(item.value, scope);
    sensitiveKey ||= key.sensitive;
    if (isUnknownContent(key.content)) unknownKey ??= key;
    else if (typeof key.content === 'string') entries.set(key.content, value);
    else throw new EvaluationError('a key of an object is null');
  }
  if (unknownKey && isUnknown(unknownKey)) {
    const cause = unknownCause(unknownKey);
    if (cause) return unknownOf('dynamic', cause);
  }
  const made = object(entries);
  return sensitiveKey ? { ...made, sensitive: true } : made;
}
