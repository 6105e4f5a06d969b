import type { Expression, ObjectExpression, ObjectItem, Span, Tuple } from './ast.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, CLOSE_PAREN, COMMA, EQUALS, GREATER, startsName } from './characters.ts';
import type { Cursor } from './cursor.ts';
import {
  codeAt,
  compact,
  fail,
  failHere,
  isAtNewline,
  isAtWord,
  peek,
  rewind,
  takeName,
  takeNewline,
} from './cursor.ts';
import { isColon, readExpression } from './parse-expression.ts';
import { isEllipsis } from './parse-traversal.ts';

const FOR_IN_BRACKETS = 'A "for" in brackets makes a list, without "=>" and "...". Braces make an object.';

interface ForNames {
  readonly keyName: string | undefined;
  readonly valueName: string;
}

interface Arguments {
  readonly items: readonly Expression[];
  readonly expandLast: boolean;
  readonly end: number;
}

/** Reads `(a, b, c...)`; the cursor stands at the parenthesis. */
export function readArguments(c: Cursor, name: string): Arguments {
  const open = spanOfOpener(c);
  const { newlinesCount } = c;
  c.newlinesCount = false;
  c.pos++;
  const items: Expression[] = [];
  let expandLast = false;
  while (peek(c) !== CLOSE_PAREN && !c.failed) {
    items.push(readExpression(c));
    const code = peek(c);
    if (isEllipsis(c)) {
      c.pos += 3;
      expandLast = true;
      if (peek(c) !== CLOSE_PAREN) failUnclosed(c, open, 'Expected ")" after "...".');
    } else if (code === COMMA) {
      c.pos++;
    } else if (code !== CLOSE_PAREN) {
      failUnclosed(c, open, `The arguments of ${name} need a comma between them and ")" at the end.`);
    }
  }
  c.pos++;
  c.newlinesCount = newlinesCount;
  return { items: compact(items), expandLast, end: c.pos };
}

/** Reads `[a, b]` or `[for …]`; the cursor stands at the bracket. */
export function readTuple(c: Cursor): Expression {
  const open = spanOfOpener(c);
  const { newlinesCount } = c;
  c.newlinesCount = false;
  c.pos++;
  peek(c);
  const result = isAtWord(c, 'for') ? readFor(c, open, 'tuple') : readTupleItems(c, open);
  c.newlinesCount = newlinesCount;
  return result;
}

function readTupleItems(c: Cursor, open: Span): Tuple {
  const items: Expression[] = [];
  while (peek(c) !== CLOSE_BRACKET && !c.failed) {
    items.push(readExpression(c));
    const code = peek(c);
    if (code === COMMA) c.pos++;
    else if (code !== CLOSE_BRACKET) {
      failUnclosed(c, open, 'A list needs a comma between items and "]" at the end.');
    }
  }
  c.pos++;
  return { kind: 'tuple', start: open.start, end: c.pos, items: compact(items) };
}

/** Reads `{ a = 1, b = 2 }` or `{for …}`; the cursor stands at the brace. */
export function readObject(c: Cursor): Expression {
  const open = spanOfOpener(c);
  const { newlinesCount } = c;
  c.pos++;
  c.newlinesCount = false;
  const afterBrace = c.pos;
  peek(c);
  let result: Expression;
  if (isAtWord(c, 'for')) {
    result = readFor(c, open, 'object');
  } else {
    c.newlinesCount = true;
    rewind(c, afterBrace);
    result = readObjectItems(c, open);
  }
  c.newlinesCount = newlinesCount;
  return result;
}

function readObjectItems(c: Cursor, open: Span): ObjectExpression {
  const items: ObjectItem[] = [];
  for (;;) {
    const code = peek(c);
    if (code === CLOSE_BRACE || c.failed) break;
    if (isAtNewline(c)) {
      takeNewline(c);
      continue;
    }
    items.push(readObjectItem(c, open));
    const separator = peek(c);
    if (separator === COMMA) c.pos++;
    else if (isAtNewline(c)) takeNewline(c);
    else if (separator !== CLOSE_BRACE) {
      failUnclosed(c, open, 'An object needs a newline or a comma between items and "}" at the end.');
    }
  }
  c.pos++;
  return { kind: 'object', start: open.start, end: c.pos, items: compact(items) };
}

function readObjectItem(c: Cursor, open: Span): ObjectItem {
  const key = readBareKey(c) ?? readExpression(c);
  peek(c);
  if (!isKeySeparator(c)) failUnclosed(c, open, 'Every item of an object needs a key, "=" and a value.');
  c.pos++;
  const value = readExpression(c);
  return { start: key.start, end: value.end, key, value };
}

/** A name right before `=` or `:` is a key as written; anything else is read as an expression. */
function readBareKey(c: Cursor): Expression | undefined {
  const start = c.pos;
  if (!startsName(c.text, start, codeAt(c, start))) return undefined;
  const value = takeName(c);
  const end = c.pos;
  peek(c);
  if (isKeySeparator(c)) {
    return { kind: 'template', start, end, form: 'bare', parts: [{ kind: 'text', start, end, value }] };
  }
  rewind(c, start);
  return undefined;
}

/** `=` but not `==` or `=>`, or `:` but not `::`. */
function isKeySeparator(c: Cursor): boolean {
  return isColon(c, c.pos) || isEquals(c, c.pos);
}

/** Whether a single `=` stands at `pos`. */
export function isEquals(c: Cursor, pos: number): boolean {
  if (codeAt(c, pos) !== EQUALS) return false;
  const next = codeAt(c, pos + 1);
  return next !== EQUALS && next !== GREATER;
}

function readFor(c: Cursor, open: Span, form: 'tuple' | 'object'): Expression {
  c.pos += 'for'.length;
  const { keyName, valueName } = readForNames(c);
  const collection = readExpression(c);
  peek(c);
  if (!isColon(c, c.pos)) failHere(c, '":" after what the "for" goes over');
  c.pos++;
  const first = readExpression(c);
  let key: Expression | undefined;
  let value = first;
  if (peek(c) === EQUALS && codeAt(c, c.pos + 1) === GREATER) {
    c.pos += 2;
    key = first;
    value = readExpression(c);
    peek(c);
  }
  const grouped = isEllipsis(c);
  if (grouped) c.pos += 3;
  if (form === 'tuple' && (key || grouped)) fail(c, first, FOR_IN_BRACKETS);
  if (form === 'object' && !key) fail(c, first, 'A "for" in braces makes an object: write key => value.');
  peek(c);
  const condition = isAtWord(c, 'if') ? readForCondition(c) : undefined;
  if (peek(c) !== (form === 'tuple' ? CLOSE_BRACKET : CLOSE_BRACE)) {
    failHere(c, `the end of this "for", ${form === 'tuple' ? '"]"' : '"}"'}`);
  }
  c.pos++;
  return {
    kind: 'for',
    start: open.start,
    end: c.pos,
    form,
    keyName,
    valueName,
    collection,
    key,
    value,
    condition,
    grouped,
  };
}

/** Reads `value in` or `key, value in` after the word `for`. */
export function readForNames(c: Cursor): ForNames {
  const first = readForName(c);
  let keyName: string | undefined;
  let valueName = first;
  if (peek(c) === COMMA) {
    c.pos++;
    keyName = first;
    valueName = readForName(c);
    peek(c);
  }
  if (isAtWord(c, 'in')) c.pos += 'in'.length;
  else failHere(c, '"in" after the names of the "for"');
  return { keyName, valueName };
}

function readForName(c: Cursor): string {
  if (!startsName(c.text, c.pos, peek(c))) failHere(c, 'a name after "for"');
  return takeName(c);
}

function readForCondition(c: Cursor): Expression {
  c.pos += 'if'.length;
  return readExpression(c);
}

/** Points at the opener when the text ended, else at what stands where a separator was expected. */
function failUnclosed(c: Cursor, open: Span, message: string): void {
  const code = codeAt(c, c.pos);
  if (code < 0) fail(c, open, message);
  else fail(c, { start: c.pos, end: c.pos + 1 }, message);
}

function spanOfOpener(c: Cursor): Span {
  return { start: c.pos, end: c.pos + 1 };
}
