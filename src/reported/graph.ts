import type { Component } from '../core/component.ts';
import { RUNS_OR_KEEPS } from '../core/component.ts';
import type { Dependency } from '../core/dependency.ts';
import { byCodeUnit, sortedUnique } from '../core/order.ts';
import type { JourneySummary } from '../core/report.ts';
import type { ReportedComponent, ReportedDependency, ReportedGraph } from '../core/reported-graph.ts';
import type { Estate } from '../graph/estate.ts';
import { findJourneys } from '../graph/journeys.ts';
import type { Places } from './places.ts';
import { reportedEvidence } from './findings.ts';

export interface GraphInput {
  readonly estate: Estate;
  readonly places: Places;
  readonly target: string;
  readonly environment: string;
  /** Whether a component belongs to the view. */
  isWanted(component: Component): boolean;
}

/** The part of the graph that one environment holds, with lines in the place of offsets. */
export function reportedGraph({ estate, places, target, environment, isWanted }: GraphInput): ReportedGraph {
  const wanted = new Set(estate.components.filter(isWanted).map(({ id }) => id));
  const isInside = ({ from, to }: Dependency): boolean => wanted.has(from) && wanted.has(to);
  const all = [...estate.dependencies, ...estate.candidates].filter(isInside);
  const components = estate.components.filter(({ id }) => wanted.has(id));
  const journeys = findJourneys(estate, ({ id }) => wanted.has(id));
  return {
    target,
    environment,
    components: components.map((one) => reportedComponent(one, estate, places)),
    dependencies: all.map((one) => reportedDependency(one, places)),
    journeys: journeys.map(({ name, entries, reaches, needs, isSmall, declaredAt }) => ({
      name,
      entries,
      reaches,
      needs,
      isSmall,
      isDeclared: declaredAt !== undefined,
    })),
  };
}

/** Journeys over more than one part, the largest first. */
export function journeySummaries(
  estate: Estate,
  isWanted: (component: Component) => boolean,
): readonly JourneySummary[] {
  return findJourneys(estate, isWanted)
    .filter(({ isSmall }) => !isSmall)
    .map(({ name, reaches, declaredAt }) => {
      const reached = reaches.map((id) => estate.component(id)).filter(({ kind }) => RUNS_OR_KEEPS.has(kind));
      const parts = sortedUnique(reached.map((component) => component.name));
      return { name, parts, isDeclared: declaredAt !== undefined };
    })
    .sort((a, b) => b.parts.length - a.parts.length || byCodeUnit(a.name, b.name));
}

function reportedComponent(component: Component, estate: Estate, places: Places): ReportedComponent {
  const { id, kind, name, type, facts, resources, environments, stack } = component;
  const made = resources.flatMap((resource) => estate.resource(resource) ?? []);
  return {
    id,
    kind,
    name,
    type,
    facts,
    environments: environments.map((environment) => environment.name),
    owner: facts.ownership?.owner,
    stack,
    address: made[0]?.address,
    declaredAt: made.flatMap(({ declaredAt }) => places.of(declaredAt) ?? []),
  };
}

function reportedDependency(dependency: Dependency, places: Places): ReportedDependency {
  return { ...dependency, evidence: dependency.evidence.map((line) => reportedEvidence(line, places)) };
}
