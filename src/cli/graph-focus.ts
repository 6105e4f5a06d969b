import { didYouMean, nearest } from '../core/nearest.ts';
import { sortedUnique } from '../core/order.ts';
import type { ReportedComponent, ReportedGraph } from '../core/reported-graph.ts';
import { UsageError } from '../core/usage-error.ts';
import { listed } from '../report/text.ts';

/** What of the graph the user asked for. */
export interface Asked {
  readonly journey: string | undefined;
  readonly component: string | undefined;
}

/** The part of the graph that a journey reaches, or that stands around a component. */
export function focused(graph: ReportedGraph, { journey, component }: Asked): ReportedGraph {
  const inJourney =
    journey === undefined
      ? graph
      : within(
          graph,
          journeysNamed(graph.journeys, journey).flatMap(({ reaches }) => reaches),
        );
  return component === undefined ? inJourney : within(inJourney, around(inJourney, component));
}

function within(graph: ReportedGraph, ids: readonly string[]): ReportedGraph {
  const wanted = new Set(ids);
  return {
    ...graph,
    components: graph.components.filter(({ id }) => wanted.has(id)),
    dependencies: graph.dependencies.filter(({ from, to }) => wanted.has(from) && wanted.has(to)),
    journeys: graph.journeys.filter(({ entries }) => entries.every((id) => wanted.has(id))),
  };
}

/** The components of that name, what they need and what needs them, one step each way. */
function around({ components, dependencies }: ReportedGraph, name: string): readonly string[] {
  const meant = new Set<string>(componentsNamed(components, name).map(({ id }) => id));
  const near = dependencies.flatMap(({ from, to }) => (meant.has(from) ? [to] : meant.has(to) ? [from] : []));
  return [...meant, ...near];
}

/** The journeys of that name; a mistake of the user where there is none. */
export function journeysNamed<T extends { readonly name: string }>(
  journeys: readonly T[],
  name: string,
): readonly T[] {
  const found = journeys.filter((journey) => journey.name === name);
  if (found.length > 0) return found;
  const names = sortedUnique(journeys.map((journey) => journey.name));
  throw new UsageError(`--journey ${name}: there is no such journey${hint(name, names, names)}`);
}

/** The components of that name, id or address; a mistake of the user where there is none. */
export function componentsNamed<T extends Pick<ReportedComponent, 'id' | 'name' | 'address'>>(
  components: readonly T[],
  text: string,
): readonly T[] {
  const found = components.filter(({ id, name, address }) => [id, name, address].includes(text));
  if (found.length > 0) return found;
  const names = sortedUnique(components.map(({ name }) => name));
  throw new UsageError(`--component ${text}: nothing is called so${hint(text, names, [])}`);
}

const MOST_OFFERED = 8;

/** How a sentence about a wrong name ends: the name that is near, those that contain it, or what there is. */
function hint(text: string, names: readonly string[], otherwise: readonly string[]): string {
  const containing = names.filter((name) => name.toLowerCase().includes(text.toLowerCase()));
  if (nearest(text, names) !== undefined) return didYouMean(text, names);
  const offered = containing.length > 0 ? containing : otherwise;
  if (offered.length > 0) return `. There is: ${listed(offered, MOST_OFFERED)}`;
  return names.length === 0 ? '. There is none here.' : '.';
}
