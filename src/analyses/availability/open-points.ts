import type { FailureCase, OpenPoint } from '../../core/availability.ts';
import type { Component } from '../../core/component.ts';
import type { Formula } from '../../core/fault-tree.ts';
import type { Evidence } from '../../core/finding.ts';
import type { ComponentId } from '../../core/id.ts';
import { Unknown } from '../../core/value.ts';
import type { Estate } from '../../graph/estate.ts';
import { copiesOf } from './copies.ts';
import { wordsOf } from './ranked-questions.ts';
import type { Truth } from './truth.ts';
import { eventsIn, gatesIn } from './truth.ts';

export interface OpenInput {
  readonly estate: Estate;
  readonly wanted: FailureCase;
  /** Gates of the worst reading. */
  readonly gates: ReadonlyMap<string, Formula>;
  /** What has failed in it, and what has for certain. */
  readonly worst: Truth;
  readonly best: Truth;
  /** The component of a gate; undefined for the top of a journey. */
  readonly componentOf: (gate: string) => ComponentId | undefined;
}

/**
 * What is not known on every way along which a gate may fail: whoever settles all of it knows whether it
 * does.
 */
export function openPoints(start: string, input: OpenInput): readonly OpenPoint[] {
  const { gates, worst, best, componentOf, estate, wanted } = input;
  const found = new Map<string, OpenPoint>();
  const seen = new Set([start]);
  const queue = [start];
  for (const gate of queue) {
    const id = componentOf(gate);
    // Given without being certain: nobody says where it runs.
    if (id !== undefined && worst.reasons.get(gate) === gate && !best.reasons.has(gate)) {
      const component = estate.component(id);
      const point = wanted.kind === 'region' ? regionPoint(component) : nodesPoint(component);
      found.set(point.key, point);
    }
    for (const part of partsOf(gates.get(gate))) {
      if (!worst.holds(part)) continue;
      if (id !== undefined) {
        for (const point of pointsOf(estate.component(id), part, input)) found.set(point.key, point);
      }
      for (const next of gatesIn(part)) {
        if (seen.has(next) || !worst.reasons.has(next) || best.reasons.has(next)) continue;
        seen.add(next);
        queue.push(next);
      }
    }
  }
  return [...found.values()];
}

/** What each is enough for a gate to fail. */
export function partsOf(formula: Formula | undefined): readonly Formula[] {
  if (!formula) return [];
  return formula.op === 'or' ? formula.of : [formula];
}

/** What is open where one part of a component's failure may hold. */
export function pointsOf(component: Component, part: Formula, input: OpenInput): readonly OpenPoint[] {
  const { estate, worst, componentOf } = input;
  const asked = gatesIn(part).filter((gate) => worst.reasons.has(gate));
  if (gatesIn(part).length === 0) {
    const zones = eventsIn(part).some((event) => event.startsWith('zone:'));
    if (part.op === 'atleast') return [copiesPoint(component)];
    return zones ? [zonePoint(component)] : [];
  }
  const members = gatesIn(part).length > 1 && part.op !== 'atleast' ? [membersPoint(component)] : [];
  const calls = asked.flatMap((gate): readonly OpenPoint[] => {
    const to = componentOf(gate);
    if (to === undefined) return [];
    return [...dependencyPoints(component, estate.component(to), estate), ...switchPoints(component, to)];
  });
  return [...members, ...calls];
}

function dependencyPoints(from: Component, to: Component, estate: Estate): readonly OpenPoint[] {
  const between = estate.dependenciesFrom(from.id).filter((one) => one.to === to.id);
  const open = between.find(({ strength }) => Unknown.is(strength));
  if (!open || between.some(({ strength }) => strength === 'hard')) return [];
  const components = [from.id, to.id];
  const key = `dependency:${from.id}→${to.id}`;
  const words = wordsOf({ key, topic: 'dependency', components, unknown: undefined }, estate);
  return [{ key, ...words, components, evidence: open.evidence }];
}

/** Whether a way is left out when it fails, where nobody says. */
function switchPoints({ id, name, facts }: Component, to: ComponentId): readonly OpenPoint[] {
  const group = facts.alternatives?.find(({ ways }) => ways.includes(to));
  const unknown = group?.leavesOutFailing.value;
  if (!Unknown.is(unknown)) return [];
  const says = `Does ${name} leave out by itself a way that fails?`;
  const settledBy = unknown.settledBy ?? '';
  return [{ key: `switch-over:${id}`, says, settledBy, components: [id], evidence: [] }];
}

function membersPoint({ id, name }: Component): OpenPoint {
  return {
    key: `members:${id}`,
    says: `Can the other members of ${name} carry the load of one?`,
    settledBy: `the peak load of ${name}`,
    components: [id],
    evidence: [],
  };
}

function copiesPoint(component: Component): OpenPoint {
  const { id, name } = component;
  const count = copiesOf(component);
  const says = Unknown.is(count)
    ? `How many copies of ${name} run? One alone may stand there.`
    : `How many copies of ${name} can be missing at its peak?`;
  const settledBy = Unknown.is(count)
    ? (count.settledBy ?? '')
    : `whatfails.yaml: services: { ${name}: { peak_rps: …, rps_per_replica: … } }`;
  return { key: `copies:${id}`, says, settledBy, components: [id], evidence: [] };
}

/** One for all that stands in one stack: its nodes are the same. */
function nodesPoint({ id, name, stack }: Component): OpenPoint {
  return {
    key: `nodes:${stack ?? id}`,
    says: `Nothing tells in which zones the nodes stand that run ${name}. All may be in this one.`,
    settledBy: 'the node pools of its cluster, read together with it',
    components: [id],
    evidence: [],
  };
}

function regionPoint({ id, name }: Component): OpenPoint {
  return {
    key: `region:${id}`,
    says: `${name}: nothing that was read tells in which region it runs.`,
    settledBy: '',
    components: [id],
    evidence: [],
  };
}

function zonePoint(component: Component): OpenPoint {
  const { id, name, facts } = component;
  const zones = facts.zones?.value;
  const evidence = zoneEvidence(component);
  const base = { key: `zone:${id}`, components: [id], evidence };
  if (zones === undefined) {
    const says = `${name}: its nodes or its volume stand in one zone that no file names. It may be this one.`;
    return { ...base, says, settledBy: '' };
  }
  const unknown = Unknown.is(zones)
    ? zones
    : Unknown.is(zones.atMost)
      ? zones.atMost
      : Unknown.is(zones.names)
        ? zones.names
        : undefined;
  const settledBy = unknown?.settledBy ?? '';
  const isOne = !Unknown.is(zones) && zones.atMost === 1;
  const says = isOne
    ? `${name} stands in one zone that the provider picks. It may be this one.`
    : `${name}: nothing tells in which zones it stands (${unknown?.detail ?? 'not written'}).`;
  return { ...base, says, settledBy };
}

/** The lines that say in which zones a component stands, the deciding one alone. */
export function zoneEvidence({ facts: { zones } }: Component): readonly Evidence[] {
  const value = zones?.value;
  const isNamed = value !== undefined && !Unknown.is(value) && !Unknown.is(value.names);
  // The last line decides how many; the zone itself is named where an attribute is called so.
  const named = zones?.at.find(({ path }) => path.some((part) => /zone/.test(String(part))));
  const at = (isNamed ? named : undefined) ?? zones?.at.at(-1);
  if (at === undefined) return [];
  const says = at.path.length === 0 ? 'it names no zone' : `${attributeOf(at.path)} places it`;
  return [{ says: zones?.says ?? says, at, source: zones?.source }];
}

/** `network_configuration.subnets`: a path without the numbers of its blocks. */
function attributeOf(path: readonly (string | number)[]): string {
  return path.filter((part) => typeof part === 'string').join('.');
}

/** The line that says in which region a component stands. */
export function regionEvidence({ facts: { region } }: Component): readonly Evidence[] {
  const at = region?.at[0];
  return at === undefined ? [] : [{ says: region?.says ?? 'its region', at, source: region?.source }];
}
