import type { Expression } from './ast.ts';

/** The text of a quoted string without interpolation, in parentheses or not; undefined for all else. */
export function literalText(expression: Expression | undefined): string | undefined {
  if (expression?.kind === 'parentheses') return literalText(expression.inner);
  if (expression?.kind !== 'template') return undefined;
  let text = '';
  for (const part of expression.parts) {
    if (part.kind !== 'text') return undefined;
    text += part.value;
  }
  return text;
}
