import { DiagramBuilder } from './build-diagram.ts';
import type { Circuit } from './circuit.ts';
import { FALSE, KIND, TRUE } from './circuit.ts';
import { Budget } from './budget.ts';
import { Diagrams, TooLarge } from './diagrams.ts';
import { lazy } from './lazy.ts';
import { mergeArguments } from './merge-arguments.ts';
import type { OrderName } from './orders.ts';
import { orderOf, variablesOf } from './orders.ts';
import { partition } from './partition.ts';
import type { Estimate } from './program.ts';
import { Program } from './program.ts';
import { Rewriter } from './rewrite.ts';
import { bySharing } from './sharing.ts';
import { truncatedFamily } from './truncated-family.ts';

/** Parts of the work that can be left out; every result must be the same without them. */
export interface Switches {
  /** Opens ORs in ORs and ANDs in ANDs, and joins arguments that always stand together. */
  readonly simplify?: boolean;
  /** Drops what an OR is true for anyway from below it. */
  readonly absorb?: boolean;
  /** Solves parts that share nothing with others by themselves. */
  readonly modules?: boolean;
  /** Tries several orders of variables. */
  readonly race?: boolean;
}

const ORDERS: readonly OrderName[] = ['heavy-first', 'shared-first', 'light-first', 'as-is'];

/** Nodes after which another order is tried; the last is the budget. */
const RACES = [1 << 14, 1 << 17, 1 << 20];

/** How often a module is cut in two by one variable before wide bounds must do. */
const MOST_SPLITS = 6;

/** Deeper than this, parts of parts are no longer taken apart. */
const MOST_NESTED = 200;

/** Cuts tops into modules, and makes a decision diagram of each once, whichever tops it belongs to. */
export class Planner {
  readonly program = new Program();
  readonly #circuit: Circuit;
  readonly #events: number;
  readonly #switches: Switches;
  readonly #given: ReadonlySet<number>;
  #budget = new Budget(0);
  #splits = 0;
  readonly #tooHard: PlanOptions['tooHard'];
  readonly #rewriter: Rewriter;
  readonly #diagrams = new Diagrams();
  readonly #builder: DiagramBuilder;
  /** By node of the circuit: the module's variable. */
  readonly #variables = new Map<number, number>();

  constructor(circuit: Circuit, { events, switches, given, tooHard }: PlanOptions) {
    this.#circuit = circuit;
    this.#events = events;
    this.#switches = switches;
    this.#given = given;
    this.#tooHard = tooHard;
    this.#rewriter = new Rewriter(circuit, { isFlat: switches.simplify !== false, given });
    this.#builder = new DiagramBuilder(circuit, this.#diagrams);
  }

  /** The variable whose module is this node. */
  plan(node: number, budget: Budget): number {
    this.#budget = budget;
    const variable = this.#variableOf(node);
    this.#settle(node, 0);
    return variable;
  }

  /** Whether nothing below it is a NOT or an XOR. */
  isCoherent(node: number): boolean {
    return this.#rewriter.below(node).every((one) => (this.#circuit.kinds[one] ?? 0) < KIND.xor);
  }

  #variableOf(node: number): number {
    const known = this.#variables.get(node);
    if (known !== undefined) return known;
    const variable = this.#events + this.#variables.size;
    this.#variables.set(node, variable);
    return variable;
  }

  #settle(node: number, depth: number): void {
    const variable = this.#variableOf(node);
    if (this.program.moduleOf(variable)) return;
    let body = node;
    if (!this.#isPlain(body) && depth < MOST_NESTED) {
      if (this.#switches.absorb !== false) body = this.#rewriter.absorb(body);
      this.#budget.spend(this.#rewriter.below(body).length);
      if (this.#switches.modules !== false) {
        if (depth === 0 || body !== node) body = this.#withModules(body, depth);
        body = this.#withGroups(body, depth);
      }
      if (this.#switches.simplify !== false) {
        const before = body;
        body = mergeArguments(this.#circuit, this.#rewriter.below(body));
        if (this.#switches.modules !== false && body !== before) body = this.#withModules(body, depth);
      }
    }
    if (this.#isPlain(body)) this.#chain(variable, body);
    else this.#diagram(variable, body);
  }

  /** Whether it is a constant, a variable, or an AND or OR of variables. */
  #isPlain(node: number): boolean {
    const kind = this.#circuit.kinds[node];
    if (node <= TRUE || kind === KIND.variable) return true;
    if (kind !== KIND.and && kind !== KIND.or) return false;
    return this.#circuit.argsOf(node).every((arg) => this.#circuit.kinds[arg] === KIND.variable);
  }

  /** The same with a variable for each module below it. */
  #withModules(node: number, depth: number): number {
    const modules = new Set(this.#rewriter.modules(node));
    if (modules.size === 0) return node;
    const made: number[] = [];
    const body = this.#rewriter.replaced(node, (one, image) => {
      if (!modules.has(one) || image <= TRUE || this.#circuit.kinds[image] === KIND.variable)
        return undefined;
      made.push(image);
      return this.#circuit.variable(this.#variableOf(image));
    });
    for (const module of made) this.#settle(module, depth + 1);
    return body;
  }

  /** The same with a variable for each group of arguments that share nothing with the others. */
  #withGroups(node: number, depth: number): number {
    const kind = this.#circuit.kinds[node];
    if (kind !== KIND.and && kind !== KIND.or) return node;
    const groups = partition(this.#circuit, node, this.#given);
    if (groups.length < 2) return node;
    const args = groups.map((group) => {
      const one = this.#circuit.like(node, group);
      if (this.#circuit.kinds[one] === KIND.variable) return one;
      this.#settle(one, depth + 1);
      return this.#circuit.variable(this.#variableOf(one));
    });
    return this.#circuit.like(node, args);
  }

  /** The diagram of a plain node, written down without more ado. */
  #chain(variable: number, node: number): void {
    const { program } = this;
    const circuit = this.#circuit;
    const start = program.count;
    if (node <= TRUE) {
      program.close({ variable, start, root: node, order: new Int32Array(0) });
      return;
    }
    const isOr = circuit.kinds[node] === KIND.or;
    const args = circuit.kinds[node] === KIND.variable ? [node] : circuit.argsOf(node);
    const order = Int32Array.from(args, (arg) => circuit.values[arg] ?? 0);
    let root = isOr ? 0 : 1;
    for (let level = order.length - 1; level >= 0; level--) {
      const of = order[level] ?? 0;
      root = isOr ? program.append(of, 1, root) : program.append(of, root, 0);
    }
    program.close({ variable, start, root, order });
  }

  #diagram(variable: number, node: number): void {
    const below = this.#rewriter.below(node);
    const names = this.#switches.race === false ? ORDERS.slice(0, 1) : ORDERS;
    const orders = names.map((name) => orderOf(this.#circuit, below, name));
    const most = this.#budget.share();
    for (const nodes of [...RACES.filter((one) => one < most), most]) {
      for (const order of orders) {
        const root = this.#tryOrder(below, order, Math.min(nodes, this.#budget.share()));
        if (root === undefined) continue;
        this.program.add(variable, { diagrams: this.#diagrams, root, order });
        return;
      }
    }
    this.#withoutDiagram(variable, node, below);
  }

  /** A module that no diagram is small enough for: bounds, or else a choice between two simpler modules. */
  #withoutDiagram(variable: number, node: number, below: Int32Array): void {
    const { program } = this;
    const estimate = this.#tooHard(below, {
      isLast: this.#splits === MOST_SPLITS || this.#budget.isSpent,
    });
    if (estimate) {
      const order = variablesOf(this.#circuit, below);
      program.close({
        variable,
        start: program.count,
        root: 0,
        order,
        estimate,
        family: () => estimate.family,
      });
      return;
    }
    const chosen = bySharing(this.#circuit, below)[0] ?? below[0] ?? 0;
    this.#splits++;
    const [high = 0, low = 0] = [TRUE, FALSE].map((constant) => {
      const half = this.#rewriter.replaced(node, (one) => (one === chosen ? constant : undefined));
      this.#settle(half, 0);
      return this.#variableOf(half);
    });
    this.#splits--;
    const start = program.count;
    const of = this.#circuit.values[chosen] ?? 0;
    const root = program.append(of, program.append(high, 1, 0), program.append(low, 1, 0));
    const family = lazy(() => truncatedFamily(this.#circuit, below));
    program.close({ variable, start, root, order: Int32Array.of(of, high, low), family });
  }

  #tryOrder(below: Int32Array, order: Int32Array, nodes: number): number | undefined {
    this.#diagrams.reset({ nodes, mayGoOn: this.#budget.mayGoOn });
    try {
      return this.#builder.build(below, order);
    } catch (error) {
      if (error instanceof TooLarge) return undefined;
      throw error;
    } finally {
      this.#budget.spend(this.#diagrams.count);
    }
  }
}

export interface PlanOptions {
  /** How many variables are events; those of modules follow. */
  readonly events: number;
  readonly switches: Switches;
  /** Nodes of variables that join nothing, for they are given wherever modules are evaluated. */
  readonly given: ReadonlySet<number>;
  /**
   * What is known of a module for which no diagram was small enough: `below` is a node and all below it,
   * arguments first. Undefined where it should be cut in two, unless that was done too often.
   */
  tooHard(below: Int32Array, options: { readonly isLast: boolean }): Estimate | undefined;
}
