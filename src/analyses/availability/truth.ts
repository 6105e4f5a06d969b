import type { Formula } from '../../core/fault-tree.ts';

/** What has failed once some gates and events have; with the part that was the reason for each gate. */
export interface Truth {
  /** By gate: the gate or event that made it fail; itself where it was given. */
  readonly reasons: ReadonlyMap<string, string>;
}

/** Names that a formula asks. */
function namesIn(formula: Formula, found: string[] = []): readonly string[] {
  if (formula.op === 'event' || formula.op === 'gate') found.push(keyOf(formula));
  else if (formula.op === 'not') namesIn(formula.of, found);
  else if (formula.op !== 'constant') for (const one of formula.of) namesIn(one, found);
  return found;
}

function keyOf({ op, name }: { readonly op: 'event' | 'gate'; readonly name: string }): string {
  return op === 'event' ? `event ${name}` : `gate ${name}`;
}

/** Gates by what they ask: made once for a structure, asked for every case. */
export class TruthTable {
  readonly #gates: ReadonlyMap<string, Formula>;
  readonly #users = new Map<string, string[]>();

  constructor(gates: ReadonlyMap<string, Formula>) {
    this.#gates = gates;
    for (const [gate, formula] of gates) {
      for (const name of new Set(namesIn(formula))) {
        const users = this.#users.get(name);
        if (users) users.push(gate);
        else this.#users.set(name, [gate]);
      }
    }
  }

  /** The least solution: nothing fails that does not have to. */
  after(failed: { readonly gates: readonly string[]; readonly events: readonly string[] }): Truth {
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
    return { reasons };
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
