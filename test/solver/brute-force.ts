import type { Formula } from '../../src/core/fault-tree.ts';

type Gates = ReadonlyMap<string, Formula>;
type State = ReadonlyMap<string, boolean>;

/** Every state of the events with its probability. */
function* states(events: ReadonlyMap<string, number>): Generator<{ state: State; probability: number }> {
  const all = [...events];
  for (let bits = 0; bits < 2 ** all.length; bits++) {
    let probability = 1;
    const state = new Map<string, boolean>();
    for (const [index, [name, p]] of all.entries()) {
      const hasHappened = ((bits >> index) & 1) === 1;
      state.set(name, hasHappened);
      probability *= hasHappened ? p : 1 - p;
    }
    yield { state, probability };
  }
}

/** What has failed in a state: from "no gate has", formulas are read again until nothing changes. */
function failedGates(gates: Gates, state: State): State {
  const failed = new Map([...gates.keys()].map((name) => [name, false]));
  for (let changed = true; changed;) {
    changed = false;
    for (const [name, formula] of gates) {
      const now = isTrue(formula, failed, state);
      changed ||= now !== failed.get(name);
      failed.set(name, now);
    }
  }
  return failed;
}

function isTrue(formula: Formula, failed: State, state: State): boolean {
  switch (formula.op) {
    case 'event':
      return state.get(formula.name) === true;
    case 'gate':
      return failed.get(formula.name) === true;
    case 'constant':
      return formula.value;
    case 'not':
      return !isTrue(formula.of, failed, state);
    default: {
      const count = formula.of.filter((one) => isTrue(one, failed, state)).length;
      if (formula.op === 'and') return count === formula.of.length;
      if (formula.op === 'or') return count > 0;
      return formula.op === 'atleast' ? count >= formula.min : count % 2 === 1;
    }
  }
}

export interface Truth {
  readonly probability: number;
  readonly birnbaum: readonly number[];
  /** Each as names joined by a blank, sorted. */
  readonly minimal: readonly string[];
}

/** Probability, Birnbaum importances and minimal true states of one top, by looking at every state. */
export function bruteForce(gates: Gates, events: ReadonlyMap<string, number>, top: string): Truth {
  const names = [...events.keys()];
  const trueAt: boolean[] = [];
  const weights: number[] = [];
  for (const { state, probability } of states(events)) {
    trueAt.push(failedGates(gates, state).get(top) ?? state.get(top) === true);
    weights.push(probability);
  }
  const sum = (isIn: (bits: number) => boolean, p: (bits: number) => number): number =>
    weights.reduce((all, _, bits) => all + (isIn(bits) && trueAt[bits] === true ? p(bits) : 0), 0);
  const birnbaum = names.map((_, index) => {
    const others = new Map([...events].map(([name, p], at) => [name, at === index ? 0.5 : p]));
    const even = [...states(others)].map(({ probability }) => 2 * probability);
    const has = (bits: number): boolean => ((bits >> index) & 1) === 1;
    return (
      sum(has, (bits) => even[bits] ?? 0) -
      sum(
        (bits) => !has(bits),
        (bits) => even[bits] ?? 0,
      )
    );
  });
  const minimal = trueAt.flatMap((isTop, bits) => {
    const isLess = names.some((_, index) => (bits >> index) % 2 === 1 && trueAt[bits - 2 ** index] === true);
    if (!isTop || isLess) return [];
    return [
      names
        .filter((_, index) => ((bits >> index) & 1) === 1)
        .sort()
        .join(' '),
    ];
  });
  return {
    probability: sum(
      () => true,
      (bits) => weights[bits] ?? 0,
    ),
    birnbaum,
    minimal: minimal.sort(),
  };
}
