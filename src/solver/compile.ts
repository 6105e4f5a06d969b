import type { Bounds, CutSet, CutSets, FaultTree, Formula } from '../core/fault-tree.ts';
import { byCodeUnit } from '../core/order.ts';

/** Parts of the work that can be left out; every result must be the same without them. */
export interface Switches {
  readonly simplify?: boolean;
  readonly absorb?: boolean;
  readonly modules?: boolean;
  readonly race?: boolean;
}

export interface CompileOptions {
  /** How many nodes a decision diagram may have before bounds are given. */
  readonly budget?: number | undefined;
  /** Asked now and then; false ends the exact search. For a time limit, which only a caller can know. */
  readonly mayGoOn?: (() => boolean) | undefined;
  readonly switches?: Switches | undefined;
}

/** One top event, ready to be evaluated for any probabilities. */
export interface CompiledTop {
  readonly isExact: boolean;
  /** False where the tree holds a NOT or an XOR that counts. */
  readonly isCoherent: boolean;
  /** Indexes of the events that matter, ascending. */
  readonly events: Int32Array;
  /** The probability of the top for the probabilities of all events, by index. */
  probability(p: ArrayLike<number>): Bounds;
  /** P(top | event) − P(top | no event) for every event, by index. */
  birnbaum(p: ArrayLike<number>): Float64Array;
  /** The minimal cut sets, the `limit` most probable ones listed; undefined where the top is not coherent. */
  cutSets(p: ArrayLike<number>, options: { readonly limit: number }): CutSets | undefined;
}

export interface Compiled {
  /** Names of all events of the tree; every probability vector has this order. */
  readonly events: readonly string[];
  top(name: string): CompiledTop;
}

interface Diagram {
  readonly event: number;
  readonly high?: Diagram;
  readonly low?: Diagram;
  readonly id: number;
}

/** Makes top events ready to be evaluated: a gate, else an event of that name. */
export function compile(tree: FaultTree, tops: readonly string[], _options: CompileOptions = {}): Compiled {
  const events = [...tree.events.keys()];
  const builder = new Builder(tree, events);
  const compiled = new Map(tops.map((name) => [name, new DiagramTop(builder.top(name), events)]));
  return {
    events,
    top(name) {
      const found = compiled.get(name);
      if (!found) throw new Error(`The top event ${name} was not compiled.`);
      return found;
    },
  };
}

class Builder {
  readonly no: Diagram;
  readonly yes: Diagram;
  readonly #tree: FaultTree;
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #gates = new Map<string, Diagram>();
  readonly #unique = new Map<string, Diagram>();
  readonly #chosen = new Map<string, Diagram>();
  #isCoherent = true;

  constructor(tree: FaultTree, events: readonly string[]) {
    this.#tree = tree;
    this.#indexes = new Map(events.map((name, index) => [name, index]));
    this.no = { event: Infinity, id: 0 };
    this.yes = { event: Infinity, id: 1 };
  }

  top(name: string): { readonly root: Diagram; readonly isCoherent: boolean } {
    this.#isCoherent = true;
    const op = this.#tree.gates.has(name) ? 'gate' : 'event';
    return { root: this.#of({ op, name }), isCoherent: this.#isCoherent };
  }

  #of(formula: Formula): Diagram {
    switch (formula.op) {
      case 'constant':
        return formula.value ? this.yes : this.no;
      case 'event': {
        const index = this.#indexes.get(formula.name);
        if (index === undefined) throw new Error(`The event ${formula.name} has no probability.`);
        return this.#node(index, this.yes, this.no);
      }
      case 'gate':
        return this.#gate(formula.name);
      case 'not':
        this.#isCoherent = false;
        return this.#choose(this.#of(formula.of), this.no, this.yes);
      case 'and':
        return formula.of.reduce((all, one) => this.#choose(all, this.#of(one), this.no), this.yes);
      case 'or':
        return formula.of.reduce((any, one) => this.#choose(any, this.yes, this.#of(one)), this.no);
      case 'xor':
        this.#isCoherent = false;
        return formula.of.reduce((odd, one) => {
          const next = this.#of(one);
          return this.#choose(odd, this.#choose(next, this.no, this.yes), next);
        }, this.no);
      case 'atleast':
        return this.#atLeast(
          formula.min,
          formula.of.map((one) => this.#of(one)),
        );
    }
  }

  #gate(name: string): Diagram {
    const known = this.#gates.get(name);
    if (known) return known;
    const formula = this.#tree.gates.get(name);
    if (!formula) throw new Error(`There is no gate ${name}.`);
    const made = this.#of(formula);
    this.#gates.set(name, made);
    return made;
  }

  #atLeast(min: number, of: readonly Diagram[]): Diagram {
    let counts = [this.yes];
    for (const one of of) {
      const more = counts.map((same, k) => this.#choose(one, counts[k - 1] ?? this.yes, same));
      counts = [...more, this.#choose(one, counts.at(-1) ?? this.no, this.no)];
    }
    return min <= 0 ? this.yes : (counts[min] ?? this.no);
  }

  #choose(test: Diagram, yes: Diagram, no: Diagram): Diagram {
    if (test === this.yes || yes === no) return yes;
    if (test === this.no) return no;
    const key = `${test.id} ${yes.id} ${no.id}`;
    const known = this.#chosen.get(key);
    if (known) return known;
    const event = Math.min(test.event, yes.event, no.event);
    const high = (one: Diagram): Diagram => (one.event === event ? (one.high ?? one) : one);
    const low = (one: Diagram): Diagram => (one.event === event ? (one.low ?? one) : one);
    const made = this.#node(
      event,
      this.#choose(high(test), high(yes), high(no)),
      this.#choose(low(test), low(yes), low(no)),
    );
    this.#chosen.set(key, made);
    return made;
  }

  #node(event: number, high: Diagram, low: Diagram): Diagram {
    if (high === low) return low;
    const key = `${event} ${high.id} ${low.id}`;
    const known = this.#unique.get(key);
    if (known) return known;
    const made = { event, high, low, id: this.#unique.size + 2 };
    this.#unique.set(key, made);
    return made;
  }
}

class DiagramTop implements CompiledTop {
  readonly isExact = true;
  readonly isCoherent: boolean;
  readonly events: Int32Array;
  readonly #root: Diagram;
  readonly #names: readonly string[];
  /** Children before parents. */
  readonly #nodes: readonly Diagram[];

  constructor(top: { readonly root: Diagram; readonly isCoherent: boolean }, names: readonly string[]) {
    this.isCoherent = top.isCoherent;
    this.#root = top.root;
    this.#names = names;
    const all = new Set<Diagram>();
    const visit = (one: Diagram): void => {
      if (!one.high || !one.low || all.has(one)) return;
      visit(one.high);
      visit(one.low);
      all.add(one);
    };
    visit(top.root);
    this.#nodes = [...all];
    this.events = Int32Array.from(new Set(this.#nodes.map(({ event }) => event))).sort();
  }

  probability(p: ArrayLike<number>): Bounds {
    const value = this.#values(p).get(this.#root) ?? this.#root.id;
    return { low: value, high: value };
  }

  birnbaum(p: ArrayLike<number>): Float64Array {
    const values = this.#values(p);
    const valueOf = (one: Diagram | undefined): number => (one ? (values.get(one) ?? one.id) : 0);
    const weights = new Map<Diagram | undefined, number>([[this.#root, 1]]);
    const birnbaum = new Float64Array(this.#names.length);
    for (const one of [...this.#nodes].reverse()) {
      const weight = weights.get(one) ?? 0;
      const q = p[one.event] ?? 0;
      birnbaum[one.event] = (birnbaum[one.event] ?? 0) + weight * (valueOf(one.high) - valueOf(one.low));
      weights.set(one.high, (weights.get(one.high) ?? 0) + weight * q);
      weights.set(one.low, (weights.get(one.low) ?? 0) + weight * (1 - q));
    }
    return birnbaum;
  }

  cutSets(p: ArrayLike<number>, { limit }: { readonly limit: number }): CutSets | undefined {
    if (!this.isCoherent) return undefined;
    const all = this.#minimal();
    const byOrder: number[] = [];
    for (const set of all) {
      while (byOrder.length < set.length) byOrder.push(0);
      if (set.length > 0) byOrder[set.length - 1] = (byOrder[set.length - 1] ?? 0) + 1;
    }
    const sets = all.map((set): CutSet => ({
      events: set.map((event) => this.#names[event] ?? '').sort(byCodeUnit),
      probability: set.reduce((product, event) => product * (p[event] ?? 0), 1),
    }));
    const top = sets.sort(byWorth).slice(0, limit);
    return { total: all.length, byOrder, top, isComplete: true };
  }

  #minimal(): readonly (readonly number[])[] {
    const sets = new Map<Diagram, readonly (readonly number[])[]>();
    const setsOf = (one: Diagram | undefined): readonly (readonly number[])[] =>
      one ? (sets.get(one) ?? (one.id === 1 ? [[]] : [])) : [];
    for (const one of this.#nodes) {
      const without = setsOf(one.low);
      const needed = setsOf(one.high).filter(
        (set) => !without.some((less) => less.every((e) => set.includes(e))),
      );
      sets.set(one, [...without, ...needed.map((set) => [one.event, ...set])]);
    }
    return setsOf(this.#root);
  }

  #values(p: ArrayLike<number>): ReadonlyMap<Diagram, number> {
    const values = new Map<Diagram, number>();
    const valueOf = (one: Diagram | undefined): number => (one ? (values.get(one) ?? one.id) : 0);
    for (const one of this.#nodes) {
      const q = p[one.event] ?? 0;
      const high = valueOf(one.high);
      const low = valueOf(one.low);
      values.set(one, q * high + (1 - q) * low);
    }
    return values;
  }
}

function byWorth(a: CutSet, b: CutSet): number {
  const byNames = byCodeUnit(a.events.join('\n'), b.events.join('\n'));
  return b.probability - a.probability || a.events.length - b.events.length || byNames;
}
