import { anyOf, between, ignoringCase, noneOf, oneOf, POSIX_CLASSES } from './characters.ts';
import type { CharacterSet } from './node.ts';
import type { Reader } from './reader.ts';

/** Reads what stands in brackets. */
export class ClassReader {
  readonly #reader: Reader;
  readonly #ignoreCase: boolean;

  constructor(reader: Reader, ignoreCase: boolean) {
    this.#reader = reader;
    this.#ignoreCase = ignoreCase;
  }

  read(): CharacterSet {
    const reader = this.#reader;
    const isNegated = reader.take('^');
    const sets: CharacterSet[] = [];
    // A closing bracket in the first place stands for itself.
    do {
      if (reader.isAtEnd()) throw reader.error('a bracket is not closed');
      sets.push(this.#item());
    } while (!reader.take(']'));
    const set = this.#ignoreCase ? ignoringCase(anyOf(sets)) : anyOf(sets);
    return isNegated ? noneOf(set) : set;
  }

  #item(): CharacterSet {
    const reader = this.#reader;
    const posix = reader.match(/^\[:(\^?)(\w+):\]/);
    if (posix) {
      const set = POSIX_CLASSES.get(posix[2] ?? '');
      if (set === undefined) throw reader.error(`there is no class [:${posix[2] ?? ''}:]`);
      return posix[1] === '^' ? noneOf(set) : set;
    }
    const low = this.#character();
    if (typeof low !== 'number') return low;
    if (!reader.sees('-') || reader.sees('-]')) return oneOf(low);
    reader.take('-');
    const high = this.#character();
    if (typeof high !== 'number' || high < low) throw reader.error('a range in brackets is not valid');
    return between(low, high);
  }

  #character(): number | CharacterSet {
    return this.#reader.take('\\') ? this.#reader.escaped() : this.#reader.next();
  }
}
