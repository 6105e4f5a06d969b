import type { GoValue } from '../template/value.ts';
import { Dict, List, TemplateError } from '../template/value.ts';

// Deeper lists are written by nobody.
const MOST_DEPTH = 100;

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  e: '\u001b',
  '"': '"',
  '\\': '\\',
};

/** Reads the parts of a TOML text. https://toml.io/en/v1.0.0 */
export class TomlReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Goes over empty lines and comments. */
  skipLines(): void {
    this.#match(/(?:[ \t\r\n]|#[^\n]*)*/y);
  }

  take(mark: string): boolean {
    this.#space();
    if (!this.#text.startsWith(mark, this.#at)) return false;
    this.#at += mark.length;
    return true;
  }

  expect(mark: string): void {
    if (!this.take(mark)) this.#fail(`expected '${mark}'`);
  }

  endOfLine(): void {
    this.#match(/[ \t]*(?:#[^\n]*)?/y);
    if (!this.isAtEnd && this.#match(/\r?\n/y) === undefined) this.#fail('expected a new line');
  }

  /** A dotted key, up to a mark. */
  keys(end: string): readonly string[] {
    const keys = [this.#key()];
    while (this.take('.')) keys.push(this.#key());
    this.#space();
    if (!this.#text.startsWith(end, this.#at)) this.#fail(`expected '${end}' after a key`);
    return keys;
  }

  value(): GoValue {
    this.#space();
    const text = this.#string();
    if (text !== undefined) return text;
    if (this.take('[')) return this.#inside(() => this.#list());
    if (this.take('{')) return this.#inside(() => this.#table());
    const word = this.#match(/[A-Za-z0-9+\-_.:]+(?: \d\d:[\d:.]+)?/y);
    if (word === undefined) this.#fail('expected value');
    return this.#word(word ?? '');
  }

  #word(word: string): GoValue {
    if (word === 'true' || word === 'false') return word === 'true';
    const clean = word.replaceAll('_', '');
    if (/^[+-]?\d+$/.test(clean)) return BigInt(clean.replace('+', ''));
    if (/^0(?:x[\da-fA-F]+|o[0-7]+|b[01]+)$/.test(clean)) return BigInt(clean);
    if (/^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(clean)) return Number(clean);
    if (/^[+-]?(?:inf|nan)$/.test(clean)) {
      return clean.endsWith('nan') ? Number.NaN : clean.startsWith('-') ? -Infinity : Infinity;
    }
    if (/^\d{4}-\d\d-\d\d|^\d\d:\d\d/.test(word)) return word;
    return this.#fail(`expected value but found "${word}"`);
  }

  #list(): GoValue {
    const items: GoValue[] = [];
    for (this.skipLines(); !this.take(']'); this.skipLines()) {
      items.push(this.value());
      this.skipLines();
      if (!this.take(',')) {
        this.expect(']');
        break;
      }
    }
    return new List(items);
  }

  #table(): GoValue {
    const table = new Dict();
    while (!this.take('}')) {
      const path = this.keys('=');
      this.expect('=');
      let holder = table;
      for (const key of path.slice(0, -1)) {
        const inner = holder.get(key);
        const next = inner instanceof Dict ? inner : new Dict();
        holder.set(key, next);
        holder = next;
      }
      holder.set(path.at(-1) ?? '', this.value());
      if (!this.take(',')) {
        this.expect('}');
        break;
      }
    }
    return table;
  }

  #inside(read: () => GoValue): GoValue {
    this.#depth += 1;
    if (this.#depth > MOST_DEPTH) this.#fail(`values are nested deeper than ${MOST_DEPTH} levels`);
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #key(): string {
    this.#space();
    return this.#string() ?? this.#match(/[A-Za-z0-9_-]+/y) ?? this.#fail('expected a key');
  }

  #string(): string | undefined {
    const literal = this.#match(/'''(?:[^']|'(?!''))*'''|'[^'\n]*'/y);
    if (literal !== undefined) {
      const isLong = literal.startsWith("'''");
      return isLong ? literal.slice(3, -3).replace(/^\r?\n/, '') : literal.slice(1, -1);
    }
    const long = this.#match(/"""(?:[^"\\]|\\[^]|"(?!""))*"""/y);
    if (long !== undefined) {
      const inner = long.slice(3, -3).replace(/^\r?\n/, '');
      return this.#unescaped(inner.replace(/\\[ \t]*\r?\n\s*/g, ''));
    }
    const basic = this.#match(/"(?:[^"\\\n]|\\.)*"/y);
    return basic === undefined ? undefined : this.#unescaped(basic.slice(1, -1));
  }

  #unescaped(text: string): string {
    return text.replace(/\\(u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^])/g, (_, what: string) => {
      if (what.length === 1) return ESCAPES[what] ?? this.#fail(`invalid escape character '${what}'`);
      const code = Number.parseInt(what.slice(1), 16);
      return code > 0x10ffff ? this.#fail('escaped character is not valid') : String.fromCodePoint(code);
    });
  }

  #space(): void {
    this.#match(/[ \t]*/y);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #fail(problem: string): never {
    const line = this.#text.slice(0, this.#at).split('\n').length;
    throw new TemplateError(`toml: line ${line}: ${problem}`);
  }
}
