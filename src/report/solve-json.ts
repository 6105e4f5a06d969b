import type { CutSets, Importance } from '../core/fault-tree.ts';
import { byCodeUnit } from '../core/order.ts';
import type { Json } from './data-json.ts';
import { printJson } from './data-json.ts';
import type { SolvedTree } from './solve.ts';

/** `solve --json`: figures unrounded; what JSON has no number for is the text "Infinity". */
export function renderSolveJson({ top, solution, notes }: SolvedTree): string {
  const { probability, isExact, importance, cutSets } = solution;
  const { low, high } = probability;
  const events = [...importance].sort(([a], [b]) => byCodeUnit(a, b));
  return printJson({
    top,
    probability: isExact ? high : { low, high },
    exact: isExact,
    importance: Object.fromEntries(events.map(([name, one]) => [name, importanceJson(one)])),
    cutSets: cutSets ? cutSetsJson(cutSets) : null,
    notes: notes.map(({ file, line, says }) => ({ file, line, says })),
  });
}

function importanceJson({ birnbaum, criticality, raw, rrw }: Importance): Json {
  return { birnbaum, criticality, raw: finite(raw), rrw: finite(rrw) };
}

function cutSetsJson({ total, byOrder, top, isComplete }: CutSets): Json {
  const listed = top.map(({ events, probability }) => ({ events, probability }));
  return { total, byOrder, complete: isComplete, top: listed };
}

function finite(value: number): Json {
  return value === Infinity ? 'Infinity' : value;
}
