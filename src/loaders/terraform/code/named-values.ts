import type { Body, Expression, ObjectExpression } from '../../../syntax/hcl/ast.ts';
import { literalText } from '../../../syntax/hcl/literal-text.ts';
import { childrenOf } from './references.ts';

/**
 * A value with the name that stands before it: an argument, a key of an object, the name of an environment
 * variable.
 */
export interface NamedValue {
  readonly name: string;
  readonly expression: Expression;
  /** Names of the blocks, arguments and keys around it, outermost first. */
  readonly around: readonly string[];
}

/** Every named value of a body, however deep: blocks, objects, lists, and arguments of functions. */
export function namedValuesIn(body: Body, around: readonly string[] = []): readonly NamedValue[] {
  const values: NamedValue[] = [];
  const pair = pairOf(body.attributes.map(({ name, expression }) => ({ key: name, value: expression })));
  if (pair) values.push({ ...pair, around });
  for (const { name, expression } of body.attributes) {
    if (pair?.expression !== expression) values.push({ name, expression, around });
    values.push(...insideExpression(expression, [...around, name]));
  }
  for (const block of body.blocks) {
    const name = block.type === 'dynamic' ? (block.labels[0]?.text ?? '') : block.type;
    values.push(...namedValuesIn(block.body, block.type === 'content' ? around : [...around, name]));
  }
  return values;
}

/** The named values inside an expression. */
export function insideExpression(expression: Expression, around: readonly string[]): readonly NamedValue[] {
  if (expression.kind === 'object') return insideObject(expression, around);
  return childrenOf(expression).flatMap((child) => insideExpression(child, around));
}

function insideObject(expression: ObjectExpression, around: readonly string[]): readonly NamedValue[] {
  const items = expression.items.map((item) => ({ key: literalText(item.key) ?? '', value: item.value }));
  const pair = pairOf(items);
  const values: NamedValue[] = pair ? [{ ...pair, around }] : [];
  for (const { key, value } of items) {
    if (pair?.expression !== value) values.push({ name: key, expression: value, around });
    values.push(...insideExpression(value, [...around, key]));
  }
  return values;
}

/** `name = "DB_PASSWORD", value = …`: the value is called what the name says. */
function pairOf(
  items: readonly { readonly key: string; readonly value: Expression }[],
): Omit<NamedValue, 'around'> | undefined {
  const of = (...keys: readonly string[]) => items.find(({ key }) => keys.includes(key))?.value;
  const name = literalText(of('name', 'key'));
  const expression = of('value');
  return name !== undefined && expression ? { name, expression } : undefined;
}
