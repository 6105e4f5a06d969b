import type { FaultTree, Formula } from '../../core/fault-tree.ts';

/** What has failed once some gates and events have; with the part that was the reason for each gate. */
export interface Truth {
  /** By gate: the gate or event that made it fail; itself where it was given. */
  readonly reasons: ReadonlyMap<string, string>;
  /** Whether a part of a gate has failed. */
  holds(formula: Formula): boolean;
}

/** What is given to have failed. */
export interface Shock {
  readonly gates: readonly string[];
  readonly events: readonly string[];
}

/** Gates that a formula asks. */
export function gatesIn(formula: Formula): readonly string[] {
  const found: string[] = [];
  visit(formula, ({ op, name }) => {
    if (op === 'gate') found.push(name);
  });
  return found;
}

/** Events that a formula asks by itself. */
export function eventsIn(formula: Formula): readonly string[] {
  const found: string[] = [];
  visit(formula, ({ op, name }) => {
    if (op === 'event') found.push(name);
  });
  return found;
}

type Leaf = { readonly op: 'event' | 'gate'; readonly name: string };

function visit(formula: Formula, met: (leaf: Leaf) => void): void {
  if (formula.op === 'event' || formula.op === 'gate') met(formula);
  else if (formula.op === 'not') visit(formula.of, met);
  else if (formula.op !== 'constant') for (const one of formula.of) visit(one, met);
}

function keyOf({ op, name }: Leaf): string {
  return op === 'event' ? `event ${name}` : `gate ${name}`;
}

/** Gates by what they ask: made once for a structure, asked for every case. */
export class TruthTable {
  readonly #gates: ReadonlyMap<string, Formula>;
  readonly #users = new Map<string, string[]>();

  constructor(gates: ReadonlyMap<string, Formula>) {
    this.#gates = gates;
    for (const [gate, formula] of gates) {
      const names = new Set<string>();
      visit(formula, (leaf) => names.add(keyOf(leaf)));
      for (const name of names) {
        const users = this.#users.get(name);
        if (users) users.push(gate);
        else this.#users.set(name, [gate]);
      }
    }
  }

  /** The least solution: nothing fails that does not have to. */
  after(failed: Shock): Truth {
    const reasons = new Map<string, string>();
    const isTrue = new Set<string>();
    const queue: string[] = [];
    const set = (key: string): void => {
      if (isTrue.has(key)) return;
      isTrue.add(key);
      queue.push(key);
    };
    for (const event of failed.events) set(keyOf({ op: 'event', name: event }));
    for (const gate of failed.gates) {
      reasons.set(gate, gate);
      set(keyOf({ op: 'gate', name: gate }));
    }
    for (let at = 0; at < queue.length; at += 1) {
      const key = queue[at] ?? '';
      for (const gate of this.#users.get(key) ?? []) {
        const formula = this.#gates.get(gate);
        if (!formula || reasons.has(gate) || !holds(formula, isTrue)) continue;
        reasons.set(gate, key.slice(key.indexOf(' ') + 1));
        set(keyOf({ op: 'gate', name: gate }));
      }
    }
    return { reasons, holds: (formula) => holds(formula, isTrue) };
  }
}

function holds(formula: Formula, isTrue: ReadonlySet<string>): boolean {
  switch (formula.op) {
    case 'event':
    case 'gate':
      return isTrue.has(keyOf(formula));
    case 'constant':
      return formula.value;
    case 'and':
      return formula.of.every((one) => holds(one, isTrue));
    case 'or':
      return formula.of.some((one) => holds(one, isTrue));
    case 'atleast':
      return formula.of.filter((one) => holds(one, isTrue)).length >= formula.min;
    default:
      // NOT and XOR: nothing that this room builds has them.
      throw new Error(`${formula.op} is not part of a coherent structure`);
  }
}

/** The part of a fault tree that one gate asks. */
export function below({ gates, events }: FaultTree, top: string): FaultTree {
  const asked = new Set([top]);
  const found = new Set<string>();
  for (const gate of asked) {
    const formula = gates.get(gate);
    if (!formula) continue;
    for (const name of gatesIn(formula)) asked.add(name);
    for (const name of eventsIn(formula)) found.add(name);
  }
  const kept = <T>(all: ReadonlyMap<string, T>, names: ReadonlySet<string>): ReadonlyMap<string, T> =>
    new Map([...all].filter(([name]) => names.has(name)));
  return { gates: kept(gates, asked), events: kept(events, found) };
}
