import type { Num } from './number.ts';
import { parseNumber } from './number.ts';
import { EvaluationError } from './value.ts';

/** What to make of each kind of JSON value. */
export interface JsonBuilder<T> {
  readonly null: T;
  readonly bool: (value: boolean) => T;
  readonly number: (value: Num) => T;
  readonly string: (value: string) => T;
  readonly tuple: (values: readonly T[]) => T;
  readonly object: (entries: Iterable<readonly [string, T]>) => T;
}

/** Reads a JSON text strictly, numbers in full precision. */
export function parseJson<T>(text: string, build: JsonBuilder<T>): T {
  const reader = new JsonReader(text, build);
  return reader.document();
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PLAIN_TEXT = /[^"\\\u0000-\u001f]*/y;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const SPACE = /[ \t\r\n]*/y;
const ESCAPES: { readonly [letter: string]: string } = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
/** Deeper text is an attack or a mistake; recursion must not exhaust the stack. */
const DEEPEST = 1000;
const MOST_VALUES = 1_000_000;

class JsonReader<T> {
  readonly #text: string;
  readonly #build: JsonBuilder<T>;
  #at = 0;
  #depth = 0;
  #count = 0;

  constructor(text: string, build: JsonBuilder<T>) {
    this.#text = text;
    this.#build = build;
  }

  document(): T {
    const value = this.#value();
    this.#skip(SPACE);
    if (this.#at < this.#text.length) throw this.#error('more text after the value');
    return value;
  }

  #value(): T {
    this.#count += 1;
    if (this.#count > MOST_VALUES)
      throw new EvaluationError('the JSON text has more than a million values', 'limit');
    this.#skip(SPACE);
    switch (this.#text.charAt(this.#at)) {
      case '{':
        return this.#nested(() => this.#object());
      case '[':
        return this.#nested(() => this.#array());
      case '"':
        return this.#build.string(this.#string());
      case 't':
        this.#word('true');
        return this.#build.bool(true);
      case 'f':
        this.#word('false');
        return this.#build.bool(false);
      case 'n':
        this.#word('null');
        return this.#build.null;
      default: {
        const num = parseNumber(this.#skip(NUMBER));
        if (num === undefined) throw this.#error('a value is expected');
        return this.#build.number(num);
      }
    }
  }

  #nested(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw this.#error('values are nested too deeply');
    this.#at += 1;
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #object(): T {
    const entries = new Map<string, T>();
    if (this.#take('}')) return this.#build.object(entries);
    do {
      this.#skip(SPACE);
      const key = this.#string();
      if (!this.#take(':')) throw this.#error('a colon is expected');
      entries.set(key.normalize('NFC'), this.#value());
    } while (this.#take(','));
    if (!this.#take('}')) throw this.#error('a comma or a closing brace is expected');
    return this.#build.object(entries);
  }

  #array(): T {
    const items: T[] = [];
    if (this.#take(']')) return this.#build.tuple(items);
    do items.push(this.#value());
    while (this.#take(','));
    if (!this.#take(']')) throw this.#error('a comma or a closing bracket is expected');
    return this.#build.tuple(items);
  }

  #string(): string {
    if (this.#text.charAt(this.#at) !== '"') throw this.#error('a quoted text is expected');
    this.#at += 1;
    let value = '';
    for (;;) {
      value += this.#skip(PLAIN_TEXT);
      const next = this.#text.charAt(this.#at);
      this.#at += 1;
      if (next === '"') return value.replace(LONE_SURROGATE, '\ufffd');
      if (next !== '\\') throw this.#error('the text is not closed');
      value += this.#escape();
    }
  }

  #escape(): string {
    const letter = this.#text.charAt(this.#at);
    this.#at += 1;
    if (letter === 'u') {
      const digits = this.#text.slice(this.#at, this.#at + 4);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.#error('\\u needs four hexadecimal digits');
      this.#at += 4;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const escaped = ESCAPES[letter];
    if (escaped === undefined) throw this.#error(`\\${letter} is no escape`);
    return escaped;
  }

  #take(character: string): boolean {
    this.#skip(SPACE);
    if (this.#text.charAt(this.#at) !== character) return false;
    this.#at += 1;
    return true;
  }

  #word(word: string): void {
    if (!this.#text.startsWith(word, this.#at)) throw this.#error('a value is expected');
    this.#at += word.length;
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [matched] = pattern.exec(this.#text) ?? [''];
    this.#at += matched.length;
    return matched;
  }

  #error(message: string): EvaluationError {
    return new EvaluationError(`the text is not JSON: ${message} at character ${String(this.#at + 1)}`);
  }
}
