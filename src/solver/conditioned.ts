import type { Bounds } from '../core/fault-tree.ts';
import { Budget } from './budget.ts';
import type { Circuit } from './circuit.ts';
import { KIND } from './circuit.ts';
import { Planner } from './plan.ts';
import { bySharing } from './sharing.ts';
import { StateSweeper } from './state-sweeper.ts';

/** How many variables may be given; more have too many states that count. */
const MOST_GIVEN = 256;

/** Nodes for a diagram of one part: they are evaluated again and again. */
const MOST_NODES = 1 << 12;

/** How many states of the given variables are looked at, and how narrow the bounds should become. */
const MOST_STATES = 100_000;
const NARROW = 5e-4;

/** The part is too large even where some variables are given. */
class StillTooHard extends Error {}

/**
 * A hard module falls apart once the state of some widely shared variables is given (the nodes that all
 * replicas stand on). Of their states the likely ones are looked at one by one; in the others the module
 * may be true or not, but it is true where it was with fewer of them failed. So the bounds are certain.
 */
export class Conditioned {
  readonly #given: readonly number[];
  readonly #sweeper: StateSweeper;

  private constructor(given: readonly number[], sweeper: StateSweeper) {
    this.#given = given;
    this.#sweeper = sweeper;
  }

  /** Undefined where no choice of variables helps. `below` is coherent, arguments first. */
  static of(circuit: Circuit, below: Int32Array): Conditioned | undefined {
    const candidates = bySharing(circuit, below);
    for (let many = 4; many / 2 < candidates.length && many <= MOST_GIVEN; many *= 2) {
      const given = candidates.slice(0, many);
      const sweeper = apart(circuit, below, given);
      if (sweeper)
        return new Conditioned(
          given.map((node) => circuit.values[node] ?? 0),
          sweeper,
        );
    }
    return undefined;
  }

  /** For probabilities by variable. */
  bounds(values: Float64Array): Bounds {
    let narrow = { low: 0, high: 1 };
    for (let least = 1e-4; ; least /= 10) {
      const { states, low, high } = this.#enumerate(values, least);
      narrow = { low: Math.max(low, narrow.low), high: Math.min(high, narrow.high) };
      if (narrow.high - narrow.low <= NARROW * narrow.low || states >= MOST_STATES || least < 1e-16)
        return narrow;
    }
  }

  /** Every state more likely than `least` by itself; the others between the bounds. */
  #enumerate(values: Float64Array, least: number): Bounds & { readonly states: number } {
    const sweeper = this.#sweeper;
    const certain = this.#given.filter((variable) => (values[variable] ?? 0) >= 1);
    const open = this.#given.filter((variable) => (values[variable] ?? 0) < 1);
    open.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
    const chance = open.map((variable) => values[variable] ?? 0);
    const none = new Float64Array(open.length + 1).fill(1);
    for (let i = open.length - 1; i >= 0; i--) none[i] = (none[i + 1] ?? 1) * (1 - (chance[i] ?? 0));
    const total = { low: 0, high: 0, states: 0 };
    /** `mass`: that of all states which agree up to `from`; `value`: the probability in the present one. */
    const visit = (from: number, mass: number, value: number): void => {
      total.states++;
      const own = mass * (none[from] ?? 1);
      total.low += own * value;
      total.high += own * value;
      let rest = mass;
      for (let i = from; i < open.length; i++) {
        const next = rest * (chance[i] ?? 0);
        if (next < least || total.states >= MOST_STATES || value >= 1) {
          const others = Math.max(0, rest * (1 - (none[i] ?? 1)));
          total.low += others * value;
          total.high += others;
          return;
        }
        visit(i + 1, next, sweeper.fail(open[i] ?? 0));
        sweeper.repair();
        rest *= 1 - (chance[i] ?? 0);
      }
    };
    visit(0, 1, sweeper.start(values, { open, certain }));
    return total;
  }
}

/** The module in parts that only have given variables in common; undefined where a part stays too hard. */
function apart(circuit: Circuit, below: Int32Array, given: readonly number[]): StateSweeper | undefined {
  const variables = below.reduce((most, node) => Math.max(most, variableOf(circuit, node)), 0) + 1;
  const planner = new Planner(circuit, {
    events: variables,
    switches: { race: false },
    given: new Set(given),
    tooHard: () => {
      throw new StillTooHard();
    },
  });
  try {
    const top = planner.plan(below.at(-1) ?? 0, new Budget(MOST_NODES));
    return new StateSweeper(planner.program, { variables, top });
  } catch (error) {
    if (error instanceof StillTooHard) return undefined;
    throw error;
  }
}

function variableOf(circuit: Circuit, node: number): number {
  return circuit.kinds[node] === KIND.variable ? (circuit.values[node] ?? 0) : 0;
}
