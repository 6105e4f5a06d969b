import type { Expression } from '../../../syntax/hcl/ast.ts';

/** An element of an object or tuple expression by its literal key. */
export function member(expression: Expression, key: string | number): Expression | undefined {
  if (expression.kind === 'tuple' && typeof key === 'number') return expression.items[key];
  if (expression.kind !== 'object') return undefined;
  return expression.items.find((item) => keyText(item.key) === String(key))?.value;
}

/** The text of a literal key: `a`, `"a"`, `0`. */
function keyText(key: Expression): string | undefined {
  if (key.kind === 'number') return key.text;
  if (key.kind !== 'template') return undefined;
  const [part] = key.parts;
  return key.parts.length === 1 && part?.kind === 'text' ? part.value : undefined;
}

/** True for an expression that states its whole value, so that replacing its text replaces the value. */
export function isLiteral(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'number':
      return true;
    case 'template':
      return expression.parts.every((part) => part.kind === 'text');
    case 'tuple':
      return expression.items.every(isLiteral);
    case 'object':
      return expression.items.every((item) => keyText(item.key) !== undefined && isLiteral(item.value));
    case 'parentheses':
      return isLiteral(expression.inner);
    case 'unary':
      return isLiteral(expression.operand);
    default:
      return false;
  }
}

/** The names and literal keys of a reference without any computation; undefined for everything else. */
export function plainReference(expression: Expression): readonly (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  let inner = expression;
  while (inner.kind === 'get-attribute' || inner.kind === 'index') {
    if (inner.kind === 'get-attribute') steps.push(inner.name);
    else {
      const key = keyText(inner.key);
      if (key === undefined) return undefined;
      steps.push(inner.key.kind === 'number' ? Number(key) : key);
    }
    inner = inner.target;
  }
  if (inner.kind === 'template' && inner.parts.length === 1 && inner.parts[0]?.kind === 'interpolation') {
    const nested = plainReference(inner.parts[0].expression);
    return nested && [...nested, ...steps.reverse()];
  }
  if (inner.kind !== 'variable' || steps.length === 0) return undefined;
  steps.push(inner.name);
  return steps.reverse();
}
