import type { PathStep } from '../../core/availability.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Journey } from '../../core/journey.ts';
import type { Estate } from '../../graph/estate.ts';
import { carries } from '../../graph/reach.ts';

/** Ways through the graph, from the entry of a journey to what fails. */
export class CasePaths {
  readonly #estate: Estate;

  constructor(estate: Estate) {
    this.#estate = estate;
  }

  /** Each step with the lines that lead to it. */
  steps(ids: readonly ComponentId[]): readonly PathStep[] {
    return ids.map((component, index) => {
      const before = ids[index - 1];
      if (before === undefined) return { component, evidence: [] };
      const between = this.#estate.dependenciesFrom(before).filter(({ to }) => to === component);
      return { component, evidence: between.flatMap(({ evidence }) => evidence) };
    });
  }

  /** Of those that fail, the ones that something of the journey calls that does not fail. */
  firstLost(journey: Journey, failing: ReadonlySet<ComponentId>): readonly ComponentId[] {
    if (failing.size === 0) return [];
    const inside = new Set(journey.reaches);
    return [...failing].filter((id) =>
      this.#estate
        .dependenciesTo(id)
        .some((one) => carries(one) && inside.has(one.from) && !failing.has(one.from)),
    );
  }

  /** The shortest way from an entry, over what does not fail, to the first that does. */
  leadTo(journey: Journey, failing: ReadonlySet<ComponentId>): readonly ComponentId[] {
    const inside = new Set(journey.reaches);
    const before = new Map<ComponentId, ComponentId | undefined>();
    for (const entry of journey.entries) before.set(entry, undefined);
    const queue = [...journey.entries];
    for (const id of queue) {
      if (failing.has(id)) return wayTo(id, before);
      for (const one of this.#estate.dependenciesFrom(id)) {
        if (!carries(one) || !inside.has(one.to) || before.has(one.to)) continue;
        before.set(one.to, id);
        queue.push(one.to);
      }
    }
    return [];
  }
}

function wayTo(
  last: ComponentId,
  before: ReadonlyMap<ComponentId, ComponentId | undefined>,
): readonly ComponentId[] {
  const way: ComponentId[] = [];
  for (let at: ComponentId | undefined = last; at !== undefined; at = before.get(at)) way.unshift(at);
  return way;
}
