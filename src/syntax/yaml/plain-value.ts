import type { YamlScalar } from './ast.ts';
import { YamlProblem } from './problem.ts';
import type { Reader } from './reader.ts';
import { typePlain } from './type-scalar.ts';

/** The value of a plain scalar; a problem where kubectl and Kustomize cannot write it as JSON. */
export function plainValue({ typing }: Reader, text: string, start: number): YamlScalar['value'] {
  const value = typePlain(text, typing);
  if (typeof value !== 'number' || Number.isFinite(value) || typing === 'core') return value;
  const message =
    'kubectl refuses infinite numbers and what is no number. Write a number or a text in quotes.';
  throw new YamlProblem('yaml-number', message, { start, end: start + text.length });
}
