import type { Formula } from '../core/fault-tree.ts';
import { components, gatesIn } from './gate-components.ts';

type Gates = ReadonlyMap<string, Formula>;

/**
 * The same gates without cycles: each gets the least solution of its equations, in which nothing has failed
 * that did not fail by itself. Formulas in a cycle must be made of AND, OR and atleast.
 */
export function leastFixpoint(gates: Gates): Map<string, Formula> {
  const opened = new Map<string, Formula>();
  for (const members of components(gates)) {
    if (isCyclic(gates, members)) openCycle(gates, members, opened);
    else for (const name of members) opened.set(name, gates.get(name) ?? never(name));
  }
  return opened;
}

/** Gates that lead in a circle, each naming the next and the last the first; undefined where none do. */
export function findCycle(gates: Gates): readonly string[] | undefined {
  const cyclic = components(gates).find((members) => isCyclic(gates, members));
  const first = cyclic?.[0];
  if (!cyclic || first === undefined) return undefined;
  const inside = new Set(cyclic);
  const before = new Map<string, string>();
  const queue = [first];
  for (const name of queue) {
    for (const next of gatesIn(gates.get(name))) {
      if (next === first) return pathTo(name, first, before);
      if (!inside.has(next) || before.has(next)) continue;
      before.set(next, name);
      queue.push(next);
    }
  }
  return undefined;
}

function pathTo(last: string, first: string, before: ReadonlyMap<string, string>): readonly string[] {
  const path = [last];
  for (let at = last; at !== first; path.push(at)) at = before.get(at) ?? first;
  return path.reverse();
}

function isCyclic(gates: Gates, members: readonly string[]): boolean {
  const [only = ''] = members;
  return members.length > 1 || gatesIn(gates.get(only)).includes(only);
}

/** Members that reach each other by ORs alone are one: the OR of what enters them from outside. */
function openCycle(gates: Gates, members: readonly string[], opened: Map<string, Formula>): void {
  const inside = new Set(members);
  const ors = new Map(members.map((name) => [name, orInputs(gates.get(name) ?? never(name))]));
  const orGates = new Map(
    [...ors].map(([name, inputs]): [string, Formula] => [
      name,
      { op: 'or', of: inputs.filter((input) => input.op === 'gate' && inside.has(input.name)) },
    ]),
  );
  const representative = new Map<string, string>();
  const merged = new Map<string, Formula>();
  for (const equal of components(orGates)) {
    const [first = ''] = equal;
    for (const name of equal) representative.set(name, first);
    const outside = equal.flatMap((name) => ors.get(name) ?? []);
    const own = new Set(equal);
    merged.set(first, { op: 'or', of: outside.filter((one) => one.op !== 'gate' || !own.has(one.name)) });
  }
  const renamed = new Map(
    [...merged].map(([name, formula]) => [
      name,
      mapGates(formula, (gate) => ref(representative.get(gate) ?? gate)),
    ]),
  );
  for (const part of components(renamed)) {
    if (isCyclic(renamed, part)) iterate(renamed, part, { opened, taken: gates });
    else for (const name of part) opened.set(name, renamed.get(name) ?? never(name));
  }
  for (const [name, first] of representative) if (name !== first) opened.set(name, ref(first));
}

/**
 * Repeats the equations of one component from "nothing failed". Once the gates that close its circles are
 * cut, the rest has an order; with n cut gates, n rounds reach the least solution, for n truth values can
 * change from false to true n times at most.
 */
function iterate(
  gates: Gates,
  members: readonly string[],
  out: { readonly opened: Map<string, Formula>; readonly taken: Gates },
): void {
  for (const name of members) checkMonotone(name, gates.get(name) ?? never(name), new Set(members));
  const { cut, order } = cutCircles(gates, members);
  let before = new Map<string, Formula>([...cut].map((name) => [name, { op: 'constant', value: false }]));
  for (let round = 1; round <= cut.size + 1; round++) {
    const isLast = round === cut.size + 1;
    const now = new Map<string, Formula>();
    for (const name of order) {
      const own = isLast ? name : freshName(`${name} (round ${round})`, out);
      const formula = mapGates(gates.get(name) ?? never(name), (gate) =>
        cut.has(gate) ? (before.get(gate) ?? ref(gate)) : (now.get(gate) ?? ref(gate)),
      );
      out.opened.set(own, formula);
      now.set(name, ref(own));
    }
    before = now;
  }
}

function freshName(name: string, { opened, taken }: { opened: Gates; taken: Gates }): string {
  return opened.has(name) || taken.has(name) ? freshName(`${name}'`, { opened, taken }) : name;
}

/** Takes gates out of a component until no circle is left, and orders all of them, inputs first. */
function cutCircles(
  gates: Gates,
  members: readonly string[],
): { cut: ReadonlySet<string>; order: readonly string[] } {
  const cut = new Set<string>();
  const open = [members];
  for (let part = open.pop(); part; part = open.pop()) {
    const inside = new Set(part);
    const uses = new Map<string, number>();
    for (const name of part) {
      for (const gate of new Set(gatesIn(gates.get(name)))) {
        if (inside.has(gate) && !cut.has(gate)) uses.set(gate, (uses.get(gate) ?? 0) + 1);
      }
    }
    const [most] = [...uses].reduce((a, b) => (b[1] > a[1] ? b : a), [part[0] ?? '', 0]);
    cut.add(most);
    open.push(
      ...components(without(gates, part, cut)).filter((one) => isCyclic(without(gates, one, cut), one)),
    );
  }
  return { cut, order: components(without(gates, members, cut)).flat() };
}

/** The equations of some gates, in which what is cut is no gate any more. */
function without(gates: Gates, members: readonly string[], cut: ReadonlySet<string>): Gates {
  const inside = new Set(members);
  return new Map(
    members.map((name) => {
      const of = gatesIn(gates.get(name)).filter((gate) => inside.has(gate) && !cut.has(gate));
      return [name, { op: 'or', of: of.map(ref) }];
    }),
  );
}

function ref(name: string): Formula {
  return { op: 'gate', name };
}

/** What a formula is an OR of; itself where it is none. */
function orInputs(formula: Formula): readonly Formula[] {
  const isOr =
    formula.op === 'or' ||
    (formula.op === 'atleast' && formula.min === 1) ||
    ((formula.op === 'and' || formula.op === 'xor') && formula.of.length === 1);
  return isOr ? formula.of.flatMap(orInputs) : [formula];
}

function mapGates(formula: Formula, to: (name: string) => Formula): Formula {
  switch (formula.op) {
    case 'gate':
      return to(formula.name);
    case 'event':
    case 'constant':
      return formula;
    case 'not':
      return { op: 'not', of: mapGates(formula.of, to) };
    default:
      return { ...formula, of: formula.of.map((one) => mapGates(one, to)) };
  }
}

function checkMonotone(name: string, formula: Formula, inside: ReadonlySet<string>): void {
  if (formula.op === 'not' || (formula.op === 'xor' && formula.of.length > 1)) {
    const gate = gatesIn(formula).find((one) => inside.has(one));
    if (gate !== undefined)
      throw new Error(`The gate ${name} depends on the opposite of ${gate} in a circle.`);
  } else if ('of' in formula) for (const one of formula.of) checkMonotone(name, one, inside);
}

function never(name: string): never {
  throw new Error(`There is no gate ${name}.`);
}
