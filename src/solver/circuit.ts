/** The kinds of nodes of a circuit. */
export const KIND = { variable: 0, and: 1, or: 2, atleast: 3, xor: 4, not: 5 } as const;

/** The node that is never true, and the one that always is. */
export const FALSE = 0;
export const TRUE = 1;

const FIRST_SIZE = 1024;

/**
 * Formulas over numbered variables, each stored once: equal formulas have equal numbers. Arguments have
 * smaller numbers than what uses them, so that a loop over ascending numbers meets arguments first.
 */
export class Circuit {
  /** By node: its kind; the variable's number, or the least number of true arguments of an `atleast`. */
  kinds = new Uint8Array(FIRST_SIZE);
  values = new Int32Array(FIRST_SIZE);
  /** By node: where its arguments start in `args`; the next node's start is their end. */
  starts = new Int32Array(FIRST_SIZE + 1);
  args = new Int32Array(4 * FIRST_SIZE);
  /** How many nodes there are. */
  count = 2;
  #table = new Int32Array(4 * FIRST_SIZE);

  constructor() {
    this.kinds[FALSE] = KIND.or;
    this.kinds[TRUE] = KIND.and;
  }

  variable(number: number): number {
    return this.#node(KIND.variable, number, []);
  }

  /** The arguments of a gate, ascending. */
  argsOf(node: number): Int32Array {
    return this.args.subarray(this.starts[node], this.starts[node + 1]);
  }

  and(of: readonly number[]): number {
    const distinct = distinctWithout(of, TRUE);
    if (distinct[0] === FALSE) return FALSE;
    return distinct.length > 1 ? this.#node(KIND.and, 0, distinct) : (distinct[0] ?? TRUE);
  }

  or(of: readonly number[]): number {
    const distinct = distinctWithout(of, FALSE);
    if (distinct[0] === TRUE) return TRUE;
    return distinct.length > 1 ? this.#node(KIND.or, 0, distinct) : (distinct[0] ?? FALSE);
  }

  atLeast(min: number, of: readonly number[]): number {
    const open = of.filter((node) => node > TRUE).sort(ascending);
    const left = min - of.filter((node) => node === TRUE).length;
    if (left <= 0) return TRUE;
    if (left > open.length) return FALSE;
    if (left === 1) return this.or(open);
    if (left === open.length) return this.and(open);
    const repeated = new Set(open.filter((node, index) => node === open[index + 1]));
    if (repeated.size === 0) return this.#node(KIND.atleast, left, open);
    return this.#weighted(left, { open, repeated: [...repeated], made: new Map() });
  }

  /** Who stands there several times counts several times: either it is true, or it is not. */
  #weighted(left: number, { open, repeated, made }: Weighted): number {
    const [again, ...rest] = repeated;
    if (again === undefined) return this.atLeast(left, open);
    const key = `${left} ${repeated.length}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const others = open.filter((node) => node !== again);
    const next = { open: others, repeated: rest, made };
    const having = this.#weighted(left - (open.length - others.length), next);
    const result = this.or([this.and([again, having]), this.#weighted(left, next)]);
    made.set(key, result);
    return result;
  }

  /** True when an odd number of them is. */
  xor(of: readonly number[]): number {
    const plain = of.map((node) => (this.kinds[node] === KIND.not ? (this.argsOf(node)[0] ?? TRUE) : node));
    const flips = of.filter((node, index) => node === TRUE || node !== plain[index]).length;
    const odd: number[] = [];
    for (const node of plain.filter((one) => one > TRUE).sort(ascending)) {
      if (odd.at(-1) === node) odd.pop();
      else odd.push(node);
    }
    const made = odd.length > 1 ? this.#node(KIND.xor, 0, odd) : (odd[0] ?? FALSE);
    return flips % 2 === 1 ? this.not(made) : made;
  }

  not(node: number): number {
    if (node <= TRUE) return 1 - node;
    return this.kinds[node] === KIND.not ? (this.argsOf(node)[0] ?? TRUE) : this.#node(KIND.not, 0, [node]);
  }

  /** A gate of the same kind as another one, of other arguments. */
  like(node: number, of: readonly number[]): number {
    switch (this.kinds[node]) {
      case KIND.and:
        return this.and(of);
      case KIND.or:
        return this.or(of);
      case KIND.atleast:
        return this.atLeast(this.values[node] ?? 0, of);
      case KIND.xor:
        return this.xor(of);
      default:
        return this.not(of[0] ?? FALSE);
    }
  }

  #node(kind: number, value: number, of: readonly number[]): number {
    const mask = this.#table.length - 1;
    let slot = hashOf(kind * 31 + value, of) & mask;
    for (let known = this.#table[slot] ?? 0; known !== 0; known = this.#table[slot] ?? 0) {
      if (this.#isSame(known, kind, value, of)) return known;
      slot = (slot + 1) & mask;
    }
    const node = this.#append(kind, value, of);
    this.#table[slot] = node;
    if (2 * this.count > mask) this.#grow();
    return node;
  }

  #isSame(node: number, kind: number, value: number, of: readonly number[]): boolean {
    const start = this.starts[node] ?? 0;
    if (this.kinds[node] !== kind || this.values[node] !== value) return false;
    if ((this.starts[node + 1] ?? 0) - start !== of.length) return false;
    for (let i = 0; i < of.length; i++) if (this.args[start + i] !== of[i]) return false;
    return true;
  }

  #append(kind: number, value: number, of: readonly number[]): number {
    const node = this.count++;
    if (this.count >= this.kinds.length) {
      this.kinds = larger(this.kinds, new Uint8Array(2 * this.kinds.length));
      this.values = larger(this.values, new Int32Array(2 * this.values.length));
      this.starts = larger(this.starts, new Int32Array(2 * this.starts.length));
    }
    const start = this.starts[node] ?? 0;
    if (start + of.length > this.args.length) {
      this.args = larger(this.args, new Int32Array(2 * this.args.length + of.length));
    }
    this.kinds[node] = kind;
    this.values[node] = value;
    this.args.set(of, start);
    this.starts[node + 1] = start + of.length;
    return node;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Int32Array(2 * old.length);
    const mask = this.#table.length - 1;
    for (const node of old) {
      if (node === 0) continue;
      const what = (this.kinds[node] ?? 0) * 31 + (this.values[node] ?? 0);
      let slot = hashOf(what, this.argsOf(node)) & mask;
      while (this.#table[slot] !== 0) slot = (slot + 1) & mask;
      this.#table[slot] = node;
    }
  }
}

interface Weighted {
  readonly open: readonly number[];
  /** Those that stand several times in `open`. */
  readonly repeated: readonly number[];
  /** By what is still needed and how many repeated ones are left. */
  readonly made: Map<string, number>;
}

/** The numbers of a shorter array at the start of a longer one. */
export function larger<T extends Uint8Array | Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function hashOf(what: number, of: ArrayLike<number>): number {
  let hash = Math.imul(what, 0x9e3779b1) ^ of.length;
  for (let i = 0; i < of.length; i++) hash = Math.imul(hash ^ (of[i] ?? 0), 0x85ebca6b) ^ (hash >>> 13);
  return hash ^ (hash >>> 15);
}

function distinctWithout(of: readonly number[], neutral: number): number[] {
  const sorted = of.filter((node) => node !== neutral).sort(ascending);
  return sorted.filter((node, index) => node !== sorted[index - 1]);
}

function ascending(a: number, b: number): number {
  return a - b;
}
