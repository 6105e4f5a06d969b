import type { Formula } from '../../core/fault-tree.ts';
import type { ComponentId } from '../../core/id.ts';
import type { OpenInput } from './open-points.ts';
import { partsOf, pointsOf } from './open-points.ts';
import { eventsIn, gatesIn } from './truth.ts';

/** A way from a gate down to what failed. */
export interface Chain {
  readonly ids: readonly ComponentId[];
  /** The part that took the last one, where that is not the case itself. */
  readonly last: Formula | undefined;
  /** Events of that part that have happened. */
  readonly events: readonly string[];
}

// What is not known, from what a person can say most easily: that decides which way is told first.
const COSTS: readonly (readonly [topic: string, cost: number])[] = [
  ['dependency:', 1],
  ['members:', 2],
  ['zone:', 3],
  ['copies:', 4],
];
const STEP = 0.01;

/** The way along which a gate may fail with least that is not known, and then the shortest. */
export function leastOpenWay(start: string, input: OpenInput): Chain {
  const { gates, worst, best, componentOf } = input;
  const reached = new Map<string, Reached>([[start, { cost: 0, before: undefined }]]);
  const queue = [start];
  let end: { readonly gate: string; readonly last: Formula | undefined; readonly cost: number } | undefined;
  for (let at = 0; at < queue.length; at += 1) {
    const gate = queue[at] ?? '';
    const { cost } = reached.get(gate) ?? { cost: Infinity };
    const finish = (last: Formula | undefined, more: number): void => {
      if (end === undefined || cost + more < end.cost) end = { gate, last, cost: cost + more };
    };
    // It is the case itself.
    if (worst.reasons.get(gate) === gate) finish(undefined, 0);
    for (const part of partsOf(gates.get(gate))) {
      if (!worst.holds(part)) continue;
      const more = costOf(gate, part, input);
      const next = gatesIn(part).filter((one) => worst.reasons.has(one));
      if (next.length === 0) finish(part, more);
      for (const one of next) {
        const known = reached.get(one);
        // A cycle never gets cheaper, and what fails for certain is told by its own way.
        const total = cost + more + STEP + (best.reasons.has(one) ? 0 : STEP);
        if (known && known.cost <= total) continue;
        reached.set(one, { cost: total, before: gate });
        queue.push(one);
      }
    }
  }
  const way: ComponentId[] = [];
  for (let at = end?.gate; at !== undefined; at = reached.get(at)?.before) {
    const id = componentOf(at);
    if (id !== undefined) way.unshift(id);
  }
  const last = end?.last;
  const events = last ? eventsIn(last).filter((name) => worst.holds({ op: 'event', name })) : [];
  return { ids: way, last, events };
}

interface Reached {
  readonly cost: number;
  readonly before: string | undefined;
}

function costOf(gate: string, part: Formula, input: OpenInput): number {
  const id = input.componentOf(gate);
  // What fails for certain has no doubt left, however it is built.
  if (id === undefined || input.best.reasons.has(gate)) return 0;
  const points = pointsOf(input.estate.component(id), part, input);
  return points.reduce((sum, { key }) => sum + (COSTS.find(([topic]) => key.startsWith(topic))?.[1] ?? 1), 0);
}
