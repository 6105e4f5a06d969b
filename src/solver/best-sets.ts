import { Heap } from './heap.ts';
import type { Family } from './minimal-sets.ts';

/** Events that were chosen, by rank of their names: one, or all of a part, and then the rest. */
interface Chosen {
  readonly rank: number;
  readonly part: Chosen | undefined;
  readonly rest: Chosen | undefined;
}

/** What is worth more comes first: lower cost (a higher probability), fewer events, smaller ranks. */
interface Worth {
  readonly cost: number;
  readonly order: number;
  readonly chosen: Chosen | undefined;
}

/** A node to go on from, and then another one, once that family has come to its end. */
interface Place {
  readonly family: Priced;
  readonly node: number;
  readonly then: Place | undefined;
}

/** Everything chosen so far, the place to go on from, and the best that can come of it. */
interface Candidate extends Worth {
  readonly sofar: Worth;
  readonly place: Place | undefined;
}

/** A family with the best set below each node. */
interface Priced {
  readonly family: Family;
  readonly best: readonly (Worth | undefined)[];
  /** Whether the best set of a node goes its high way. */
  readonly isHigh: Uint8Array;
}

export interface BestSetsInput {
  /** Families of modules with their variables; the last one is the top's. */
  readonly families: readonly { readonly variable: number; readonly family: Family }[];
  /** Cost of an event by variable: whole numbers, so that sums do not depend on their order. */
  costOf(variable: number): number;
  /** Place of the event's name among all names, by variable. */
  rankOf(variable: number): number;
  readonly limit: number;
}

const NOTHING: Worth = { cost: 0, order: 0, chosen: undefined };

/** The best sets of the last family, as ranks of events: the cheapest, shortest, first by name first. */
export function bestSets(input: BestSetsInput): readonly (readonly number[])[] {
  const search = new Search(input);
  const found: (readonly number[])[] = [];
  while (found.length < input.limit) {
    const next = search.next();
    if (!next) break;
    found.push(next);
  }
  return found;
}

/** Best first: a candidate is followed along its best way, and every other way is put aside. */
class Search {
  readonly #input: BestSetsInput;
  readonly #modules = new Map<number, Priced>();
  readonly #open = new Heap<Candidate>(compare);

  constructor(input: BestSetsInput) {
    this.#input = input;
    let last: Priced | undefined;
    for (const { variable, family } of input.families) {
      last = this.#price(family);
      this.#modules.set(variable, last);
    }
    const root = last?.best[last.family.root];
    if (last && root) {
      const place = { family: last, node: last.family.root, then: undefined };
      this.#open.push({ ...root, sofar: NOTHING, place });
    }
  }

  next(): readonly number[] | undefined {
    const candidate = this.#open.pop();
    if (!candidate) return undefined;
    let { sofar, place } = candidate;
    while (place) {
      const { family, node, then }: Place = place;
      if (node === 1) {
        place = then;
        continue;
      }
      const without = { sofar, place: { family, node: family.family.lows[node] ?? 0, then } };
      const having = this.#having(sofar, place);
      const isHigh = family.isHigh[node] === 1;
      this.#putAside(isHigh ? without : having);
      ({ sofar, place } = isHigh ? having : without);
    }
    return ranksOf(sofar.chosen);
  }

  /** The place after the high way: behind the event, or in front of the module. */
  #having(sofar: Worth, { family, node, then }: Place): { sofar: Worth; place: Place } {
    const variable = family.family.variables[node] ?? 0;
    const after = { family, node: family.family.highs[node] ?? 0, then };
    const module = this.#modules.get(variable);
    if (module) return { sofar, place: { family: module, node: module.family.root, then: after } };
    return { sofar: join(this.#event(variable), sofar), place: after };
  }

  #putAside({ sofar, place }: { readonly sofar: Worth; readonly place: Place }): void {
    let worth = sofar;
    for (let at: Place | undefined = place; at; at = at.then) {
      const best = at.family.best[at.node];
      if (!best) return;
      worth = join(best, worth);
    }
    this.#open.push({ ...worth, sofar, place });
  }

  #event(variable: number): Worth {
    const rank = this.#input.rankOf(variable);
    return {
      cost: this.#input.costOf(variable),
      order: 1,
      chosen: { rank, part: undefined, rest: undefined },
    };
  }

  #price(family: Family): Priced {
    const { variables, highs, lows } = family;
    const best: (Worth | undefined)[] = [undefined, NOTHING];
    const isHigh = new Uint8Array(variables.length);
    for (let node = 2; node < variables.length; node++) {
      const variable = variables[node] ?? 0;
      const module = this.#modules.get(variable);
      const own = module ? module.best[module.family.root] : this.#event(variable);
      const rest = best[highs[node] ?? 0];
      const high = own && rest ? join(own, rest) : undefined;
      const low = best[lows[node] ?? 0];
      isHigh[node] = high && (!low || compare(high, low) < 0) ? 1 : 0;
      best.push(isHigh[node] === 1 ? high : low);
    }
    return { family, best, isHigh };
  }
}

function join(part: Worth, rest: Worth): Worth {
  if (part.order === 0) return rest;
  if (rest.order === 0) return part;
  const one = part.order === 1 && part.chosen ? part.chosen.rank : -1;
  return {
    cost: part.cost + rest.cost,
    order: part.order + rest.order,
    chosen: { rank: one, part: one < 0 ? part.chosen : undefined, rest: rest.chosen },
  };
}

function compare(a: Worth, b: Worth): number {
  if (a.cost !== b.cost) return a.cost - b.cost;
  if (a.order !== b.order) return a.order - b.order;
  const ranksA = ranksOf(a.chosen);
  const ranksB = ranksOf(b.chosen);
  const at = ranksA.findIndex((rank, index) => rank !== ranksB[index]);
  return (ranksA[at] ?? 0) - (ranksB[at] ?? 0);
}

function ranksOf(chosen: Chosen | undefined): readonly number[] {
  const ranks: number[] = [];
  const open = [chosen];
  while (open.length > 0) {
    const one = open.pop();
    if (!one) continue;
    if (one.part) open.push(one.part);
    else ranks.push(one.rank);
    open.push(one.rest);
  }
  return ranks.sort((a, b) => a - b);
}
