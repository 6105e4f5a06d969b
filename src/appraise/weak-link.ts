import type { Availability, FailureCase, Loss, Reading } from '../core/availability.ts';
import type { Component } from '../core/component.ts';
import { RUNS_OR_KEEPS } from '../core/component.ts';
import type { Dependency } from '../core/dependency.ts';
import type { Estimate } from '../core/estimate.ts';
import type { Finding } from '../core/finding.ts';
import type { ComponentId, FindingId } from '../core/id.ts';
import type { Journey } from '../core/journey.ts';
import { byCodeUnit } from '../core/order.ts';
import { conditionOf, kindWord, openSteps } from '../graph/conditions.ts';
import type { Estate } from '../graph/estate.ts';

export interface WeakLinkInput {
  readonly estate: Estate;
  readonly journeys: readonly Journey[];
  readonly availability: Availability;
  /** Failing findings that count, with their impact. */
  readonly findings: readonly Finding[];
}

/** The one thing that stops most, as it is written here. */
export interface WeakestLink {
  readonly says: string;
  /** The finding that tells it; its first line of evidence is the place. */
  readonly finding: FindingId;
  readonly minutes: Estimate;
  /** The question on which it hangs that a journey stops; absent where it is certain. */
  readonly hangsOn: string | undefined;
}

/**
 * The finding about one thing that alone stops a journey, whose remedy takes most minutes away. What rests on
 * assumed rates alone, such as how many deployments fail, is the same everywhere and never the weak link.
 */
export function weakestLink(input: WeakLinkInput): WeakestLink | undefined {
  const links = input.findings.flatMap((finding) => linkOf(finding, input));
  const [weakest] = links.sort(byWeight);
  if (!weakest) return undefined;
  const { finding, total } = weakest;
  const { id } = finding;
  return { says: sentence(weakest, input), finding: id, minutes: total, hangsOn: openPoint(weakest, input) };
}

interface Link {
  readonly finding: Finding;
  readonly total: Estimate;
  /** What of its subjects stops a journey. */
  readonly stopping: readonly { readonly component: Component; readonly losses: readonly Loss[] }[];
  readonly losses: readonly Loss[];
}

function linkOf(finding: Finding, { estate, availability }: WeakLinkInput): readonly Link[] {
  const { impact, key } = finding;
  const total = impact?.total;
  if (!total || impact.isCeiling || total.high <= 0 || !isStructural(finding)) return [];
  const place = availability.places.find((one) => one.place === key);
  if (place) {
    const losses = availability.losses({ kind: place.kind, place: place.place });
    return losses.length === 0 ? [] : [{ finding, total, stopping: [], losses }];
  }
  const stopping = finding.subjects.flatMap((id) => {
    const losses = availability.losses({ kind: 'component', id });
    return losses.length === 0 ? [] : [{ component: estate.component(id), losses }];
  });
  const losses = stopping.flatMap((one) => one.losses);
  return losses.length === 0 ? [] : [{ finding, total, stopping, losses }];
}

/** The dependencies of unknown strength on which it hangs that the first journey stops. */
function openOf(link: Link, { estate }: WeakLinkInput): readonly Dependency[] {
  const [first] = surest(leadOf(link).losses);
  return !first || first.reading === 'best' ? [] : openSteps(first.path, estate);
}

/** What is not known on the way to the first journey that it stops. */
function openPoint(link: Link, input: WeakLinkInput): string | undefined {
  const lead = leadOf(link);
  if (lead.losses.some(({ reading }) => reading === 'best')) return undefined;
  const wanted = lead.component
    ? { kind: 'component' as const, id: lead.component.id }
    : input.availability.places.find(({ place }) => place === link.finding.key);
  const effects = wanted ? input.availability.whatIf(wanted).journeys : [];
  const points = effects.flatMap(({ open }) => open);
  const [open] = openOf(link, input);
  const about =
    open && points.find(({ components }) => components.includes(open.from) && components.includes(open.to));
  return (about ?? points[0])?.says;
}

/** What a deployment breaks is broken everywhere at the same assumed rate. */
function isStructural({ rule, severity, impact }: Finding): boolean {
  if (!rule.startsWith('resilience/') || severity === 'low' || severity === 'info') return false;
  return !impact?.arithmetic.some(({ assumptions }) => assumptions.includes('change_fail_rate'));
}

function byWeight(a: Link, b: Link): number {
  return (
    // A minute more or less is no reason to name what is less certain.
    Math.round(b.total.likely) - Math.round(a.total.likely) ||
    b.total.low - a.total.low ||
    b.total.high - a.total.high ||
    Number(isEdited(b)) - Number(isEdited(a)) ||
    byCodeUnit(a.finding.id, b.finding.id)
  );
}

function isEdited({ finding }: Link): boolean {
  return finding.impact?.basis === 'text edited';
}

// More names than these tell a reader nothing new.
const NAMED = 3;

function sentence(link: Link, input: WeakLinkInput): string {
  const lead = leadOf(link);
  const stops = surest(lead.losses);
  const [first] = stops;
  const condition = conditionOf(openOf(link, input), input.estate);
  // What is true under another condition is not said in the same sentence.
  const alike = stops.filter(
    ({ path }) =>
      first?.reading === 'best' || conditionOf(openSteps(path, input.estate), input.estate) === condition,
  );
  const named = new Map(input.journeys.map((one) => [one.name, one]));
  const journeys = [...new Set(alike.map(({ journey }) => journey))].flatMap((name) => named.get(name) ?? []);
  const what = lead.component ? leadName(lead.component, stops, input) : placeName(link, input);
  const perhaps = first?.reading === 'best' || condition !== '' ? '' : PERHAPS[first?.reading ?? 'worst'];
  const when = condition === '' ? '' : `, if ${condition}`;
  const stop = `When ${what} stops, ${perhaps}${stopWords(journeys)}${when}`;
  const others = link.stopping
    .map(({ component }) => component)
    .filter(({ id }) => id !== lead.component?.id);
  const names = listed(others.map(({ name }) => name).filter((name) => name !== lead.component?.name));
  const rest = others.length === 0 ? '' : ` The same is written for ${names || namesakes(others)}.`;
  return `${stop}${others.length === 0 ? fallWords(link, input) : ''}.${rest}`;
}

/** Parts of other stacks that are called like the one that is named. */
function namesakes({ length }: readonly Component[]): string {
  return length === 1 ? 'one more of that name' : `${length} more of that name`;
}

/** Its name, with its kind where what asks it is called alike. */
function leadName(lead: Component, stops: readonly Loss[], { estate }: WeakLinkInput): string {
  // A workload is called as what leads to it: one thing for whoever reads it.
  if (lead.kind === 'workload') return lead.name;
  const way = stops.flatMap(({ path }) => path.map(({ component }) => estate.component(component)));
  const isNamesake = way.some(
    ({ id, name, kind }) => id !== lead.id && name === lead.name && kind !== lead.kind,
  );
  return isNamesake ? `${lead.name} (${kindWord(lead)})` : lead.name;
}

// Where no dependency of unknown strength lies on the way, something else is not known: how much is left.
const PERHAPS: Readonly<Record<Reading, string>> = { best: '', likely: 'probably ', worst: 'perhaps ' };

interface Lead {
  readonly component: Component | undefined;
  readonly losses: readonly Loss[];
}

/** What the sentence names first: the part that stops something most surely, else the place. */
function leadOf({ stopping, losses }: Link): Lead {
  const [first] = [...stopping].sort((a, b) => ORDER[sureness(a.losses)] - ORDER[sureness(b.losses)]);
  return first ?? { component: undefined, losses };
}

const ORDER: Readonly<Record<Reading, number>> = { best: 0, likely: 1, worst: 2 };

function sureness(losses: readonly Loss[]): Reading {
  return [...losses].map(({ reading }) => reading).sort((a, b) => ORDER[a] - ORDER[b])[0] ?? 'worst';
}

/** Those losses that are most certain. */
function surest(losses: readonly Loss[]): readonly Loss[] {
  const most = sureness(losses);
  return losses.filter(({ reading }) => reading === most);
}

function placeName({ finding }: Link, { availability }: WeakLinkInput): string {
  const place = availability.places.find((one) => one.place === finding.key);
  return place?.says.replace(/ is lost$/, '') ?? 'a zone';
}

/** An entry that nobody gave a name is told as the way in that it is. */
function stopWords(journeys: readonly Journey[]): string {
  const names = listed(journeys.map(({ name }) => name));
  if (!journeys.every(({ declaredAt }) => declaredAt)) return `nobody gets an answer through ${names}`;
  return `${names} ${journeys.length === 1 ? 'stops' : 'stop'}`;
}

/** What certainly falls with it, of what runs or keeps something. */
function fallWords({ stopping, finding }: Link, { availability, estate }: WeakLinkInput): string {
  const cases: readonly FailureCase[] =
    stopping.length > 0
      ? stopping.map(({ component }) => ({ kind: 'component', id: component.id }))
      : availability.places.filter(({ place }) => place === finding.key);
  const own = new Set<ComponentId>(stopping.map(({ component }) => component.id));
  const fallen = new Set(cases.flatMap((one) => availability.whatIf(one).falls));
  const parts = [...fallen].filter((id) => !own.has(id)).map((id) => estate.component(id));
  const names = parts.filter(({ kind }) => RUNS_OR_KEEPS.has(kind)).map(({ name }) => name);
  return names.length === 0 ? '' : `; ${listed(names)} ${names.length === 1 ? 'falls' : 'fall'} with it`;
}

function listed(names: readonly string[]): string {
  const all = [...new Set(names)].sort(byCodeUnit);
  if (all.length > NAMED) return `${all.slice(0, NAMED).join(', ')} and ${all.length - NAMED} more`;
  if (all.length < 2) return all.join('');
  return `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}
