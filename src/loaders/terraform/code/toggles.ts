import type { ToggleExpression } from '../../../core/stack-code.ts';
import { sortedUnique } from '../../../core/order.ts';
import type { Expression } from '../../../syntax/hcl/ast.ts';
import { literalText } from '../../../syntax/hcl/literal-text.ts';
import { addressOf, attributeOf, blocksOf, rangeOf, textOf } from './input.ts';
import type { CodeInput } from './input.ts';
import { childrenOf, traversalOf } from './references.ts';
import { dependenceOf } from './scope.ts';
import type { Scope } from './scope.ts';

const ARGUMENTS = ['count', 'for_each'] as const;

/**
 * The `count` and `for_each` expressions of the root's resources and module calls that read a variable or
 * workspace.
 */
export function togglesOf(input: CodeInput, scope: Scope): readonly ToggleExpression[] {
  const toggles: ToggleExpression[] = [];
  for (const { source, block } of blocksOf(input.rootFiles, 'resource', 'module')) {
    for (const argument of ARGUMENTS) {
      const expression = attributeOf(block, argument);
      if (!expression) continue;
      const deciders = decidersOf(expression, scope, new Set());
      const existence = deciders.length > 0;
      const { names, through, expressions } = dependenceOf(existence ? deciders : [expression], scope);
      if (names.length === 0) continue;
      toggles.push({
        address: addressOf(block),
        argument,
        text: textOf(source, expression),
        result: input.evaluate(expression),
        at: rangeOf(source, expression),
        dependsOn: names,
        chain: [...through, rangeOf(source, expression)],
        existence,
        comparedWith: existence ? sortedUnique(expressions.flatMap(comparedTexts)) : [],
      });
    }
  }
  return toggles;
}

/**
 * The conditions and keys that choose between nothing and something; empty when the expression never does.
 */
function decidersOf(expression: Expression, scope: Scope, seen: Set<string>): readonly Expression[] {
  const chain = traversalOf(expression);
  if (chain) return decidersOfReference(expression, chain.path, scope, seen);
  switch (expression.kind) {
    case 'conditional': {
      const inner = [expression.then, expression.otherwise].flatMap((branch) =>
        decidersOf(branch, scope, seen),
      );
      return isNothing(expression.then) !== isNothing(expression.otherwise)
        ? [expression.condition, ...inner]
        : inner;
    }
    case 'for': {
      const inner = decidersOf(expression.collection, scope, seen);
      return expression.condition ? [expression.condition, ...inner] : inner;
    }
    case 'call':
      return expression.name === 'length'
        ? []
        : expression.arguments.flatMap((item) => decidersOf(item, scope, seen));
    case 'binary':
    case 'parentheses':
      return childrenOf(expression).flatMap((child) => decidersOf(child, scope, seen));
    default:
      return [];
  }
}

function decidersOfReference(
  expression: Expression,
  path: readonly string[],
  scope: Scope,
  seen: Set<string>,
): readonly Expression[] {
  const [root, name = ''] = path;
  const local = root === 'local' && !seen.has(name) ? scope.locals.get(name) : undefined;
  if (!local) return [];
  seen.add(name);
  if (expression.kind === 'index' && path.length === 3 && local.expression.kind === 'object') {
    const values = local.expression.items.map((item) => isNothing(item.value));
    return values.includes(true) && values.includes(false) ? [expression.key] : [];
  }
  return path.length === 2 ? decidersOf(local.expression, scope, seen) : [];
}

/** Zero, an empty collection or null, as written. */
function isNothing(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
      return expression.value !== true;
    case 'number':
      return Number(expression.text) === 0;
    case 'tuple':
    case 'object':
      return expression.items.length === 0;
    case 'parentheses':
      return isNothing(expression.inner);
    case 'call':
      return ['toset', 'tomap', 'tolist'].includes(expression.name) && expression.arguments.every(isNothing);
    default:
      return false;
  }
}

/** The texts an expression compares with, tests membership of, or offers as keys. */
export function comparedTexts(expression: Expression): readonly string[] {
  const inner = childrenOf(expression).flatMap(comparedTexts);
  if (expression.kind === 'binary' && (expression.operator === '==' || expression.operator === '!=')) {
    return [...inner, ...[expression.left, expression.right].flatMap(textsIn)];
  }
  if (expression.kind === 'call' && ['contains', 'lookup', 'regex', 'startswith'].includes(expression.name)) {
    return [...inner, ...expression.arguments.flatMap(textsIn)];
  }
  if (expression.kind === 'object') {
    return [...inner, ...expression.items.flatMap((item) => textsIn(item.key))];
  }
  return inner;
}

function textsIn(expression: Expression): readonly string[] {
  if (expression.kind === 'tuple') return expression.items.flatMap(textsIn);
  const text = literalText(expression);
  return text === undefined || text === '' ? [] : [text];
}
