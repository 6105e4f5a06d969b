import { groupBy } from '../../core/group-by.ts';
import type { RawArrow } from './arrows.ts';

/** What stops, and what may stop, when something does: dependencies followed back, candidates apart. */
export interface Effects {
  /** Over hard dependencies only. */
  stops(id: string): ReadonlySet<string>;
  /** Over dependencies that are hard or of unknown strength; holds what `stops` holds. */
  mayStop(id: string): ReadonlySet<string>;
}

/** Looks back along arrows. */
export function effectsOf(arrows: readonly RawArrow[]): Effects {
  const certain = arrows.filter(({ isCandidate }) => !isCandidate);
  const hard = groupBy(
    certain.filter(({ strength }) => strength === 'hard'),
    ({ to }) => to,
  );
  const open = groupBy(
    certain.filter(({ strength }) => strength === 'hard' || strength === 'unknown'),
    ({ to }) => to,
  );
  return { stops: (id) => behind(id, hard), mayStop: (id) => behind(id, open) };
}

function behind(id: string, arrows: ReadonlyMap<string, readonly RawArrow[]>): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = [id];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const { from } of arrows.get(at) ?? []) {
      if (seen.has(from) || from === id) continue;
      seen.add(from);
      queue.push(from);
    }
  }
  return seen;
}
