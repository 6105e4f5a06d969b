import { expect } from 'vitest';
import type { Body, SyntaxProblem } from '../../../src/syntax/hcl/ast.ts';
import { parseHcl } from '../../../src/syntax/hcl/parse.ts';
import { bodyText } from './tree-text.ts';

/** The file has this tree and no problems. */
export function check(text: string, tree: string): void {
  const { body, problems } = parseHcl(text);
  expect(problems).toEqual([]);
  expect(bodyText(body)).toBe(tree);
}

/** The file has these problems, written `place-text: message`, and this tree is what remains of it. */
export function checkProblems(text: string, messages: readonly string[], tree: string): void {
  const { body, problems } = parseHcl(text);
  expect(problems.map((problem) => describe(text, problem))).toEqual(messages);
  expect(bodyText(body)).toBe(tree);
}

/** The only attribute of a body. */
export function onlyAttribute(body: Body): Body['attributes'][number] {
  const [attribute] = body.attributes;
  if (!attribute || body.attributes.length > 1) throw new Error(`${body.attributes.length} attributes`);
  return attribute;
}

function describe(text: string, { start, end, message }: SyntaxProblem): string {
  return `${JSON.stringify(text.slice(start, end))} at ${start}: ${message}`;
}
