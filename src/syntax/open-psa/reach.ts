import type { Formula } from '../../core/fault-tree.ts';

/** What some gates depend on. */
export interface Reach {
  readonly gates: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
  /** Gates that lead in a circle, each naming the next and the last the first, where some do. */
  readonly circle: readonly string[] | undefined;
}

interface Step {
  readonly gate: string;
  readonly next: Iterator<string>;
}

/** Follows gates down to their events, without a call for each level: trees may be deep. */
export function reachOf(gates: ReadonlyMap<string, Formula>, from: Iterable<string>): Reach {
  const seen = new Set<string>();
  const events = new Set<string>();
  const path: Step[] = [];
  const open = new Set<string>();
  let circle: readonly string[] | undefined;
  const enter = (gate: string): void => {
    seen.add(gate);
    open.add(gate);
    const used = variablesOf(gates.get(gate));
    for (const event of used.events) events.add(event);
    path.push({ gate, next: used.gates.values() });
  };
  for (const top of from) {
    if (!seen.has(top)) enter(top);
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const { value, done } = step.next.next();
      if (done === true) {
        open.delete(step.gate);
        path.pop();
      } else if (!seen.has(value)) enter(value);
      else if (open.has(value)) {
        circle ??= path.slice(path.findIndex(({ gate }) => gate === value)).map(({ gate }) => gate);
      }
    }
  }
  return { gates: seen, events, circle };
}

/** The gates and events that a formula names. */
export function variablesOf(formula: Formula | undefined): {
  readonly gates: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
} {
  const gates = new Set<string>();
  const events = new Set<string>();
  const waiting = formula ? [formula] : [];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (one.op === 'gate') gates.add(one.name);
    else if (one.op === 'event') events.add(one.name);
    else if (one.op === 'not') waiting.push(one.of);
    // One by one: a gate may have more arguments than a call takes.
    else if (one.op !== 'constant') for (const part of one.of) waiting.push(part);
  }
  return { gates, events };
}
