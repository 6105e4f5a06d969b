/** A condition of GitHub Actions as its parts; an atom is a text without `&&`, `||` and `!`. */
export type Condition =
  | { readonly kind: 'atom'; readonly text: string }
  | { readonly kind: 'not'; readonly inner: Condition }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Condition[] };

/** Reads a condition as written; whatever cannot be read is an atom. */
export function parseCondition(text: string): Condition {
  return new Reader(text.replace(/\$\{\{|\}\}/g, ' ')).any();
}

// Deeper ones are written by programs.
const MAX_DEPTH = 50;

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  any(): Condition {
    return this.#list('any', '||', () => this.#list('all', '&&', () => this.#one()));
  }

  #list(kind: 'all' | 'any', sign: string, next: () => Condition): Condition {
    const parts = [next()];
    while (this.#takes(sign)) parts.push(next());
    const [only] = parts;
    return only && parts.length === 1 ? only : { kind, parts };
  }

  #one(): Condition {
    this.#skipSpaces();
    if (this.#depth >= MAX_DEPTH) return this.#atom(this.#at);
    const start = this.#at;
    if (this.#text[start] === '!' && this.#text[start + 1] !== '=') {
      this.#at += 1;
      this.#depth += 1;
      const inner = this.#one();
      this.#depth -= 1;
      return { kind: 'not', inner };
    }
    if (this.#text[start] !== '(') return this.#atom(start);
    this.#at += 1;
    this.#depth += 1;
    const inner = this.any();
    this.#depth -= 1;
    this.#takes(')');
    this.#skipSpaces();
    return /^[=!<>]=?/.test(this.#text.slice(this.#at, this.#at + 2)) ? this.#atom(start) : inner;
  }

  /** All up to the next sign outside parentheses and quotes. */
  #atom(start: number): Condition {
    let depth = 0;
    let at = start;
    for (; at < this.#text.length; at += 1) {
      const sign = this.#text[at];
      if (sign === "'") at = this.#quoteEnd(at);
      else if (sign === '(') depth += 1;
      else if (sign === ')') {
        if (depth === 0) break;
        depth -= 1;
      } else if (depth === 0 && /^(?:&&|\|\|)$/.test(this.#text.slice(at, at + 2))) break;
    }
    this.#at = at;
    return { kind: 'atom', text: this.#text.slice(start, at).trim() };
  }

  #quoteEnd(at: number): number {
    const end = this.#text.indexOf("'", at + 1);
    return end < 0 ? this.#text.length : end;
  }

  #takes(sign: string): boolean {
    this.#skipSpaces();
    if (!this.#text.startsWith(sign, this.#at)) return false;
    this.#at += sign.length;
    return true;
  }

  #skipSpaces(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }
}

/**
 * How far a condition limits: the most of parts that all hold, the least of parts of which one is enough.
 * `limitOf` tells it of one atom, or of what is left when the atom is false.
 */
export function limitOfCondition(
  condition: Condition,
  limitOf: (atom: string, isNegated: boolean) => number,
  isNegated = false,
): number {
  if (condition.kind === 'atom') return limitOf(condition.text, isNegated);
  if (condition.kind === 'not') return limitOfCondition(condition.inner, limitOf, !isNegated);
  const limits = condition.parts.map((part) => limitOfCondition(part, limitOf, isNegated));
  return (condition.kind === 'all') === isNegated ? Math.min(...limits) : Math.max(...limits);
}
