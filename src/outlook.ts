import { withoutJourneys } from './appraise/no-journey.ts';
import { weakestLink } from './appraise/weak-link.ts';
import { estimateOf, total } from './analyses/availability/estimates.ts';
import type { Availability, CauseKind } from './core/availability.ts';
import type { Component } from './core/component.ts';
import type { Estimate } from './core/estimate.ts';
import type { Finding } from './core/finding.ts';
import { byCodeUnit } from './core/order.ts';
import type { AskedFirst, NoJourneyNote, Outlook } from './core/report.ts';
import type { Estate } from './graph/estate.ts';
import type { Models } from './models.ts';
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
    const noJourney = noJourneyNote({ estate, places, isWanted });
    return {
      weakLink: undefined,
      expected: undefined,
      shares: [],
      questions: [],
      tierOne: undefined,
      noJourney,
    };
  }
  const availability = models.availability();
  const spreads = journeys.map((journey) => availability.spreads(journey));
  return {
    weakLink: weakestLink({ estate, journeys, availability, findings: open }),
    expected: estimateOf(total(spreads), []),
    shares: sharesOf(availability),
    questions: questionsOf(availability, open),
    tierOne,
    noJourney: undefined,
  };
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
  return availability
    .questions()
    .slice(0, MOST_QUESTIONS)
    .map(({ says, settledBy, minutes, journeys, components }) => ({
      says,
      settledBy,
      minutes,
      journeys,
      mayReorder: components.some((id) => mended.has(id)),
    }));
}

function noJourneyNote({
  estate,
  places,
  isWanted,
}: Pick<OutlookInput, 'estate' | 'places' | 'isWanted'>): NoJourneyNote {
  const { hub, entry } = withoutJourneys(estate, isWanted);
  const [main] = hub?.component.resources ?? [];
  const resource = main === undefined ? undefined : estate.resource(main);
  return {
    hub: hub && { name: hub.component.name, users: hub.users, place: places.of(resource?.declaredAt) },
    entry,
  };
}
