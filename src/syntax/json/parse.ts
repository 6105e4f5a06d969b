/** A JSON value with its place. Numbers keep their text, objects their order and repeated names. */
export type JsonValue = JsonObject | JsonArray | JsonString | JsonNumber | JsonLiteral;

export interface JsonObject {
  readonly kind: 'object';
  readonly start: number;
  readonly end: number;
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  /** The name with its quotes. */
  readonly name: JsonString;
  readonly value: JsonValue;
}

export interface JsonArray {
  readonly kind: 'array';
  readonly start: number;
  readonly end: number;
  readonly items: readonly JsonValue[];
}

export interface JsonString {
  readonly kind: 'string';
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

export interface JsonNumber {
  readonly kind: 'number';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface JsonLiteral {
  readonly kind: 'literal';
  readonly start: number;
  readonly end: number;
  readonly value: boolean | null;
}

/** Either a value or a problem. */
export interface JsonText {
  readonly value: JsonValue | undefined;
  readonly problem: JsonProblem | undefined;
}

/** What the text does not allow, with the place. */
export interface JsonProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

const DEEPEST = 500;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_]+/y;
const HEX4 = /^[0-9a-fA-F]{4}$/;
const ESCAPES = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Reads one JSON text. Never throws: without a value there is a problem that says where and what. */
export function parseJson(text: string): JsonText {
  const reader: Reader = { text, pos: text.charCodeAt(0) === 0xfeff ? 1 : 0, depth: 0, problem: undefined };
  const value = readValue(reader);
  skipBlanks(reader);
  if (value && reader.pos < text.length) failHere(reader, 'Nothing may follow the first value.');
  return reader.problem ? { value: undefined, problem: reader.problem } : { value, problem: undefined };
}

/** The place in the text of every character of a string's value, and of its end. */
export function placesIn(text: string, string: JsonString): readonly number[] {
  const places: number[] = [];
  for (let pos = string.start + 1; pos < string.end - 1; pos += lengthAt(text, pos)) places.push(pos);
  places.push(string.end - 1);
  return places;
}

interface Reader {
  readonly text: string;
  pos: number;
  depth: number;
  problem: JsonProblem | undefined;
}

function readValue(reader: Reader): JsonValue | undefined {
  skipBlanks(reader);
  switch (reader.text.charAt(reader.pos)) {
    case '{':
      return nested(reader, readObject);
    case '[':
      return nested(reader, readArray);
    case '"':
      return readString(reader);
    case '':
      return failHere(reader, 'The text ends where a value is expected.');
    default:
      return readNumberOrWord(reader);
  }
}

function nested(reader: Reader, read: (reader: Reader) => JsonValue | undefined): JsonValue | undefined {
  if (reader.depth >= DEEPEST) return failHere(reader, `Nested more than ${DEEPEST} levels deep.`);
  reader.depth++;
  const value = read(reader);
  reader.depth--;
  return value;
}

function readObject(reader: Reader): JsonObject | undefined {
  const start = reader.pos++;
  const members: JsonMember[] = [];
  skipBlanks(reader);
  while (!takes(reader, '}')) {
    if (members.length > 0 && !takes(reader, ',')) return failHere(reader, 'Expected "," or "}" here.');
    skipBlanks(reader);
    if (reader.text.charAt(reader.pos) !== '"') return failHere(reader, 'Expected a name in quotes here.');
    const name = readString(reader);
    skipBlanks(reader);
    if (name && !takes(reader, ':')) return failHere(reader, 'Expected ":" after the name.');
    const value = name && readValue(reader);
    if (!value) return undefined;
    members.push({ name, value });
    skipBlanks(reader);
  }
  return { kind: 'object', start, end: reader.pos, members };
}

function readArray(reader: Reader): JsonArray | undefined {
  const start = reader.pos++;
  const items: JsonValue[] = [];
  skipBlanks(reader);
  while (!takes(reader, ']')) {
    if (items.length > 0 && !takes(reader, ',')) return failHere(reader, 'Expected "," or "]" here.');
    const item = readValue(reader);
    if (!item) return undefined;
    items.push(item);
    skipBlanks(reader);
  }
  return { kind: 'array', start, end: reader.pos, items };
}

function readString(reader: Reader): JsonString | undefined {
  const { text } = reader;
  const start = reader.pos;
  const parts: string[] = [];
  let plainStart = start + 1;
  let pos = plainStart;
  for (;;) {
    const code = text.charCodeAt(pos);
    if (code === 34) break;
    if (Number.isNaN(code)) return fail(reader, start, 'This string is not closed.');
    if (code < 32) return fail(reader, pos, 'A newline or control character must be escaped in a string.');
    if (code !== 92) {
      pos++;
      continue;
    }
    const character = escapedCharacter(text, pos);
    if (character === undefined) return fail(reader, pos, 'There is no such escape in JSON.');
    parts.push(text.slice(plainStart, pos), character);
    pos += lengthAt(text, pos);
    plainStart = pos;
  }
  parts.push(text.slice(plainStart, pos));
  reader.pos = pos + 1;
  return { kind: 'string', start, end: pos + 1, value: parts.join('') };
}

function escapedCharacter(text: string, pos: number): string | undefined {
  const selector = text.charAt(pos + 1);
  if (selector !== 'u') return ESCAPES.get(selector);
  const digits = text.slice(pos + 2, pos + 6);
  return HEX4.test(digits) ? String.fromCharCode(Number.parseInt(digits, 16)) : undefined;
}

function readNumberOrWord(reader: Reader): JsonValue | undefined {
  const { text, pos: start } = reader;
  const number = matchAt(NUMBER, text, start);
  if (number !== '') {
    reader.pos += number.length;
    return { kind: 'number', start, end: reader.pos, text: number };
  }
  const word = matchAt(WORD, text, start);
  reader.pos += word.length;
  const end = reader.pos;
  switch (word) {
    case 'true':
      return { kind: 'literal', start, end, value: true };
    case 'false':
      return { kind: 'literal', start, end, value: false };
    case 'null':
      return { kind: 'literal', start, end, value: null };
    default:
      return fail(reader, start, 'Expected a value here: text, a number, true, false, null, { or [.');
  }
}

function matchAt(pattern: RegExp, text: string, pos: number): string {
  pattern.lastIndex = pos;
  return pattern.exec(text)?.[0] ?? '';
}

function lengthAt(text: string, pos: number): number {
  if (text.charAt(pos) !== '\\') return 1;
  return text.charAt(pos + 1) === 'u' ? 6 : 2;
}

function takes(reader: Reader, character: string): boolean {
  if (reader.text.charAt(reader.pos) !== character) return false;
  reader.pos++;
  return true;
}

function skipBlanks(reader: Reader): void {
  for (; reader.pos < reader.text.length; reader.pos++) {
    const code = reader.text.charCodeAt(reader.pos);
    if (code !== 32 && code !== 9 && code !== 10 && code !== 13) return;
  }
}

function failHere(reader: Reader, message: string): undefined {
  return fail(reader, reader.pos, message);
}

function fail(reader: Reader, at: number, message: string): undefined {
  const start = Math.min(at, reader.text.length);
  reader.problem ??= { start, end: Math.min(start + 1, reader.text.length), message };
  return undefined;
}
