import { larger } from './circuit.ts';

/** Thrown where a diagram would have more nodes than it may. */
export class TooLarge extends Error {}

/** What two diagrams can be joined by. `without` is for families of sets: see `minimal-cut-sets.ts`. */
export const OP = { and: 0, or: 1, xor: 2 } as const;

/** The level of the two ends, below all variables. */
const END = 0x3fffffff;

const FIRST_NODES = 1 << 10;
const MOST_CACHED = 1 << 21;

export interface Limit {
  readonly nodes: number;
  readonly mayGoOn?: (() => boolean) | undefined;
}

/**
 * Binary decision diagrams, each node once. A node is four numbers: level, high, low, and the next node of
 * the same hash; 0 and 1 are the ends. Children have smaller numbers than parents. Nothing recurses, for
 * diagrams may have thousands of levels.
 */
export class Diagrams {
  /** Four numbers for each node. */
  nodes = new Int32Array(4 * FIRST_NODES);
  count = 2;
  #heads = new Int32Array(FIRST_NODES);
  #mask = FIRST_NODES - 1;
  /** Four numbers for each known result: first with operation, second, result, unused. */
  #cache = new Int32Array(4 * FIRST_NODES);
  #cacheMask = FIRST_NODES - 1;
  /** Results that were pushed out since the cache has its size. */
  #displaced = 0;
  #stack = new Int32Array(1024);
  #limit: Limit = { nodes: Infinity };

  /** Forgets all nodes. */
  reset(limit: Limit): void {
    this.count = 2;
    this.#limit = limit;
    this.nodes[0] = END;
    this.nodes[4] = END;
    this.#mask = FIRST_NODES - 1;
    this.#cacheMask = FIRST_NODES - 1;
    this.#displaced = 0;
    this.#heads.fill(0, 0, FIRST_NODES);
    this.#cache.fill(-1, 0, 4 * FIRST_NODES);
  }

  node(level: number, high: number, low: number): number {
    return high === low ? low : this.#find(level, high, low);
  }

  /** A node of a family of sets, in which a set has nothing of what it does not name. */
  setNode(level: number, high: number, low: number): number {
    return high === 0 ? low : this.#find(level, high, low);
  }

  level(node: number): number {
    return this.nodes[4 * node] ?? END;
  }

  apply(op: number, first: number, second: number): number {
    let f = first;
    let g = second;
    let depth = 0;
    for (;;) {
      let result = ended(op, f, g);
      if (result < 0) {
        if (f > g) {
          const swap = f;
          f = g;
          g = swap;
        }
        result = this.known((f << 2) | op, g);
      }
      if (result < 0) {
        if (depth + 4 > this.#stack.length) {
          this.#stack = larger(this.#stack, new Int32Array(2 * this.#stack.length));
        }
        const stack = this.#stack;
        stack[depth] = f;
        stack[depth + 1] = g;
        stack[depth + 2] = -1;
        depth += 4;
        const nodes = this.nodes;
        const levelF = nodes[4 * f] ?? 0;
        const levelG = nodes[4 * g] ?? 0;
        if (levelF <= levelG) f = nodes[4 * f + 1] ?? 0;
        if (levelG <= levelF) g = nodes[4 * g + 1] ?? 0;
        continue;
      }
      for (;;) {
        if (depth === 0) return result;
        const stack = this.#stack;
        const nodes = this.nodes;
        f = stack[depth - 4] ?? 0;
        g = stack[depth - 3] ?? 0;
        const high = stack[depth - 2] ?? 0;
        const levelF = nodes[4 * f] ?? 0;
        const levelG = nodes[4 * g] ?? 0;
        if (high < 0) {
          stack[depth - 2] = result;
          if (levelF <= levelG) f = nodes[4 * f + 2] ?? 0;
          if (levelG <= levelF) g = nodes[4 * g + 2] ?? 0;
          break;
        }
        const level = levelF < levelG ? levelF : levelG;
        if (high !== result) result = this.#find(level, high, result);
        this.remember((f << 2) | op, g, result);
        depth -= 4;
      }
    }
  }

  /** A result that was remembered, or a negative number. */
  known(key: number, g: number): number {
    const at = 4 * (hash3(key, g, 0) & this.#cacheMask);
    const cache = this.#cache;
    return cache[at] === key && cache[at + 1] === g ? (cache[at + 2] ?? -1) : -1;
  }

  remember(key: number, g: number, result: number): void {
    const at = 4 * (hash3(key, g, 0) & this.#cacheMask);
    const cache = this.#cache;
    // Few nodes can have many pairs: where results push each other out, the same work is done again and again
    // (the cut sets of a gate "24 of 48" took 15 s, and twice that for each further event).
    if ((cache[at] ?? -1) >= 0 && ++this.#displaced > this.#cacheMask) this.#growCache();
    this.#put(key, g, result);
  }

  #put(key: number, g: number, result: number): void {
    const at = 4 * (hash3(key, g, 0) & this.#cacheMask);
    const cache = this.#cache;
    cache[at] = key;
    cache[at + 1] = g;
    cache[at + 2] = result;
  }

  #find(level: number, high: number, low: number): number {
    const slot = hash3(level, high, low) & this.#mask;
    const nodes = this.nodes;
    const head = this.#heads[slot] ?? 0;
    for (let known = head; known !== 0; known = nodes[4 * known + 3] ?? 0) {
      const at = 4 * known;
      if (nodes[at + 2] === low && nodes[at + 1] === high && nodes[at] === level) return known;
    }
    return this.#add(level, high, low, slot);
  }

  #add(level: number, high: number, low: number, slot: number): number {
    const node = this.count++;
    if (node > this.#limit.nodes) throw new TooLarge();
    if ((node & 0xffff) === 0 && this.#limit.mayGoOn?.() === false) throw new TooLarge();
    if (4 * this.count > this.nodes.length) {
      this.nodes = larger(this.nodes, new Int32Array(2 * this.nodes.length));
    }
    const nodes = this.nodes;
    const at = 4 * node;
    nodes[at] = level;
    nodes[at + 1] = high;
    nodes[at + 2] = low;
    nodes[at + 3] = this.#heads[slot] ?? 0;
    this.#heads[slot] = node;
    if (node > this.#mask) this.#grow();
    return node;
  }

  #grow(): void {
    const size = 2 * (this.#mask + 1);
    this.#mask = size - 1;
    if (this.#heads.length < size) this.#heads = new Int32Array(size);
    this.#heads.fill(0, 0, size);
    const nodes = this.nodes;
    for (let node = 2; node < this.count; node++) {
      const at = 4 * node;
      const slot = hash3(nodes[at] ?? 0, nodes[at + 1] ?? 0, nodes[at + 2] ?? 0) & this.#mask;
      nodes[at + 3] = this.#heads[slot] ?? 0;
      this.#heads[slot] = node;
    }
    if (size > this.#cacheMask) this.#growCache();
  }

  #growCache(): void {
    this.#displaced = 0;
    const size = 2 * (this.#cacheMask + 1);
    if (size > MOST_CACHED) return;
    const old = this.#cache.slice(0, 4 * (this.#cacheMask + 1));
    this.#cacheMask = size - 1;
    if (this.#cache.length < 4 * size) this.#cache = new Int32Array(4 * size);
    this.#cache.fill(-1, 0, 4 * size);
    for (let at = 0; at < old.length; at += 4) {
      if ((old[at] ?? -1) >= 0) this.#put(old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0);
    }
  }
}

function hash3(a: number, b: number, c: number): number {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 15)) & 0x7fffffff;
}

/** The result where an end or two equal diagrams decide it, else a negative number. */
function ended(op: number, f: number, g: number): number {
  if (op === OP.and) {
    if (f === 0 || g === 0) return 0;
    if (f === 1 || f === g) return g;
    return g === 1 ? f : -1;
  }
  if (op === OP.or) {
    if (f === 1 || g === 1) return 1;
    if (f === 0 || f === g) return g;
    return g === 0 ? f : -1;
  }
  if (f === g) return 0;
  if (f === 0) return g;
  if (g === 0) return f;
  return -1;
}
