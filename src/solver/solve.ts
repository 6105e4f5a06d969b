import type { FaultTree, Importance, Solution } from '../core/fault-tree.ts';
import type { CompileOptions } from './compile.ts';
import { compile } from './compile.ts';

export interface SolveOptions extends CompileOptions {
  readonly top: string;
  /** How many of the most probable minimal cut sets are listed; false where none are asked for. */
  readonly cutSets?: { readonly limit: number } | false | undefined;
}

/** For one top alone: that many nodes take some ten seconds, and solve nearly all published models. */
const BUDGET = 1 << 25;

/** Probability, importance and minimal cut sets of one top event. */
export function solve(tree: FaultTree, { top, cutSets = { limit: 20 }, ...options }: SolveOptions): Solution {
  const compiled = compile(tree, [top], { ...options, budget: options.budget ?? BUDGET });
  const one = compiled.top(top);
  const p = Float64Array.from(tree.events.values());
  const probability = one.probability(p);
  const birnbaum = one.birnbaum(p);
  const importance = new Map<string, Importance>();
  for (const event of one.events) {
    const figures = { birnbaum: birnbaum[event] ?? 0, q: p[event] ?? 0, top: probability.high };
    importance.set(compiled.events[event] ?? '', importanceOf(figures));
  }
  return {
    probability,
    isExact: one.isExact,
    importance,
    cutSets: cutSets === false ? undefined : one.cutSets(p, cutSets),
  };
}

// What is left of P − q·B below this part of P is rounding: without the event nothing happens.
const ROUNDING = 1e-13;

/** The measures that follow from Birnbaum's, the probability q of the event and that of the top. */
function importanceOf({
  birnbaum,
  q,
  top,
}: {
  readonly birnbaum: number;
  readonly q: number;
  readonly top: number;
}): Importance {
  const without = top - q * birnbaum;
  return {
    birnbaum,
    criticality: top > 0 ? (q * birnbaum) / top : 0,
    raw: top > 0 ? 1 + ((1 - q) * birnbaum) / top : Infinity,
    rrw: without > ROUNDING * top ? top / without : Infinity,
  };
}
