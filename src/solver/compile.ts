import type { Bounds, CutSets, FaultTree } from '../core/fault-tree.ts';
import { Budget } from './budget.ts';
import { Circuit } from './circuit.ts';
import { CutSetFinder } from './cut-sets.ts';
import { HardModule } from './estimate.ts';
import type { Switches } from './plan.ts';
import { Planner } from './plan.ts';
import type { Module, Program } from './program.ts';
import { TreeReader } from './read-tree.ts';
import { Sweeper } from './sweep.ts';

export interface CompileOptions {
  /** Nodes that decision diagrams of one top may have, failed attempts included, before bounds are given. */
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

/** That many nodes take about a second. */
const BUDGET = 1 << 21;

/** Makes top events ready to be evaluated: a gate, else an event of that name. */
export function compile(tree: FaultTree, tops: readonly string[], options: CompileOptions = {}): Compiled {
  const events = [...tree.events.keys()];
  const circuit = new Circuit();
  const reader = new TreeReader(tree, circuit);
  const planner = new Planner(circuit, {
    events: events.length,
    switches: options.switches ?? {},
    given: new Set(),
    tooHard: (below, when) => HardModule.of(circuit, below, when),
  });
  const sweeper = new Sweeper(planner.program, events.length);
  const finder = new CutSetFinder(planner.program, { events, mayGoOn: options.mayGoOn });
  const compiled = new Map<string, CompiledTop>();
  for (const name of tops) {
    const node = reader.read(name);
    const isCoherent = planner.isCoherent(node);
    const modules = modulesOf(
      planner.program,
      planner.plan(node, new Budget(options.budget ?? BUDGET, options.mayGoOn)),
    );
    compiled.set(name, {
      isExact: modules.every(({ estimate }) => estimate === undefined),
      isCoherent,
      events: eventsOf(modules, events.length),
      probability: (p) => sweeper.probability(modules, p),
      birnbaum: (p) => sweeper.birnbaum(modules, p),
      cutSets: (p, { limit: most }) => (isCoherent ? finder.find(modules, p, most) : undefined),
    });
  }
  return {
    events,
    top(name) {
      const found = compiled.get(name);
      if (!found) throw new Error(`The top event ${name} was not compiled.`);
      return found;
    },
  };
}

/** A module and those that it depends on, in the order of the program: the top's own comes last. */
function modulesOf(program: Program, top: number): readonly Module[] {
  const found = new Set<Module>();
  const open = [top];
  for (let variable = open.pop(); variable !== undefined; variable = open.pop()) {
    const module = program.moduleOf(variable);
    if (!module || found.has(module)) continue;
    found.add(module);
    for (const one of module.order) open.push(one);
  }
  return [...found].sort((a, b) => a.place - b.place);
}

function eventsOf(modules: readonly Module[], events: number): Int32Array {
  return Int32Array.from(modules.flatMap(({ order }) => [...order].filter((one) => one < events))).sort();
}
