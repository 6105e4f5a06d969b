import type { Expression } from '../../../syntax/hcl/ast.ts';
import { literalText } from '../../../syntax/hcl/literal-text.ts';
import type { Cursor, Hop } from '../evaluate/trace.ts';

/**
 * The expressions whose value an expression passes on unchanged: arguments of `try`, `coalesce`, `lookup` and
 * `merge`, elements that a `for` hands through, and in our stand-ins for modules both sides of a condition,
 * because nobody can edit those. Which of them it is, evaluation proves.
 */
export function passedOn({ cursor, rest }: Hop, inStandIn: boolean): readonly Hop[] {
  const { expression } = cursor;
  const hop = (inner: Expression, path = rest): Hop => ({ cursor: inside(cursor, inner), rest: path });
  if (expression.kind === 'conditional') {
    return inStandIn ? [hop(expression.then), hop(expression.otherwise)] : [];
  }
  if (expression.kind === 'for') {
    const { form, key, value, collection, keyName, valueName } = expression;
    const keepsKeys = form === 'object' && key?.kind === 'variable' && key.name === keyName;
    const keepsValues = value.kind === 'variable' && value.name === valueName;
    return keepsKeys && keepsValues ? [hop(collection)] : [];
  }
  if (expression.kind === 'get-attribute') return [hop(expression.target, [expression.name, ...rest])];
  if (expression.kind === 'index') {
    const key = literalText(expression.key);
    return key === undefined ? [] : [hop(expression.target, [key, ...rest])];
  }
  if (expression.kind !== 'call') return [];
  const [first, second, third] = expression.arguments;
  switch (expression.name) {
    case 'try':
    case 'coalesce':
      return expression.arguments.map((one) => hop(one));
    case 'merge':
      return [...expression.arguments].reverse().map((one) => hop(one));
    case 'lookup': {
      const key = literalText(second);
      const found = first && key !== undefined ? [hop(first, [key, ...rest])] : [];
      return third ? [...found, hop(third)] : found;
    }
    case 'tobool':
    case 'tonumber':
    case 'tostring':
    case 'tolist':
    case 'tomap':
      return first ? [hop(first)] : [];
    default:
      return [];
  }
}

function inside(cursor: Cursor, expression: Expression): Cursor {
  return { ...cursor, expression, variable: undefined };
}
