import type { CaseResult, FailureCase } from '../core/availability.ts';
import type { Component } from '../core/component.ts';
import type { ComponentId } from '../core/id.ts';
import type { Journey } from '../core/journey.ts';
import { sortedUnique } from '../core/order.ts';
import { Unknown } from '../core/value.ts';
import type { Estate } from '../graph/estate.ts';
import { carries } from '../graph/reach.ts';

export interface NotesInput {
  readonly estate: Estate;
  readonly journeys: readonly Journey[];
}

/** What a reader should know beside the effects: what the case stands for, and why it touches no journey. */
export function caseNotes(
  wanted: FailureCase,
  { journeys, badMinutesPerYear }: CaseResult,
  input: NotesInput,
): readonly string[] {
  if (wanted.kind !== 'component') return [];
  const component = input.estate.component(wanted.id);
  const own = ownNote(component, input);
  if (own !== undefined) return [own];
  if (journeys.length > 0) {
    const isSilent = badMinutesPerYear === undefined;
    return isSilent
      ? [`${component.name} has no failures of its own in the model: no minutes are counted.`]
      : [];
  }
  return [untouchedNote(component, input)];
}

/** What is not told by gates: control planes, and machines of a cluster of stores. */
function ownNote(component: Component, { estate, journeys }: NotesInput): string | undefined {
  const { id, kind, name, facts } = component;
  if (kind === 'cluster') {
    const on = new Set(estate.components.filter((one) => isOn(one, id)).map((one) => one.id));
    const touched = journeys.filter(({ reaches }) => reaches.some((one) => on.has(one)));
    const whom = touched.length === 0 ? '' : ` (${names(touched.map((journey) => journey.name))})`;
    // AWS, Google and Azure promise the endpoint of a cluster apart from what runs on it.
    return (
      `Told is the loss of ${name}'s control plane: what runs there goes on${whom}, ` +
      'but nothing starts, moves or scales, and no release goes out until it is back.'
    );
  }
  const holder = facts.memberOf?.value;
  if (holder === undefined || Unknown.is(holder)) return undefined;
  const cluster = estate.component(holder);
  return `${name} is one machine of ${cluster.name}, and the cluster tells when too few are left.`;
}

function isOn({ facts }: Component, cluster: ComponentId): boolean {
  const clusters = facts.clusters?.value;
  return clusters !== undefined && !Unknown.is(clusters) && clusters.includes(cluster);
}

/** Why no journey notices: it is asked later, by others, or by nobody. */
function untouchedNote({ id, name }: Component, { estate, journeys }: NotesInput): string {
  const reached = new Map<ComponentId, string>();
  for (const journey of journeys) for (const one of journey.reaches) reached.set(one, journey.name);
  const callers = estate.dependenciesTo(id).filter(carries);
  const later = callers.find(({ from, strength }) => reached.has(from) && strength === 'async');
  if (later) {
    const from = estate.component(later.from).name;
    return `No journey waits for ${name}: ${from} hands work over to it, which waits until it is back.`;
  }
  const start = callers.find(({ from, strength }) => reached.has(from) && strength !== 'async');
  if (start) {
    const from = estate.component(start.from).name;
    return `No journey needs ${name} to answer: ${from} needs it to start or for changes only.`;
  }
  const others = sortedUnique(callers.map(({ from }) => estate.component(from).name)).filter(
    (other) => other !== name,
  );
  const declare = `If users come in there: whatfails.yaml: journeys: { NAME: { entry: ${name} } }`;
  if (others.length > 0) return `No journey leads to ${name}; needed by ${names(others)}. ${declare}`;
  return `No journey leads to ${name}, and nothing else that was read needs it. ${declare}`;
}

function names(all: readonly string[]): string {
  const shown = all.slice(0, 6);
  return all.length > shown.length ? `${shown.join(', ')} and ${all.length - 6} more` : shown.join(', ');
}
