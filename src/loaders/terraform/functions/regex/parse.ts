import { anyOf, ignoringCase, noneOf, oneOf } from './characters.ts';
import { ClassReader } from './class.ts';
import type { Assertion, CharacterSet, ParsedRegex, RegexNode } from './node.ts';
import { Reader } from './reader.ts';

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiLine: boolean;
  readonly dotAll: boolean;
  readonly ungreedy: boolean;
}

const NO_FLAGS: Flags = { ignoreCase: false, multiLine: false, dotAll: false, ungreedy: false };
const FLAG_NAMES: ReadonlyMap<string, keyof Flags> = new Map([
  ['i', 'ignoreCase'],
  ['m', 'multiLine'],
  ['s', 'dotAll'],
  ['U', 'ungreedy'],
]);
/** RE2's own limits. */
const MOST_REPEATS = 1000;
const DEEPEST = 1000;

/** Reads a pattern in Go's dialect; throws an `EvaluationError` for what Go does not accept. */
export function parseRegex(pattern: string): ParsedRegex {
  const parser = new RegexParser(pattern);
  return parser.parse();
}

class RegexParser {
  readonly #reader: Reader;
  readonly #groups: (string | undefined)[] = [];
  #flags = NO_FLAGS;
  #depth = 0;

  constructor(pattern: string) {
    this.#reader = new Reader(pattern);
  }

  parse(): ParsedRegex {
    const root = this.#alternatives();
    if (!this.#reader.isAtEnd()) throw this.#reader.error('a closing parenthesis has no opening one');
    return { root, groups: this.#groups };
  }

  #alternatives(): RegexNode {
    const parts = [this.#sequence()];
    while (this.#reader.take('|')) parts.push(this.#sequence());
    const [only] = parts;
    return only && parts.length === 1 ? only : { kind: 'alternatives', parts };
  }

  #sequence(): RegexNode {
    const parts: RegexNode[] = [];
    while (!this.#reader.isAtEnd() && !this.#reader.sees('|') && !this.#reader.sees(')')) {
      const atom = this.#atom();
      if (atom === undefined) this.#refuseRepeat();
      else parts.push(...atom.slice(0, -1), this.#repeated(atom.at(-1) ?? { kind: 'empty' }));
    }
    const [only] = parts;
    return only && parts.length === 1 ? only : { kind: 'sequence', parts };
  }

  /** The next piece; several for quoted text, nothing for a change of flags. */
  #atom(): readonly RegexNode[] | undefined {
    const reader = this.#reader;
    if (reader.take('(')) return this.#group();
    if (reader.take('[')) {
      const set = new ClassReader(reader, this.#flags.ignoreCase).read();
      return [{ kind: 'characters', set }];
    }
    if (reader.take('.'))
      return [{ kind: 'characters', set: this.#flags.dotAll ? () => true : noneOf(oneOf(10)) }];
    if (reader.take('^')) return [assertion(this.#flags.multiLine ? 'line-start' : 'text-start')];
    if (reader.take('$')) return [assertion(this.#flags.multiLine ? 'line-end' : 'text-end')];
    if (reader.take('\\')) return this.#escape();
    this.#refuseRepeat();
    return [this.#literal(reader.next())];
  }

  #literal(codePoint: number): RegexNode {
    return { kind: 'characters', set: this.#folded(oneOf(codePoint)) };
  }

  #folded(set: CharacterSet): CharacterSet {
    return this.#flags.ignoreCase ? ignoringCase(set) : set;
  }

  #refuseRepeat(): void {
    if (/^[*+?]/.test(this.#reader.rest())) throw this.#reader.error('there is nothing to repeat');
  }

  #escape(): readonly RegexNode[] {
    const reader = this.#reader;
    if (reader.take('A')) return [assertion('text-start')];
    if (reader.take('z')) return [assertion('text-end')];
    if (reader.take('b')) return [assertion('word-boundary')];
    if (reader.take('B')) return [assertion('no-word-boundary')];
    if (reader.take('Q')) {
      const quoted = reader.until('\\E');
      const parts = [...quoted].map((character) => this.#literal(character.codePointAt(0) ?? 0));
      return parts.length === 0 ? [{ kind: 'empty' }] : parts;
    }
    const escaped = reader.escaped();
    if (typeof escaped === 'number') return [this.#literal(escaped)];
    return [{ kind: 'characters', set: this.#folded(anyOf([escaped])) }];
  }

  #group(): readonly RegexNode[] | undefined {
    const reader = this.#reader;
    const outer = this.#flags;
    let index: number | undefined;
    const name = reader.match(/^\?P?<([A-Za-z0-9_]+)>/);
    if (name) index = this.#opened(name[1]);
    else if (reader.sees('?')) {
      const flags = reader.match(/^\?([imsU]*)(?:-([imsU]+))?([:)])/);
      if (!flags) throw reader.error('the group is of an unknown kind');
      this.#flags = changedFlags(outer, flags);
      if (flags[3] === ')') return undefined;
    } else index = this.#opened(undefined);
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw reader.error('the groups are nested too deeply');
    const inner = this.#alternatives();
    if (!reader.take(')')) throw reader.error('a parenthesis is not closed');
    this.#depth -= 1;
    this.#flags = outer;
    return [index === undefined ? inner : { kind: 'group', index, inner }];
  }

  #opened(name: string | undefined): number {
    this.#groups.push(name);
    return this.#groups.length;
  }

  #repeated(atom: RegexNode): RegexNode {
    const reader = this.#reader;
    const operator = reader.match(/^(?:([*+?])|\{(\d{1,9})(?:(,)(\d{1,9})?)?\})(\??)/);
    if (!operator) return atom;
    const [, sign, from = '', comma, to, lazy] = operator;
    const min = sign === undefined ? Number(from) : sign === '+' ? 1 : 0;
    const open = sign === undefined ? comma !== undefined && to === undefined : sign !== '?';
    const max = open ? undefined : sign === '?' ? 1 : Number(to ?? from);
    if (min > MOST_REPEATS || (max ?? 0) > MOST_REPEATS || (max ?? min) < min) {
      throw reader.error('the number of repetitions is not allowed');
    }
    if (/^(?:[*+?]|\{\d+(?:,\d*)?\})/.test(reader.rest())) throw reader.error('a repetition is repeated');
    const greedy = (lazy === '') !== this.#flags.ungreedy;
    return { kind: 'repeat', inner: atom, min, max, greedy };
  }
}

function assertion(kind: Assertion): RegexNode {
  return { kind: 'assertion', assertion: kind };
}

function changedFlags(flags: Flags, [, on = '', off = '']: RegExpExecArray): Flags {
  const changed = { ...flags };
  for (const letter of on) changed[FLAG_NAMES.get(letter) ?? 'ignoreCase'] = true;
  for (const letter of off) changed[FLAG_NAMES.get(letter) ?? 'ignoreCase'] = false;
  return changed;
}
