import { EvaluationError } from '../../values/value.ts';
import { ESCAPED_CLASSES, noneOf, unicodeClass } from './characters.ts';
import type { CharacterSet } from './node.ts';

const CONTROL_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
]);

/** Walks over the text of a pattern. */
export class Reader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#pattern.length;
  }

  rest(): string {
    return this.#pattern.slice(this.#at);
  }

  sees(text: string): boolean {
    return this.#pattern.startsWith(text, this.#at);
  }

  take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.#at += text.length;
    return true;
  }

  /** Takes what an anchored pattern matches. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.rest());
    if (found) this.#at += found[0].length;
    return found ?? undefined;
  }

  /** The next code point. */
  next(): number {
    const codePoint = this.#pattern.codePointAt(this.#at);
    if (codePoint === undefined) throw this.error('the pattern ends too early');
    this.#at += codePoint > 0xffff ? 2 : 1;
    return codePoint;
  }

  /** Everything before a mark (or the end), which is taken too. */
  until(mark: string): string {
    const end = this.#pattern.indexOf(mark, this.#at);
    const text = this.#pattern.slice(this.#at, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#pattern.length : end + mark.length;
    return text;
  }

  /** What follows a backslash: one character or a class of them. */
  escaped(): number | CharacterSet {
    const property = this.match(/^([pP])(?:\{(\^?)([^}]*)\}|([A-Za-z]))/);
    if (property) {
      const set = unicodeClass(property[3] ?? property[4] ?? '');
      return (property[1] === 'P') !== (property[2] === '^') ? noneOf(set) : set;
    }
    const code = this.match(/^(?:x\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{2})|(0[0-7]{0,2}|[1-7][0-7]{1,2}))/);
    if (code) {
      const value =
        code[3] === undefined ? Number.parseInt(code[1] ?? code[2] ?? '', 16) : Number.parseInt(code[3], 8);
      if (value > 0x10ffff) throw this.error('a character is out of range');
      return value;
    }
    const codePoint = this.next();
    const letter = String.fromCodePoint(codePoint);
    const escaped = CONTROL_ESCAPES.get(letter) ?? ESCAPED_CLASSES.get(letter);
    if (escaped !== undefined) return escaped;
    if (codePoint >= 0x80 || /[A-Za-z0-9]/.test(letter)) throw this.error(`\\${letter} is no escape`);
    return codePoint;
  }

  error(message: string): EvaluationError {
    return new EvaluationError(`the pattern ${JSON.stringify(this.#pattern)} is not valid: ${message}`);
  }
}
