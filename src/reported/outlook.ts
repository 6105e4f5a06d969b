import { withoutJourneys } from '../appraise/no-journey.ts';
import { weakestLink } from '../appraise/weak-link.ts';
import { estimateOf, total } from '../analyses/availability/estimates.ts';
import type { Availability, Cause, CauseKind } from '../core/availability.ts';
import type { Component } from '../core/component.ts';
import type { Estimate } from '../core/estimate.ts';
import type { Finding } from '../core/finding.ts';
import { byCodeUnit, sortedUnique } from '../core/order.ts';
import type { AskedFirst, Nearest, NoJourneyNote, Outlook } from '../core/report.ts';
import type { Estate } from '../graph/estate.ts';
import type { Models } from '../models.ts';
import type { Places } from './places.ts';

export interface OutlookInput {
  readonly estate: Estate;
  readonly models: Models;
  readonly places: Places;
  /** Findings that still ask for something, with their impact. */
  readonly open: readonly Finding[];
  readonly tierOne: Estimate | undefined;
  isWanted(component: Component): boolean;
}

const MOST_QUESTIONS = 5;

/** What stops users, over all findings. */
export function outlookOf({ estate, models, places, open, tierOne, isWanted }: OutlookInput): Outlook {
  const journeys = models.journeys();
  if (journeys.length === 0) {
    return { ...NOTHING, noJourney: noJourneyNote({ estate, places, isWanted }) };
  }
  const availability = models.availability();
  const spreads = journeys.map((journey) => availability.spreads(journey));
  const weakLink = weakestLink({ estate, journeys, availability, findings: open });
  return {
    weakLink,
    journeys: journeys.map(({ name }) => name),
    nearest: weakLink ? undefined : nearestOf(availability, estate, places),
    expected: estimateOf(total(spreads), []),
    shares: sharesOf(availability),
    questions: questionsOf(availability, open),
    tierOne,
    noJourney: undefined,
  };
}

const NOTHING: Outlook = {
  weakLink: undefined,
  journeys: [],
  nearest: undefined,
  expected: undefined,
  shares: [],
  questions: [],
  tierOne: undefined,
  noJourney: undefined,
};

/** Changes are everywhere the same, and a whole region is nobody's part. */
const OWN_KINDS: ReadonlySet<CauseKind> = new Set([
  'own',
  'copy',
  'node-group',
  'zone',
] satisfies CauseKind[]);

/** The single cause of one part that takes most minutes away from journeys. */
function nearestOf({ journeys }: Availability, estate: Estate, places: Places): Nearest | undefined {
  const found = new Map<string, { readonly cause: Cause; minutes: number; readonly journeys: string[] }>();
  for (const { journey, shares } of journeys) {
    for (const { cause, minutes, isAlone } of shares) {
      if (!isAlone || !OWN_KINDS.has(cause.kind)) continue;
      const known = found.get(cause.event) ?? { cause, minutes: 0, journeys: [] };
      known.minutes += minutes;
      known.journeys.push(journey.name);
      found.set(cause.event, known);
    }
  }
  const [most] = [...found.values()].sort(
    (a, b) => b.minutes - a.minutes || byCodeUnit(a.cause.event, b.cause.event),
  );
  if (!most) return undefined;
  const { component, says } = most.cause;
  const [main] = component === undefined ? [] : estate.component(component).resources;
  const place = main === undefined ? undefined : places.of(estate.resource(main)?.declaredAt);
  return { says, journeys: most.journeys, minutes: most.minutes, place };
}

/** Parts may overlap, so they are told as parts of their sum. */
function sharesOf({ journeys }: Availability): Outlook['shares'] {
  const minutes = new Map<CauseKind, number>();
  let sum = 0;
  for (const { shares } of journeys) {
    for (const { cause, minutes: own } of shares) {
      minutes.set(cause.kind, (minutes.get(cause.kind) ?? 0) + own);
      sum += own;
    }
  }
  return [...minutes]
    .map(([cause, own]) => ({ cause, share: sum === 0 ? 0 : own / sum }))
    .sort((a, b) => b.share - a.share || byCodeUnit(a.cause, b.cause));
}

function questionsOf(availability: Availability, open: readonly Finding[]): readonly AskedFirst[] {
  const inTiers = open.filter(({ standing }) => standing.kind === 'tier');
  const mended = new Set(inTiers.flatMap(({ subjects }) => subjects));
  const asked = new Map<string, AskedFirst>();
  for (const { says, settledBy, minutes, journeys, components } of availability.questions()) {
    // What several places ask in the same words is one question for whoever answers.
    const known = asked.get(`${says}\n${settledBy}`);
    asked.set(`${says}\n${settledBy}`, {
      says,
      settledBy,
      minutes: minutes + (known?.minutes ?? 0),
      journeys: sortedUnique([...journeys, ...(known?.journeys ?? [])]),
      mayReorder: known?.mayReorder === true || components.some((id) => mended.has(id)),
    });
  }
  return [...asked.values()]
    .sort((a, b) => b.minutes - a.minutes || byCodeUnit(a.says, b.says))
    .slice(0, MOST_QUESTIONS);
}

function noJourneyNote({
  estate,
  places,
  isWanted,
}: Pick<OutlookInput, 'estate' | 'places' | 'isWanted'>): NoJourneyNote {
  const { hub, entry, parts } = withoutJourneys(estate, isWanted);
  const [main] = hub?.component.resources ?? [];
  const resource = main === undefined ? undefined : estate.resource(main);
  return {
    hub: hub && { name: hub.component.name, users: hub.users, place: places.of(resource?.declaredAt) },
    entry,
    parts,
  };
}
