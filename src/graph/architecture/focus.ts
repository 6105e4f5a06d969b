import { groupBy } from '../../core/group-by.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Journey } from '../../core/journey.ts';
import type { RawArrow } from './arrows.ts';
import type { Cast } from './cast.ts';

/** The part that was asked for. */
export type Focus =
  | { readonly kind: 'journey'; readonly name: string }
  /** Components of that name; what they need and what needs them. */
  | { readonly kind: 'component'; readonly name: string; readonly ids: readonly ComponentId[] };

/** The boxes that the focus asks for; undefined: all. */
export function chosenBoxes(
  { focus, journeys }: { readonly focus: Focus | undefined; readonly journeys: readonly Journey[] },
  cast: Cast,
  arrows: readonly RawArrow[],
): ReadonlySet<string> | undefined {
  if (!focus) return undefined;
  if (focus.kind === 'journey') {
    const meant = journeys.filter(({ name }) => name === focus.name);
    return new Set(meant.flatMap(({ reaches }) => reaches.map((id) => cast.belongsTo.get(id) ?? id)));
  }
  const ids = focus.ids.map((id) => cast.belongsTo.get(id) ?? id);
  const needed = groupBy(arrows, ({ from }) => from);
  const needing = groupBy(arrows, ({ to }) => to);
  return new Set([
    ...ids,
    ...closure(ids, (id) => (needed.get(id) ?? []).map(({ to }) => to)),
    ...closure(ids, (id) => (needing.get(id) ?? []).map(({ from }) => from)),
  ]);
}

/** Boxes of the focus that are collapsed last: a component with all that stands one step from it. */
export function nearFocus(focus: Focus | undefined, arrows: readonly RawArrow[]): ReadonlySet<string> {
  if (focus?.kind !== 'component') return new Set();
  const { ids } = focus;
  const meant = new Set<string>(ids);
  const near = arrows.flatMap(({ from, to }) => (meant.has(from) ? [to] : meant.has(to) ? [from] : []));
  return new Set([...ids, ...near]);
}

function closure(starts: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set(starts);
  const queue = [...starts];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const other of next(id)) {
      if (seen.has(other)) continue;
      seen.add(other);
      queue.push(other);
    }
  }
  return seen;
}
