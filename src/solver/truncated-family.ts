import type { Circuit } from './circuit.ts';
import { KIND } from './circuit.ts';
import { Diagrams, TooLarge } from './diagrams.ts';
import type { Family } from './minimal-sets.ts';
import { compact } from './minimal-sets.ts';
import { orderOf } from './orders.ts';
import { SetFamilies } from './set-families.ts';

/** Nodes that the families of one order may take: some tenths of a second. */
const MOST_NODES = 1 << 17;

/** Orders that are tried one after the other; longer cut sets of a hard module are left out. */
const MOST_ORDER = 8;

/** Products and unions recurse once for each variable; beyond this the stack would not do. */
const MOST_LEVELS = 3000;

const none = new Int32Array(2);

/** Where no cut set could be found. */
export const NO_SETS: Family = { variables: none, highs: none, lows: none, root: 0, isComplete: false };

/** The minimal sets up to the largest order that can be reached, from the gates upwards. */
export function truncatedFamily(circuit: Circuit, below: Int32Array): Family {
  const order = orderOf(circuit, below, 'shared-first');
  let found = NO_SETS;
  if (order.length <= MOST_LEVELS) {
    for (let most = 1; most <= MOST_ORDER; most++) {
      const next = upTo(most, { circuit, below, order });
      if (!next) break;
      found = next;
    }
  }
  return found;
}

interface Part {
  readonly circuit: Circuit;
  readonly below: Int32Array;
  readonly order: Int32Array;
}

function upTo(most: number, { circuit, below, order }: Part): Family | undefined {
  const diagrams = new Diagrams();
  diagrams.reset({ nodes: MOST_NODES });
  const sets = new SetFamilies(diagrams);
  const levels = new Map([...order].map((variable, level) => [variable, level]));
  const images = new Map<number, number>();
  try {
    for (const node of below) {
      const value = circuit.values[node] ?? 0;
      const of = Array.from(circuit.argsOf(node), (arg) => images.get(arg) ?? 0);
      of.sort((a, b) => diagrams.level(b) - diagrams.level(a) || a - b);
      if (circuit.kinds[node] === KIND.variable) images.set(node, sets.single(levels.get(value) ?? 0));
      else if (circuit.kinds[node] === KIND.or)
        images.set(
          node,
          of.reduce((a, b) => sets.union(a, b)),
        );
      else if (circuit.kinds[node] === KIND.and)
        images.set(
          node,
          of.reduce((a, b) => sets.product(a, b, most)),
        );
      else images.set(node, atLeast(sets, of, { min: value, most }));
    }
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
  return compact(diagrams, images.get(below.at(-1) ?? 0) ?? 0, { order, isComplete: false });
}

function atLeast(
  sets: SetFamilies,
  of: readonly number[],
  { min, most }: { readonly min: number; readonly most: number },
): number {
  const counts = [1, ...Array.from({ length: min }, () => 0)];
  for (const one of of) {
    for (let k = min; k > 0; k--) {
      counts[k] = sets.union(sets.product(one, counts[k - 1] ?? 0, most), counts[k] ?? 0);
    }
  }
  return counts[min] ?? 0;
}
