import type { Formula } from '../core/fault-tree.ts';

/** The names of the gates in a formula, in the order in which they stand, with repetitions. */
export function gatesIn(formula: Formula | undefined): readonly string[] {
  const names: string[] = [];
  const open = formula ? [formula] : [];
  for (let one = open.pop(); one; one = open.pop()) {
    if (one.op === 'gate') names.push(one.name);
    else if (one.op === 'not') open.push(one.of);
    else if ('of' in one) for (let i = one.of.length - 1; i >= 0; i--) open.push(...one.of.slice(i, i + 1));
  }
  return names;
}

interface Visit {
  readonly name: string;
  readonly next: readonly string[];
  at: number;
}

/**
 * The strongly connected components of gates, those that others need first (Tarjan, without recursion).
 * Names that are no gates are passed over.
 */
export function components(gates: ReadonlyMap<string, Formula>): readonly (readonly string[])[] {
  const found: string[][] = [];
  const index = new Map<string, number>();
  const lowest = new Map<string, number>();
  const placed = new Set<string>();
  const stack: string[] = [];
  const visits: Visit[] = [];
  const enter = (name: string): void => {
    index.set(name, index.size);
    lowest.set(name, index.size - 1);
    stack.push(name);
    visits.push({ name, next: gatesIn(gates.get(name)), at: 0 });
  };
  const lower = (name: string, to: number): void => {
    lowest.set(name, Math.min(lowest.get(name) ?? to, to));
  };
  for (const start of gates.keys()) {
    if (!index.has(start)) enter(start);
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const next = visit.next[visit.at++];
      if (next === undefined) {
        visits.pop();
        const low = lowest.get(visit.name) ?? 0;
        const parent = visits.at(-1);
        if (parent) lower(parent.name, low);
        if (low !== index.get(visit.name)) continue;
        const members = stack.splice(stack.lastIndexOf(visit.name));
        for (const member of members) placed.add(member);
        found.push(members);
      } else if (gates.has(next) && !index.has(next)) enter(next);
      else if (gates.has(next) && !placed.has(next)) lower(visit.name, index.get(next) ?? 0);
    }
  }
  return found;
}
