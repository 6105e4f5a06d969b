import type { Loss, PathStep, Reading } from '../core/availability.ts';
import type { Component } from '../core/component.ts';
import type { Dependency } from '../core/dependency.ts';
import type { Evidence } from '../core/finding.ts';
import type { Journey } from '../core/journey.ts';
import { percentile } from '../core/quantiles.ts';
import type { RuleContext } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';

/** A journey that a loss stops, where its entry is production-like. */
export interface Stop {
  readonly journey: Journey;
  readonly loss: Loss;
}

/** Journeys that stop when this component alone is lost. */
export function stopsOf({ id }: Component, context: RuleContext): readonly Stop[] {
  return stopsIn(context.availability().losses({ kind: 'component', id }), context);
}

/** The same of any losses, without what is not production or what a compose file alone describes. */
export function stopsIn(losses: readonly Loss[], context: RuleContext): readonly Stop[] {
  const named = journeysByName(context);
  return losses.flatMap((loss) => {
    const journey = named.get(loss.journey);
    return journey && isServing(journey, context) ? [{ journey, loss }] : [];
  });
}

/** A compose file runs on the machine of whoever wrote it, unless somebody says that users come in there. */
export function isServing({ entries, declaredAt }: Journey, context: RuleContext): boolean {
  const all = entries.map((id) => context.component(id));
  return (
    all.some((entry) => context.isProductionLike(entry)) &&
    (declaredAt !== undefined || all.some(({ type }) => type !== 'compose-service'))
  );
}

const known = new WeakMap<RuleContext, ReadonlyMap<string, Journey>>();

function journeysByName(context: RuleContext): ReadonlyMap<string, Journey> {
  const made = known.get(context) ?? new Map(context.journeys().map((journey) => [journey.name, journey]));
  known.set(context, made);
  return made;
}

/** Whether a journey stops by what is certain, or more probably than not; else only if everything is hard. */
export function isLikely({ reading }: { readonly reading: Reading }): boolean {
  return reading !== 'worst';
}

/** The question that a dependency of unknown strength leaves, and the line that answers it. */
export function questionOf({ from, to }: Dependency, context: RuleContext): Unknown {
  const [caller, called] = [context.component(from).name, context.component(to).name];
  return new Unknown({
    reason: 'rule-question',
    detail: `whether ${caller} stops when ${called} does is not known`,
    settledBy: `whatfails.yaml: dependencies: [{ from: ${caller}, to: ${called}, strength: hard }], or soft`,
  });
}

/** From the entry to what is lost, with the lines that lead from one to the next. */
export function pathEvidence(path: readonly PathStep[], context: RuleContext): readonly Evidence[] {
  const [entry] = path;
  if (!entry) return [];
  const start = context.component(entry.component);
  const [resource] = start.resources;
  return [
    { says: `users come in through ${start.name}`, at: resource && { resource, path: [] } },
    ...path.flatMap(({ evidence }) => evidence.slice(0, 1)),
  ];
}

// More names than these tell a reader nothing new.
const NAMED = 3;

/** `a`, `a and b`, `a, b, c and 4 more`. */
export function listed(names: readonly string[]): string {
  const all = [...new Set(names)];
  const [last = ''] = all.slice(-1);
  if (all.length < 2) return last;
  if (all.length > NAMED) return `${all.slice(0, NAMED).join(', ')} and ${all.length - NAMED} more`;
  return `${all.slice(0, -1).join(', ')} and ${last}`;
}

/** `checkout and refunds stop`; an entry that nobody gave a name is told as the way in that it is. */
export function stopWords(journeys: readonly Journey[]): string {
  const names = listed(journeys.map(({ name }) => name));
  if (!journeys.every(({ declaredAt }) => declaredAt)) return `nobody gets an answer through ${names}`;
  return `${names} ${journeys.length === 1 ? 'stops' : 'stop'}`;
}

export interface Minutes {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** Minutes a year of a journey that these events cost, in one reading. */
export function minutesOf(
  { journey, reading, events }: { journey: Journey; reading: Reading; events: ReadonlySet<string> },
  context: RuleContext,
): Minutes {
  const availability = context.availability();
  const before = availability.spreads(journey)[reading];
  const after = availability.spreads(journey, events)[reading];
  const drawn = before.drawn.map((value, draw) => Math.max(0, value - (after.drawn[draw] ?? 0))).sort();
  return {
    low: percentile(drawn, 0.1),
    likely: before.likely - after.likely,
    high: percentile(drawn, 0.9),
  };
}

/** `10–90 minutes a year`, `2–9 hours a year`. */
export function yearly({ low, high }: Pick<Minutes, 'low' | 'high'>): string {
  const inHours = high >= 600;
  const [from, to] = [low, high].map((minutes) => plain(inHours ? minutes / 60 : minutes));
  const unit = inHours ? 'hours' : 'minutes';
  return from === to ? `${from} ${unit} a year` : `${from}–${to} ${unit} a year`;
}

/** Two significant digits, without an exponent. */
function plain(value: number): string {
  return String(Number(value.toPrecision(2)));
}
