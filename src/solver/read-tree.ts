import type { FaultTree, Formula } from '../core/fault-tree.ts';
import type { Circuit } from './circuit.ts';
import { FALSE, TRUE } from './circuit.ts';

/** A formula that waits for its parts; `made` holds the nodes of those that are done. */
interface Open {
  readonly formula: Formula;
  readonly parts: readonly Formula[];
  readonly made: number[];
}

/** Turns gates into nodes of a circuit, each once; without recursion, for trees may be deep. */
export class TreeReader {
  readonly #tree: FaultTree;
  readonly #circuit: Circuit;
  readonly #events: ReadonlyMap<string, number>;
  readonly #gates = new Map<string, number>();
  readonly #entered = new Set<string>();

  constructor(tree: FaultTree, circuit: Circuit) {
    this.#tree = tree;
    this.#circuit = circuit;
    this.#events = new Map([...tree.events.keys()].map((name, index) => [name, index]));
  }

  /** The node of a gate, else of the event of that name. */
  read(name: string): number {
    const open: Open[] = [];
    let made = this.#enter({ op: this.#tree.gates.has(name) ? 'gate' : 'event', name }, open);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      if (made !== undefined) top.made.push(made);
      const part = top.parts[top.made.length];
      if (part) {
        made = this.#enter(part, open);
        continue;
      }
      open.pop();
      made = this.#make(top);
    }
    return made ?? FALSE;
  }

  /** The node where it is known at once; else the formula waits on the stack. */
  #enter(formula: Formula, open: Open[]): number | undefined {
    switch (formula.op) {
      case 'constant':
        return formula.value ? TRUE : FALSE;
      case 'event': {
        const index = this.#events.get(formula.name);
        if (index === undefined) throw new Error(`The event ${formula.name} has no probability.`);
        return this.#circuit.variable(index);
      }
      case 'gate': {
        const known = this.#gates.get(formula.name);
        if (known !== undefined) return known;
        const definition = this.#tree.gates.get(formula.name);
        if (!definition) throw new Error(`There is no gate ${formula.name}.`);
        if (this.#entered.has(formula.name)) throw new Error(`The gate ${formula.name} leads to itself.`);
        this.#entered.add(formula.name);
        open.push({ formula, parts: [definition], made: [] });
        return undefined;
      }
      default:
        open.push({ formula, parts: formula.op === 'not' ? [formula.of] : formula.of, made: [] });
        return undefined;
    }
  }

  #make({ formula, made }: Open): number {
    switch (formula.op) {
      case 'and':
        return this.#circuit.and(made);
      case 'or':
        return this.#circuit.or(made);
      case 'atleast':
        return this.#circuit.atLeast(formula.min, made);
      case 'xor':
        return this.#circuit.xor(made);
      case 'not':
        return this.#circuit.not(made[0] ?? FALSE);
      case 'gate':
        this.#gates.set(formula.name, made[0] ?? FALSE);
        return made[0] ?? FALSE;
      default:
        return FALSE;
    }
  }
}
