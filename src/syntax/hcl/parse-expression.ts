import type { Binary, BinaryOperator, Expression } from './ast.ts';
import {
  AMPERSAND,
  BANG,
  CLOSE_PAREN,
  COLON,
  EQUALS,
  GREATER,
  isDigit,
  LESS,
  MINUS,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  PERCENT,
  PIPE,
  PLUS,
  QUESTION,
  QUOTE,
  SLASH,
  STAR,
  startsName,
} from './characters.ts';
import type { Cursor } from './cursor.ts';
import { codeAt, enter, fail, failHere, peek, takeName } from './cursor.ts';
import { readHeredoc } from './heredoc.ts';
import { readArguments, readObject, readTuple } from './parse-collection.ts';
import { readNumber } from './parse-number.ts';
import { readQuoted } from './parse-template.ts';
import { readTraversals } from './parse-traversal.ts';

/** What stands in the tree of an attribute that is thrown away because reading it failed. */
const NOTHING: Expression = { kind: 'literal', value: null, start: 0, end: 0 };

const PRECEDENCE: { readonly [operator in BinaryOperator]: number } = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '>': 4,
  '<=': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

/** Reads one whole expression: operators, and the conditional that binds weakest. */
export function readExpression(c: Cursor): Expression {
  const { depth } = c;
  if (!enter(c)) return NOTHING;
  const condition = readBinary(c, 0);
  const result = peek(c) === QUESTION ? readConditional(c, condition) : condition;
  c.depth = depth;
  return result;
}

/** Whether a single `:` stands at `pos`; `::` belongs to the name of a function. */
export function isColon(c: Cursor, pos: number): boolean {
  return codeAt(c, pos) === COLON && codeAt(c, pos + 1) !== COLON;
}

function readConditional(c: Cursor, condition: Expression): Expression {
  c.pos++;
  const then = readExpression(c);
  peek(c);
  if (!isColon(c, c.pos)) failHere(c, 'a colon and the value for "otherwise" (condition ? then : otherwise)');
  c.pos++;
  const otherwise = readExpression(c);
  // oxlint-disable-next-line unicorn/no-thenable -- the word of a conditional; nobody awaits a tree
  return { kind: 'conditional', start: condition.start, end: otherwise.end, condition, then, otherwise };
}

function readBinary(c: Cursor, weakest: number): Expression {
  const { depth } = c;
  let left = readOperand(c);
  for (;;) {
    const operator = operatorAt(c, peek(c));
    if (operator === undefined || PRECEDENCE[operator] < weakest || !enter(c)) break;
    c.pos += operator.length;
    const right = readBinary(c, PRECEDENCE[operator] + 1);
    const binary: Binary = { kind: 'binary', start: left.start, end: right.end, operator, left, right };
    left = binary;
  }
  c.depth = depth;
  return left;
}

/** A unary operator binds tighter than any binary one: `-a + b` is `(-a) + b`. */
function readOperand(c: Cursor): Expression {
  const code = peek(c);
  const start = c.pos;
  const isUnary = code === MINUS || (code === BANG && codeAt(c, start + 1) !== EQUALS);
  if (!isUnary) return readTraversals(c, readTerm(c, code));
  if (!enter(c)) return NOTHING;
  c.pos++;
  const operand = readOperand(c);
  c.depth--;
  return { kind: 'unary', start, end: operand.end, operator: code === MINUS ? '-' : '!', operand };
}

function readTerm(c: Cursor, code: number): Expression {
  if (code === QUOTE) return readQuoted(c);
  if (startsName(c.text, c.pos, code)) return readNameOrCall(c);
  if (isDigit(code)) return readNumber(c);
  if (code === OPEN_BRACKET) return readTuple(c);
  if (code === OPEN_BRACE) return readObject(c);
  if (code === OPEN_PAREN) return readParentheses(c);
  if (code === LESS) {
    const heredoc = readHeredoc(c);
    if (heredoc) return heredoc;
  }
  failHere(c, 'a value');
  return NOTHING;
}

function readNameOrCall(c: Cursor): Expression {
  const start = c.pos;
  const name = takeName(c);
  const end = c.pos;
  const code = peek(c);
  const isCall = code === OPEN_PAREN || (code === COLON && codeAt(c, c.pos + 1) === COLON);
  if (isCall) return readCall(c, name, start, end);
  switch (name) {
    case 'true':
      return { kind: 'literal', start, end, value: true };
    case 'false':
      return { kind: 'literal', start, end, value: false };
    case 'null':
      return { kind: 'literal', start, end, value: null };
    default:
      return { kind: 'variable', start, end, name };
  }
}

function readCall(c: Cursor, firstName: string, start: number, firstEnd: number): Expression {
  let name = firstName;
  let nameEnd = firstEnd;
  while (peek(c) === COLON && codeAt(c, c.pos + 1) === COLON) {
    c.pos += 2;
    if (!startsName(c.text, c.pos, peek(c))) failHere(c, 'the name of a function after "::"');
    name += `::${takeName(c)}`;
    nameEnd = c.pos;
  }
  if (codeAt(c, c.pos) !== OPEN_PAREN) failHere(c, `"(" and the arguments of ${name}`);
  const { items, expandLast, end } = readArguments(c, name);
  return { kind: 'call', start, end, name, nameSpan: { start, end: nameEnd }, arguments: items, expandLast };
}

function readParentheses(c: Cursor): Expression {
  const start = c.pos;
  const { newlinesCount } = c;
  c.newlinesCount = false;
  c.pos++;
  const inner = readExpression(c);
  if (peek(c) !== CLOSE_PAREN) {
    fail(c, { start, end: start + 1 }, 'This parenthesis is not closed after one expression.');
  }
  c.pos++;
  c.newlinesCount = newlinesCount;
  return { kind: 'parentheses', start, end: c.pos, inner };
}

function operatorAt(c: Cursor, code: number): BinaryOperator | undefined {
  switch (code) {
    case PLUS:
      return '+';
    case MINUS:
      return '-';
    case STAR:
      return '*';
    case SLASH:
      return '/';
    case PERCENT:
      return '%';
    case LESS:
      return codeAt(c, c.pos + 1) === EQUALS ? '<=' : '<';
    case GREATER:
      return codeAt(c, c.pos + 1) === EQUALS ? '>=' : '>';
    case EQUALS:
      return codeAt(c, c.pos + 1) === EQUALS ? '==' : undefined;
    case BANG:
      return codeAt(c, c.pos + 1) === EQUALS ? '!=' : undefined;
    case AMPERSAND:
      return codeAt(c, c.pos + 1) === AMPERSAND ? '&&' : undefined;
    case PIPE:
      return codeAt(c, c.pos + 1) === PIPE ? '||' : undefined;
    default:
      return undefined;
  }
}
