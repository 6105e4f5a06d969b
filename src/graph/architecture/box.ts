import type { Box, BoxAlarms, BoxKind, BoxSize, BoxZones, DrawnZone } from '../../core/architecture.ts';
import type { Component } from '../../core/component.ts';
import type { DependencyKind } from '../../core/dependency.ts';
import type { ComponentId } from '../../core/id.ts';
import type { SourceRange } from '../../core/location.ts';
import { byKey, sortedUnique } from '../../core/order.ts';
import type { Place } from '../../core/report.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { Zone } from '../../core/facts/common.ts';
import type { RecognisedStore } from '../../core/facts/workload.ts';
import { zoneLabel } from '../../core/zones.ts';
import type { Estate } from '../estate.ts';

/** What is told on a box, beside where it stands and what depends on it. */
export type BoxFacts = Omit<Box, 'container' | 'stands' | 'applications' | 'stops' | 'mayStop'>;

export interface BoxInput {
  readonly estate: Estate;
  /** Components that are told on this box. */
  readonly members: readonly Component[];
  readonly zones: readonly DrawnZone[];
  placeOf(range: SourceRange): Place | undefined;
}

/** The facts of a component that a picture shows. */
export function boxFacts(component: Component, input: BoxInput): BoxFacts {
  const { id, kind, type, facts } = component;
  const store = facts.pods?.store;
  return {
    id,
    kind: isSchedule(component) ? 'schedule' : store ? STORE_KINDS[store.role] : kind,
    name: drawnName(component),
    type,
    engine: known(facts.engine?.value) ?? store?.product,
    isEntry: facts.isPublicEntry?.value === true,
    isUnknown: kind === 'other' && !isSchedule(component),
    size: sizeOf(component),
    zones: zonesOf(component, input.zones),
    owner: facts.ownership?.owner,
    alarms: alarmsOf(component, input.estate),
    broughtBy: broughtBy(component, input.estate),
    notes: notesOf(component, input),
    declaredAt: placesOf([component, ...input.members], input),
  };
}

/** What people call it; of what has an address only, the label, or the module where that says nothing. */
export function drawnName({ name, type }: Pick<Component, 'name' | 'type'>): string {
  const at = type === '' ? -1 : `.${name}`.indexOf(`.${type}.`);
  if (at === -1) return name;
  const label = name.slice(at + type.length + 1);
  const module = /([^.]+)\.$/.exec(name.slice(0, at))?.[1];
  const saysNothing = /^(this|main|default)\b/.test(label);
  return saysNothing ? (module ?? type.slice(type.indexOf('_') + 1)) : label;
}

/** Every zone that a box names, in the order of their labels, with a short mark for each. */
export function drawnZones(boxes: readonly Component[]): readonly DrawnZone[] {
  const found = new Map<string, Zone>();
  for (const { facts } of boxes) {
    for (const zone of zoneNames(facts.zones?.value)) found.set(zoneId(zone), zone);
  }
  const zones = [...found].map(([id, zone]) => ({ id, label: drawnLabel(zone) }));
  const marks = new Map<string, number>();
  const marked = zones.map((zone) => ({ ...zone, mark: markOf(zone.label) }));
  for (const { mark } of marked) marks.set(mark, (marks.get(mark) ?? 0) + 1);
  return marked
    .map(({ id, label, mark }) => ({ id, label, mark: (marks.get(mark) ?? 0) > 1 ? label : mark }))
    .sort(byKey(({ label, id }) => `${label}\u0000${id}`));
}

/** Symbols of the same list of zones in two roots are one zone here only by their place in it. */
function zoneId({ id, name }: Zone): string {
  return name ?? (/names\[\d+\]$/.test(id) ? id.slice(id.lastIndexOf('names[')) : id);
}

/** The name, or `2nd of the provider's list` where only the place in it is known. */
function drawnLabel(zone: Zone): string {
  const label = zoneLabel(zone);
  const listed = /^names\[(\d+)\]$/.exec(label)?.[1];
  return listed === undefined ? label : `${ordinal(Number(listed) + 1)} ${LISTED}`;
}

const LISTED = "of the provider's list";

/** `a` of `eu-west-1a`, `2nd` of the second name in the provider's list. */
function markOf(label: string): string {
  if (label.endsWith(LISTED)) return label.slice(0, label.indexOf(' '));
  return /^[a-z]+(?:-[a-z]+)+-?\d+-?([a-z])$/.exec(label)?.[1] ?? label;
}

function ordinal(number: number): string {
  const last = number % 10;
  const isTeen = number % 100 > 10 && number % 100 < 14;
  return `${number}${isTeen || last === 0 || last > 3 ? 'th' : (['st', 'nd', 'rd'][last - 1] ?? 'th')}`;
}

function zoneNames(value: Value<{ readonly names: Value<readonly Zone[]> }> | undefined): readonly Zone[] {
  if (value === undefined || Unknown.is(value) || Unknown.is(value.names)) return [];
  return value.names;
}

function zonesOf({ facts }: Component, drawn: readonly DrawnZone[]): BoxZones | undefined {
  if (!facts.zones) return undefined;
  const zones = facts.zones.value;
  if (Unknown.is(zones)) return { names: [], atLeast: 1, atMost: undefined };
  const ids = new Set(zoneNames(zones).map(zoneId));
  return {
    names: drawn.flatMap(({ id }) => (ids.has(id) ? [id] : [])),
    atLeast: zones.atLeast,
    atMost: known(zones.atMost),
  };
}

function sizeOf({ facts, kind, unknownCount }: Component): BoxSize | undefined {
  const { pods } = facts;
  if (unknownCount) return { low: undefined, high: undefined };
  if (pods) return pods.minimum ? range(pods.minimum.value, pods.maximum?.value) : undefined;
  if (kind !== 'workload') return undefined;
  const low = facts.minimumSize?.value ?? facts.desiredSize?.value;
  return low === undefined ? undefined : range(low, facts.maximumSize?.value ?? low);
}

function range(low: Value<number>, high: Value<number> | undefined): BoxSize {
  return { low: known(low), high: known(high) };
}

function alarmsOf({ facts }: Component, estate: Estate): BoxAlarms | undefined {
  if (facts.watchedBy === undefined && facts.moreWatchers === undefined) return undefined;
  return {
    names: (facts.watchedBy ?? []).map((id) => estate.component(id).name),
    mayBeMore: facts.moreWatchers !== undefined,
  };
}

/** What brings changes to it, or to the stack that it belongs to. */
function broughtBy({ facts, stack }: Component, estate: Estate): readonly string[] {
  const own = facts.broughtBy ?? [];
  const deployers = stack === undefined ? [] : (estate.stack(stack).deployers ?? []);
  return sortedUnique([
    ...own.map((id) => `${estate.component(id).kind} ${estate.component(id).name}`),
    ...deployers.map(({ says }) => says),
  ]);
}

const NOTED: Readonly<Partial<Record<DependencyKind, string>>> = {
  'reads-secret': 'reads secret',
  assumes: 'acts as',
  encrypts: 'is encrypted with',
};
const MOST_NOTES = 12;

function notesOf(component: Component, { estate, members }: BoxInput): readonly string[] {
  const { facts } = component;
  const notes: string[] = [];
  const namespace = facts.pods?.namespace ?? facts.routing?.namespace ?? facts.service?.namespace;
  const inside = known(namespace?.value);
  if (inside !== undefined) notes.push(`namespace ${inside}`);
  const version = known(facts.version?.value);
  if (version !== undefined) notes.push(`version ${version}`);
  for (const member of members) notes.push(`made of ${member.name}`);
  for (const { kind, to } of estate.dependenciesFrom(component.id)) {
    const words = NOTED[kind];
    if (words !== undefined) notes.push(`${words} ${estate.component(to).name}`);
  }
  for (const name of namesOf(component.id, estate)) notes.push(`answers to ${name}`);
  const all = [...new Set(notes)];
  return all.length > MOST_NOTES + 1
    ? [...all.slice(0, MOST_NOTES), `and ${all.length - MOST_NOTES} more`]
    : all;
}

/** Records that lead to it. */
function namesOf(id: ComponentId, estate: Estate): readonly string[] {
  const before = estate.dependenciesTo(id, 'routes-to').map(({ from }) => estate.component(from));
  return sortedUnique(before.flatMap(({ kind, name }) => (kind === 'dns' ? [name] : [])));
}

function placesOf(components: readonly Component[], input: BoxInput): readonly Place[] {
  const resources = components.flatMap((one) => one.resources);
  const places = resources.flatMap((id) => {
    const declaredAt = input.estate.resource(id)?.declaredAt;
    return declaredAt ? (input.placeOf(declaredAt) ?? []) : [];
  });
  return [...new Map(places.map((place) => [`${place.file}:${place.line}`, place])).values()].slice(0, 8);
}

/** What people draw for a database that runs as pods: a database. */
const STORE_KINDS: Readonly<Record<RecognisedStore['role'], BoxKind>> = {
  database: 'datastore',
  cache: 'cache',
  broker: 'queue',
  search: 'datastore',
  'object-store': 'bucket',
  metrics: 'datastore',
  coordination: 'datastore',
};

/** A clock that calls others. */
function isSchedule({ kind, facts }: Component): boolean {
  return kind === 'other' && facts.isSchedule?.value === true;
}

function known<T>(value: Value<T> | undefined): T | undefined {
  return Unknown.is(value) ? undefined : value;
}
