import type { Expression, HclDocument, SyntaxProblem, TemplatePart } from './ast.ts';
import { BYTE_ORDER_MARK } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { createCursor, failHere, peek } from './cursor.ts';
import { readFile } from './parse-body.ts';
import { readExpression } from './parse-expression.ts';
import { readBareTemplate } from './parse-template.ts';

/** Reads a file of the native syntax (.tf, .tfvars). Never throws: `problems` says what could not be read. */
export function parseHcl(text: string): HclDocument {
  const c = createCursor(text);
  skipByteOrderMark(c);
  const body = readFile(c);
  return { body, comments: c.comments, problems: c.problems };
}

/** Reads one expression, the whole text, as if it stood in parentheses; undefined when there is a problem. */
export function parseExpression(text: string): {
  readonly expression: Expression | undefined;
  readonly problems: readonly SyntaxProblem[];
} {
  const c = createCursor(text);
  skipByteOrderMark(c);
  c.newlinesCount = false;
  const expression = readExpression(c);
  if (peek(c) >= 0) failHere(c, 'nothing after this expression');
  return { expression: c.failed ? undefined : expression, problems: c.problems };
}

/** Reads a whole text as a template without quotes: only `${`, `%{`, `$${` and `%%{` are special in it. */
export function parseTemplate(text: string): {
  readonly parts: readonly TemplatePart[];
  readonly problems: readonly SyntaxProblem[];
} {
  const c = createCursor(text);
  skipByteOrderMark(c);
  const parts = readBareTemplate(c);
  return { parts: c.failed ? [] : parts, problems: c.problems };
}

function skipByteOrderMark(c: Cursor): void {
  if (c.text.charCodeAt(0) === BYTE_ORDER_MARK) c.pos = 1;
}
