import type { Span } from './ast.ts';
import { quotedLength, unquote } from './literals.ts';

export type TokenKind =
  | 'space'
  | 'word'
  | 'field'
  | 'dot'
  | 'variable'
  | 'number'
  | 'char'
  | 'string'
  | 'declare'
  | 'assign'
  | 'pipe'
  | 'comma'
  | 'open'
  | 'close';

export interface Token extends Span {
  readonly kind: TokenKind;
  /** As written; of a string its value, of a field its name without the dot. */
  readonly text: string;
}

export interface ActionTokens {
  readonly tokens: readonly Token[];
  /** After the closing delimiter, or where the problem is. */
  readonly end: number;
  readonly trims: boolean;
  readonly problem: string | undefined;
}

const SPACES = /[ \t\r\n]+/y;
// Letters, digits and the underscore, as Go's unicode.IsLetter and IsDigit.
const WORD = /[\p{L}\p{Nd}_]+/uy;
const FORMS = [
  String.raw`0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]+)?`,
  '0[oO][0-7_]*',
  '0[bB][01_]*',
  String.raw`[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]+)?`,
];
const NUMBER = new RegExp(`[+-]?(?:${FORMS.join('|')})i?`, 'y');
const SINGLE: Readonly<Record<string, TokenKind>> = {
  '|': 'pipe',
  ',': 'comma',
  '(': 'open',
  ')': 'close',
  '=': 'assign',
};

/** The tokens of one action, from after its opening delimiter. */
export function actionTokens(source: string, from: number): ActionTokens {
  const tokens: Token[] = [];
  let position = from;
  let depth = 0;
  const stop = (problem: string): ActionTokens => ({ tokens, end: position, trims: false, problem });
  for (;;) {
    const trims = source.startsWith('-}}', position + 1) && isSpace(source[position]);
    if (trims || source.startsWith('}}', position)) {
      if (depth > 0) return stop('unclosed left paren');
      return { tokens, end: position + (trims ? 4 : 2), trims, problem: undefined };
    }
    const token = tokenAt(source, position);
    if (typeof token === 'string') return stop(token);
    if (token.kind === 'open') depth += 1;
    if (token.kind === 'close') {
      depth -= 1;
      if (depth < 0) return stop('unexpected right paren');
    }
    tokens.push(token);
    position = token.end;
  }
}

function tokenAt(source: string, start: number): Token | string {
  const char = source[start];
  if (char === undefined) return 'unclosed action';
  if (isSpace(char)) {
    const spaces = match(SPACES, source, start);
    // The last space before `-}}` belongs to the delimiter.
    const end = start + spaces.length;
    const isBeforeTrim = source.startsWith('-}}', end) && spaces.length > 1;
    return { kind: 'space', start, end: isBeforeTrim ? end - 1 : end, text: ' ' };
  }
  if (source.startsWith(':=', start)) return { kind: 'declare', start, end: start + 2, text: ':=' };
  if (char === ':') return 'expected :=';
  const single = SINGLE[char];
  if (single) return { kind: single, start, end: start + 1, text: char };
  if (char === '"' || char === '`' || char === "'") return literalAt(source, start, char);
  if (char === '$' || char === '.') {
    if (char === '.' && /\d/.test(source[start + 1] ?? '')) return numberAt(source, start);
    return nameAt(source, start, char);
  }
  if (char === '+' || char === '-' || (char >= '0' && char <= '9')) return numberAt(source, start);
  return wordAt(source, start);
}

function literalAt(source: string, start: number, quote: string): Token | string {
  const length = quotedLength(source, start, quote);
  if (length === undefined) {
    if (quote === '`') return 'unterminated raw quoted string';
    return quote === '"' ? 'unterminated quoted string' : 'unterminated character constant';
  }
  const written = source.slice(start, start + length);
  const end = start + length;
  if (quote === '`') return { kind: 'string', start, end, text: written.slice(1, -1).replaceAll('\r', '') };
  const text = unquote(written);
  if (text === undefined) {
    return quote === '"' ? 'invalid syntax' : `malformed character constant: ${written}`;
  }
  return { kind: quote === '"' ? 'string' : 'char', start, end, text };
}

function nameAt(source: string, start: number, sign: string): Token | string {
  const name = match(WORD, source, start + 1);
  const end = start + 1 + name.length;
  if (!isTerminated(source, end)) return badCharacter(source, end);
  if (sign === '$') return { kind: 'variable', start, end, text: `$${name}` };
  if (name === '') return { kind: 'dot', start, end, text: '.' };
  return { kind: 'field', start, end, text: name };
}

function wordAt(source: string, start: number): Token | string {
  const text = match(WORD, source, start);
  if (text === '') return `unexpected ${codePoint(source, start)} in action`;
  const end = start + text.length;
  if (!isTerminated(source, end)) return badCharacter(source, end);
  return { kind: 'word', start, end, text };
}

function numberAt(source: string, start: number): Token | string {
  const text = match(NUMBER, source, start);
  const end = start + text.length;
  const next = match(WORD, source, end);
  if (next !== '' || text.length === 0) return `bad number syntax: "${text}${next.slice(0, 1)}"`;
  return { kind: 'number', start, end, text };
}

function isTerminated(source: string, at: number): boolean {
  const char = source[at];
  return char === undefined || ' \t\r\n.,|:)('.includes(char) || source.startsWith('}}', at);
}

function isSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r';
}

function badCharacter(source: string, at: number): string {
  return `bad character ${codePoint(source, at)}`;
}

/** As Go's `%#U`: `U+0040 '@'`. */
function codePoint(source: string, at: number): string {
  const code = source.codePointAt(at) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')} '${String.fromCodePoint(code)}'`;
}

function match(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? '';
}
