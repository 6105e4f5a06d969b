import { didYouMean } from '../core/nearest.ts';
import type { ReportedComponent, ReportedGraph } from '../core/reported-graph.ts';
import { UsageError } from '../core/usage-error.ts';

/** What of the graph the user asked for. */
export interface Focus {
  readonly journey: string | undefined;
  readonly component: string | undefined;
}

/** The part of the graph that a journey reaches, or that stands around a component. */
export function focused(graph: ReportedGraph, { journey, component }: Focus): ReportedGraph {
  const inJourney = journey === undefined ? graph : within(graph, journeyOf(graph, journey));
  return component === undefined ? inJourney : within(inJourney, around(inJourney, component));
}

function within(graph: ReportedGraph, wanted: ReadonlySet<string>): ReportedGraph {
  return {
    ...graph,
    components: graph.components.filter(({ id }) => wanted.has(id)),
    dependencies: graph.dependencies.filter(({ from, to }) => wanted.has(from) && wanted.has(to)),
    journeys: graph.journeys.filter(({ entries }) => entries.every((id) => wanted.has(id))),
  };
}

function journeyOf({ journeys }: ReportedGraph, name: string): ReadonlySet<string> {
  const found = journeys.filter((journey) => journey.name === name);
  if (found.length > 0) return new Set(found.flatMap(({ reaches }) => reaches));
  const names = journeys.map((journey) => journey.name);
  throw new UsageError(`--journey ${name}: there is no such journey${didYouMean(name, names)}`);
}

/** The components of that name, what they need and what needs them, one step each way. */
function around(graph: ReportedGraph, name: string): ReadonlySet<string> {
  const { components, dependencies } = graph;
  const meant = new Set<string>(named(graph, name).map(({ id }) => id));
  if (meant.size === 0) {
    const names = components.map((one) => one.name);
    throw new UsageError(`--component ${name}: nothing is called so${didYouMean(name, names)}`);
  }
  const near = dependencies.flatMap(({ from, to }) => (meant.has(from) ? [to] : meant.has(to) ? [from] : []));
  return new Set<string>([...meant, ...near]);
}

/** The components that the user named. */
export function named({ components }: ReportedGraph, name: string): readonly ReportedComponent[] {
  return components.filter((one) => isCalled(one, name));
}

function isCalled({ id, name, address }: ReportedComponent, text: string): boolean {
  return name === text || id === text || address === text;
}
