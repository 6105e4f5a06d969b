import type { Circuit } from './circuit.ts';
import { FALSE, KIND, TRUE, larger } from './circuit.ts';

export interface RewriteOptions {
  /** Whether an OR in an OR, or an AND in an AND, that nobody else uses is opened. */
  readonly isFlat: boolean;
  /** Nodes of variables that join nothing, for they are given wherever modules are evaluated. */
  readonly given: ReadonlySet<number>;
}

/** Rewrites what lies below one node of a circuit. Holds the numbers that a walk needs, by node. */
export class Rewriter {
  readonly circuit: Circuit;
  readonly #isFlat: boolean;
  #seen = new Int32Array(0);
  #walk = 0;
  #image = new Int32Array(0);
  #uses = new Int32Array(0);
  #first = new Int32Array(0);
  #last = new Int32Array(0);
  #lowest = new Int32Array(0);
  #highest = new Int32Array(0);

  readonly #given: ReadonlySet<number>;

  constructor(circuit: Circuit, { isFlat, given }: RewriteOptions) {
    this.circuit = circuit;
    this.#isFlat = isFlat;
    this.#given = given;
  }

  /** All nodes below a node and itself, arguments first. */
  below(root: number): Int32Array {
    const { circuit } = this;
    this.#prepare();
    const seen = this.#seen;
    const walk = ++this.#walk;
    const found = [root];
    seen[root] = walk;
    for (let at = 0; at < found.length; at++) {
      const node = found[at] ?? 0;
      const end = circuit.starts[node + 1] ?? 0;
      for (let i = circuit.starts[node] ?? 0; i < end; i++) {
        const arg = circuit.args[i] ?? 0;
        if (seen[arg] === walk) continue;
        seen[arg] = walk;
        found.push(arg);
      }
    }
    return Int32Array.from(found).sort();
  }

  /**
   * What an OR is true for anyway may be called false below it: all that it reaches through ORs alone (its
   * disjuncts) is never true where their own arguments matter. For an AND likewise, with true.
   */
  absorb(root: number): number {
    let now = root;
    for (;;) {
      const next = this.#absorbOnce(now);
      if (next === now) return now;
      now = next;
    }
  }

  #absorbOnce(root: number): number {
    const { circuit } = this;
    const kind = circuit.kinds[root] ?? KIND.variable;
    if (kind !== KIND.and && kind !== KIND.or) return root;
    const nodes = this.below(root);
    const isPart = this.#partsOf(root, kind);
    const parts: number[] = [];
    this.#countUses(nodes);
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i] ?? 0;
      const isRootKind = circuit.kinds[node] === kind;
      if (isPart[node] !== this.#walk) {
        // Rebuilding may put a larger array in the place of the images: it comes first.
        const made = this.#rebuilt(node);
        this.#image[node] = made;
      } else {
        if (!isRootKind) parts.push(this.#rebuilt(node));
        this.#image[node] = kind === KIND.or ? FALSE : TRUE;
      }
    }
    return circuit.like(root, parts);
  }

  /** Marks what the root reaches through its own kind alone, with the number of the walk. */
  #partsOf(root: number, kind: number): Int32Array {
    const { circuit } = this;
    const seen = this.#seen;
    const walk = ++this.#walk;
    const open = [root];
    seen[root] = walk;
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (circuit.kinds[node] !== kind) continue;
      const end = circuit.starts[node + 1] ?? 0;
      for (let i = circuit.starts[node] ?? 0; i < end; i++) {
        const arg = circuit.args[i] ?? 0;
        if (seen[arg] === walk) continue;
        seen[arg] = walk;
        open.push(arg);
      }
    }
    return seen;
  }

  /** The same function with other nodes in the place of some, which `replace` names, or undefined to keep. */
  replaced(root: number, replace: (node: number, made: number) => number | undefined): number {
    const nodes = this.below(root);
    this.#countUses(nodes);
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i] ?? 0;
      const made = this.#rebuilt(node);
      this.#image[node] = node === root ? made : (replace(node, made) ?? made);
    }
    return this.#image[root] ?? root;
  }

  #countUses(nodes: Int32Array): void {
    const { circuit } = this;
    for (let i = 0; i < nodes.length; i++) this.#uses[nodes[i] ?? 0] = 0;
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i] ?? 0;
      const end = circuit.starts[node + 1] ?? 0;
      for (let at = circuit.starts[node] ?? 0; at < end; at++) {
        const arg = circuit.args[at] ?? 0;
        this.#uses[arg] = (this.#uses[arg] ?? 0) + 1;
      }
    }
  }

  /** The node of the images of its arguments; an OR in an OR, or AND in AND, that nobody else uses opens. */
  #rebuilt(node: number): number {
    const { circuit } = this;
    const kind = circuit.kinds[node] ?? KIND.variable;
    const start = circuit.starts[node] ?? 0;
    const end = circuit.starts[node + 1] ?? 0;
    const opens = this.#isFlat && (kind === KIND.and || kind === KIND.or);
    let isSame = true;
    for (let i = start; i < end && isSame; i++) {
      const arg = circuit.args[i] ?? 0;
      const image = this.#image[arg] ?? 0;
      isSame =
        image === arg && !(opens && this.#uses[arg] === 1 && circuit.kinds[image] === kind && image > TRUE);
    }
    if (isSame) return node;
    const of: number[] = [];
    for (let i = start; i < end; i++) {
      const arg = circuit.args[i] ?? 0;
      const image = this.#image[arg] ?? 0;
      if (opens && image > TRUE && this.#uses[arg] === 1 && circuit.kinds[image] === kind) {
        for (const inner of circuit.argsOf(image)) of.push(inner);
      } else of.push(image);
    }
    const made = circuit.like(node, of);
    this.#prepare();
    return made;
  }

  /**
   * The gates below the root that share no variable and no gate with anything outside, arguments first
   * (Dutuit and Rauzy, A linear-time algorithm to find modules of fault trees, 1996).
   */
  modules(root: number): readonly number[] {
    const { circuit } = this;
    const nodes = this.below(root);
    this.#time(root);
    const found: number[] = [];
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i] ?? 0;
      let lowest = Infinity;
      let highest = 0;
      const end = circuit.starts[node + 1] ?? 0;
      for (let at = circuit.starts[node] ?? 0; at < end; at++) {
        const arg = circuit.args[at] ?? 0;
        if (this.#given.has(arg)) continue;
        lowest = Math.min(lowest, this.#lowest[arg] ?? 0);
        highest = Math.max(highest, this.#highest[arg] ?? 0);
      }
      // `highest` of a node holds the end of its first visit until here.
      const isModule = lowest > (this.#first[node] ?? 0) && highest < (this.#highest[node] ?? 0);
      if (isModule && node !== root && circuit.kinds[node] !== KIND.variable) found.push(node);
      this.#lowest[node] = Math.min(lowest, this.#first[node] ?? 0);
      this.#highest[node] = Math.max(highest, this.#last[node] ?? 0);
    }
    return found;
  }

  /** Walks down from the root and notes when each node was met first and last, and left first. */
  #time(root: number): void {
    const { circuit } = this;
    const walk = ++this.#walk;
    const nodes = [root];
    const places = [circuit.starts[root] ?? 0];
    let time = 1;
    this.#seen[root] = walk;
    this.#first[root] = time;
    this.#last[root] = time;
    while (nodes.length > 0) {
      const node = nodes.at(-1) ?? 0;
      const place = places.at(-1) ?? 0;
      time++;
      if (place === circuit.starts[node + 1]) {
        nodes.pop();
        places.pop();
        this.#highest[node] = time;
        this.#last[node] = time;
        continue;
      }
      places[places.length - 1] = place + 1;
      const arg = circuit.args[place] ?? 0;
      this.#last[arg] = time;
      if (this.#seen[arg] === walk) continue;
      this.#seen[arg] = walk;
      this.#first[arg] = time;
      nodes.push(arg);
      places.push(circuit.starts[arg] ?? 0);
    }
  }

  /** Makes room for numbers of all nodes that there are. */
  #prepare(): void {
    const size = this.circuit.kinds.length;
    if (this.#seen.length >= size) return;
    const grown = (old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> =>
      larger(old, new Int32Array(size));
    this.#seen = grown(this.#seen);
    this.#image = grown(this.#image);
    this.#uses = grown(this.#uses);
    this.#first = grown(this.#first);
    this.#last = grown(this.#last);
    this.#lowest = grown(this.#lowest);
    this.#highest = grown(this.#highest);
  }
}
