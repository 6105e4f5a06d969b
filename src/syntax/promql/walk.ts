import type { PromqlNode, PromqlSelector } from './ast.ts';

/** The parts of an expression, as written. */
function partsOf(node: PromqlNode): readonly PromqlNode[] {
  switch (node.kind) {
    case 'call':
    case 'aggregation':
      return node.args;
    case 'binary':
      return [node.left, node.right];
    case 'subquery':
    case 'minus':
      return [node.of];
    default:
      return [];
  }
}

/** Every selector of an expression, as written. */
export function selectorsOf(node: PromqlNode): readonly PromqlSelector[] {
  if (node.kind === 'selector') return [node];
  return partsOf(node).flatMap(selectorsOf);
}

/** Every node of an expression, itself first. */
export function nodesOf(node: PromqlNode): readonly PromqlNode[] {
  return [node, ...partsOf(node).flatMap(nodesOf)];
}

const COMPARISONS: ReadonlySet<string> = new Set(['>', '>=', '<', '<=', '==', '!=']);

/** Whether an operator compares. */
export function isComparison(operator: string): boolean {
  return COMPARISONS.has(operator);
}

const ARITHMETIC: { readonly [operator: string]: (left: number, right: number) => number } = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': (left, right) => left ** right,
};

/** The value of an expression without selectors: `24*60*60`; undefined for others. */
export function constantOf(node: PromqlNode): number | undefined {
  if (node.kind === 'number') return node.value;
  if (node.kind === 'minus') {
    const value = constantOf(node.of);
    return value === undefined ? undefined : -value;
  }
  if (node.kind === 'call') {
    const [arg] = node.args;
    return (node.name === 'vector' || node.name === 'scalar') && arg ? constantOf(arg) : undefined;
  }
  if (node.kind !== 'binary') return undefined;
  const calculate = Object.hasOwn(ARITHMETIC, node.operator) ? ARITHMETIC[node.operator] : undefined;
  const [left, right] = [constantOf(node.left), constantOf(node.right)];
  return calculate && left !== undefined && right !== undefined ? calculate(left, right) : undefined;
}
