import type { Expression, NumberLiteral, SplatStep } from './ast.ts';
import { CLOSE_BRACKET, DOT, isDigit, OPEN_BRACKET, STAR, startsName } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { codeAt, enter, fail, failHere, peek, rewind, takeName } from './cursor.ts';
import { readExpression } from './parse-expression.ts';
import { readNumber } from './parse-number.ts';

/** Reads what follows a value: `.name`, `.0`, `[key]`, `[*]…`, `.*…`. */
export function readTraversals(c: Cursor, from: Expression): Expression {
  const { depth } = c;
  let target = from;
  for (;;) {
    const code = peek(c);
    if (code === DOT ? isEllipsis(c) : code !== OPEN_BRACKET) break;
    if (!enter(c)) break;
    target = code === DOT ? readDot(c, target) : readBrackets(c, target);
  }
  c.depth = depth;
  return target;
}

/** Whether `...` stands at the cursor: the end of the last argument or of a grouped value. */
export function isEllipsis(c: Cursor): boolean {
  return codeAt(c, c.pos) === DOT && codeAt(c, c.pos + 1) === DOT && codeAt(c, c.pos + 2) === DOT;
}

function readDot(c: Cursor, target: Expression): Expression {
  c.pos++;
  const code = peek(c);
  const { start } = target;
  const at = c.pos;
  if (startsName(c.text, at, code)) {
    const name = takeName(c);
    return { kind: 'get-attribute', start, end: c.pos, target, name, nameSpan: { start: at, end: c.pos } };
  }
  if (isDigit(code)) {
    const key = readLegacyIndex(c);
    return { kind: 'index', start, end: key.end, target, key, legacy: true };
  }
  if (code !== STAR) {
    failHere(c, 'the name of an attribute after the dot');
    return target;
  }
  c.pos++;
  const steps: SplatStep[] = [];
  const end = readSplatSteps(c, 'attribute', steps);
  return { kind: 'splat', start, end, form: 'attribute', target, steps };
}

function readBrackets(c: Cursor, target: Expression): Expression {
  const { start } = target;
  if (takeStarInBrackets(c)) {
    const steps: SplatStep[] = [];
    const end = readSplatSteps(c, 'full', steps);
    return { kind: 'splat', start, end, form: 'full', target, steps };
  }
  const key = readKeyInBrackets(c);
  return { kind: 'index', start, end: c.pos, target, key, legacy: false };
}

/** Reads the steps that a splat applies to each element into `steps`; the result is where they end. */
function readSplatSteps(c: Cursor, form: 'full' | 'attribute', steps: SplatStep[]): number {
  const { depth } = c;
  let end = c.pos;
  for (;;) {
    const code = peek(c);
    if (code === DOT ? isEllipsis(c) : form === 'attribute' || code !== OPEN_BRACKET) break;
    if (!enter(c)) break;
    const step = code === DOT ? readDotStep(c, form) : readBracketStep(c);
    if (c.failed) break;
    steps.push(step);
    end = step.span.end;
  }
  c.depth = depth;
  return end;
}

function readDotStep(c: Cursor, form: 'full' | 'attribute'): SplatStep {
  const start = c.pos;
  c.pos++;
  const code = peek(c);
  if (isDigit(code)) {
    const key = readLegacyIndex(c);
    return { kind: 'index', key, span: { start, end: key.end } };
  }
  if (code === STAR && form === 'full') {
    c.pos++;
    const steps: SplatStep[] = [];
    const end = readSplatSteps(c, 'attribute', steps);
    return { kind: 'splat', form: 'attribute', steps, span: { start, end } };
  }
  if (!startsName(c.text, c.pos, code)) failHere(c, 'the name of an attribute after the dot');
  const name = takeName(c);
  return { kind: 'attribute', name, span: { start, end: c.pos } };
}

function readBracketStep(c: Cursor): SplatStep {
  const start = c.pos;
  if (takeStarInBrackets(c)) {
    const steps: SplatStep[] = [];
    const end = readSplatSteps(c, 'full', steps);
    return { kind: 'splat', form: 'full', steps, span: { start, end } };
  }
  const key = readKeyInBrackets(c);
  return { kind: 'index', key, span: { start, end: c.pos } };
}

/** Newlines around the star count as they do outside the brackets; around a key they do not. */
function takeStarInBrackets(c: Cursor): boolean {
  const open = c.pos;
  c.pos++;
  if (peek(c) !== STAR) {
    rewind(c, open);
    return false;
  }
  c.pos++;
  if (peek(c) !== CLOSE_BRACKET) failHere(c, '"]" after "[*"');
  c.pos++;
  return true;
}

function readKeyInBrackets(c: Cursor): Expression {
  const open = c.pos;
  const { newlinesCount } = c;
  c.newlinesCount = false;
  c.pos++;
  const key = readExpression(c);
  if (peek(c) !== CLOSE_BRACKET) {
    fail(c, { start: open, end: open + 1 }, 'This index is not closed with "]" after one key.');
  }
  c.pos++;
  c.newlinesCount = newlinesCount;
  return key;
}

function readLegacyIndex(c: Cursor): NumberLiteral {
  const key = readNumber(c);
  if (key.text.includes('.')) {
    const indexes = key.text
      .split('.')
      .map((index) => `[${index}]`)
      .join('');
    fail(c, key, `Two indexes cannot be chained with dots. Write ${indexes} instead.`);
  }
  return key;
}
