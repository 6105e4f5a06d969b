import type { BinaryOperator } from '../../../syntax/hcl/ast.ts';
import { convert } from './convert.ts';
import { equal } from './equal.ts';
import { add, compare, divide, modulo, multiply, negate, Num, subtract } from './number.ts';
import { unify } from './unify.ts';
import { derivedUnknown, isNeverNull, lengthRange } from './unknowns.ts';
import type { Content, TfValue } from './value.ts';
import { bool, EvaluationError, isNull, isUnknown, make, marked, number, withSensitive } from './value.ts';
import { friendlyName } from './type-text.ts';
import type { Type } from './type.ts';
import { rawEqual } from './raw-equal.ts';

/** The value of `-operand` or `!operand`. */
export function unary(operator: '-' | '!', operand: TfValue): TfValue {
  const type = operator === '-' ? 'number' : 'bool';
  const value = operandOf(operand, type);
  if (isUnknown(value)) return marked(derivedUnknown(type, [value], { notNull: true }), operand);
  const result = operator === '-' ? number(negate(numOf(value.content))) : bool(value.content === false);
  return marked(result, operand);
}

/** The value of `left operator right`. */
export function binary(operator: BinaryOperator, left: TfValue, right: TfValue): TfValue {
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=': {
      const result = equal(left, right);
      return isUnknown(result) ? result : withSensitive(bool(result.content === false), result.sensitive);
    }
    case '&&':
    case '||':
      return logical(operator, left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

function logical(operator: '&&' | '||', left: TfValue, right: TfValue): TfValue {
  const [a, b] = [operandOf(left, 'bool'), operandOf(right, 'bool')];
  if (isUnknown(a) || isUnknown(b))
    return marked(derivedUnknown('bool', [a, b], { notNull: true }), left, right);
  const result =
    operator === '&&' ? a.content === true && b.content === true : a.content === true || b.content === true;
  return marked(bool(result), left, right);
}

type NumberOperator = Exclude<BinaryOperator, '==' | '!=' | '&&' | '||'>;

function arithmetic(operator: NumberOperator, left: TfValue, right: TfValue): TfValue {
  const [a, b] = [operandOf(left, 'number'), operandOf(right, 'number')];
  const type = operator.startsWith('<') || operator.startsWith('>') ? 'bool' : 'number';
  if (isUnknown(a) || isUnknown(b))
    return marked(derivedUnknown(type, [a, b], { notNull: true }), left, right);
  return marked(compute(operator, numOf(a.content), numOf(b.content)), left, right);
}

function compute(operator: NumberOperator, a: Num, b: Num): TfValue {
  switch (operator) {
    case '+':
      return number(add(a, b));
    case '-':
      return number(subtract(a, b));
    case '*':
      return number(multiply(a, b));
    case '/':
      return number(divide(a, b));
    case '%':
      return number(modulo(a, b));
    case '<':
      return bool(compare(a, b) < 0);
    case '>':
      return bool(compare(a, b) > 0);
    case '<=':
      return bool(compare(a, b) <= 0);
    case '>=':
      return bool(compare(a, b) >= 0);
  }
}

function operandOf(value: TfValue, type: 'number' | 'bool'): TfValue {
  const converted = convert(value, type);
  if (isNull(converted)) throw new EvaluationError(`the operand is null; a ${type} is required`);
  return converted;
}

function numOf(content: Content): Num {
  if (content instanceof Num) return content;
  throw new EvaluationError('a number is required');
}

/** The value of `condition ? then : otherwise`, both arms brought to one type; a mark on either arm stays. */
export function conditional(condition: TfValue, then: TfValue, otherwise: TfValue): TfValue {
  const type = commonType(then, otherwise);
  if (isNull(condition)) throw new EvaluationError('the condition is null; it must be true or false');
  const decided = convert(condition, 'bool');
  if (isUnknown(decided)) return undecided(decided, { then, otherwise, type });
  return marked(convert(decided.content === true ? then : otherwise, type), condition, then, otherwise);
}

function commonType(then: TfValue, otherwise: TfValue): Type {
  const untyped = make('dynamic', null);
  if (rawEqual(then, untyped)) return otherwise.type;
  if (rawEqual(otherwise, untyped)) return then.type;
  if (then.type === 'dynamic' || otherwise.type === 'dynamic') return 'dynamic';
  const type = unify([then.type, otherwise.type]);
  if (type !== undefined) return type;
  const [left, right] = [friendlyName(then.type), friendlyName(otherwise.type)];
  throw new EvaluationError(`the arms of the conditional have no common type: ${left} and ${right}`);
}

interface Arms {
  readonly then: TfValue;
  readonly otherwise: TfValue;
  readonly type: Type;
}

/**
 * An unknown condition leaves what both arms have in common: nullness and, for collections, the range of
 * lengths.
 */
function undecided(condition: TfValue, { then, otherwise, type }: Arms): TfValue {
  if (isNull(then) && isNull(otherwise)) return marked(make(type, null), condition, then, otherwise);
  if (then.content instanceof Num && rawEqual(then, otherwise)) return marked(then, condition, otherwise);
  const notNull = (isNeverNull(then) && isNeverNull(otherwise)) || undefined;
  const isSameCollection = typeof type !== 'string' && 'element' in type && rawTypes(then, otherwise);
  const [a, b] = [lengthRange(then), lengthRange(otherwise)];
  const maxLength = a.max === undefined || b.max === undefined ? undefined : Math.max(a.max, b.max);
  const lengths = isSameCollection ? { minLength: Math.min(a.min, b.min), maxLength } : {};
  return marked(derivedUnknown(type, [condition], { notNull, ...lengths }), condition, then, otherwise);
}

function rawTypes(a: TfValue, b: TfValue): boolean {
  return rawEqual(make(a.type, null), make(b.type, null));
}
