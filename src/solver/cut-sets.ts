import type { CutSet, CutSets } from '../core/fault-tree.ts';
import { byCodeUnit } from '../core/order.ts';
import { bestSets } from './best-sets.ts';
import type { Counts } from './count-sets.ts';
import { countSets } from './count-sets.ts';
import type { Family } from './minimal-sets.ts';
import { MinimalSets } from './minimal-sets.ts';
import type { Module, Program } from './program.ts';

/** Costs are whole numbers of this part of a natural logarithm: thousands of them add up exactly. */
const COST_PER_LOG = 2 ** 32;

export interface CutSetOptions {
  /** Names by index. */
  readonly events: readonly string[];
  readonly mayGoOn: (() => boolean) | undefined;
}

/** Minimal cut sets of modules; what does not depend on probabilities is found once. */
export class CutSetFinder {
  readonly #sorted: readonly string[];
  /** By place among the sorted names: the index of the event; and the other way round. */
  readonly #indexes: Int32Array;
  readonly #ranks: Int32Array;
  readonly #minimal: MinimalSets;
  readonly #families = new Map<Module, Family>();
  readonly #counts = new Map<number, Counts>();

  constructor(program: Program, { events, mayGoOn }: CutSetOptions) {
    this.#minimal = new MinimalSets(program, mayGoOn);
    this.#sorted = [...events].sort(byCodeUnit);
    const indexes = new Map(events.map((name, index) => [name, index]));
    this.#indexes = Int32Array.from(this.#sorted, (name) => indexes.get(name) ?? 0);
    this.#ranks = new Int32Array(events.length);
    for (const [rank, index] of this.#indexes.entries()) this.#ranks[index] = rank;
  }

  /** Cut sets of the last of some modules, which stand in the order of the program. */
  find(modules: readonly Module[], p: ArrayLike<number>, limit: number): CutSets {
    const families = modules.map((module) => ({ variable: module.variable, family: this.familyOf(module) }));
    const counts = this.#counts.get(modules.at(-1)?.variable ?? 0) ?? [];
    const found = bestSets({
      families,
      costOf: (variable) => Math.round(-Math.log(p[variable] ?? 0) * COST_PER_LOG),
      rankOf: (variable) => this.#ranks[variable] ?? 0,
      limit,
    });
    return {
      total: readable(counts.reduce((sum: bigint, one) => sum + BigInt(one), 0n)),
      byOrder: counts.slice(1).map((one) => readable(BigInt(one))),
      top: found.map((ranks) => this.#cutSet(ranks, p)).sort(byWorth),
      isComplete: families.every(({ family }) => family.isComplete),
    };
  }

  /** The minimal cut sets of a module, in which other modules stand for theirs. */
  familyOf(module: Module): Family {
    const known = this.#families.get(module);
    if (known) return known;
    const family = this.#minimal.of(module);
    this.#families.set(module, family);
    this.#counts.set(
      module.variable,
      countSets(family, (variable) => this.#counts.get(variable)),
    );
    return family;
  }

  #cutSet(ranks: readonly number[], p: ArrayLike<number>): CutSet {
    const events = ranks.map((rank) => this.#sorted[rank] ?? '');
    return { events, probability: ranks.reduce((all, rank) => all * (p[this.#indexes[rank] ?? 0] ?? 0), 1) };
  }
}

function readable(count: bigint): number | string {
  return count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : count.toString();
}

function byWorth(a: CutSet, b: CutSet): number {
  const at = a.events.findIndex((name, index) => name !== b.events[index]);
  const byName = byCodeUnit(a.events[at] ?? '', b.events[at] ?? '');
  return b.probability - a.probability || a.events.length - b.events.length || byName;
}
