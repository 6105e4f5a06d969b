import type { Estimate } from '../core/estimate.ts';
import type { Impact, Step } from '../core/impact.ts';
import type { Outlook } from '../core/report.ts';
import type { Json } from './data-json.ts';
import { placeJson } from './place-json.ts';

/** What a remedy changes, as JSON; an empty object claims nothing. */
export function impactJson(impact: Impact | undefined): Json {
  if (!impact) return {};
  const { basis, remedy, total, isCeiling, note } = impact;
  return {
    badMinutesPerYear: total ? estimateJson(total) : null,
    isCeiling,
    basis,
    remedy: remedy ?? null,
    note: note ?? null,
    journeys: impact.badMinutesPerYear.map(({ journey, before, after, change, shareOfErrorBudget }) => ({
      journey,
      before: estimateJson(before),
      after: estimateJson(after),
      change: estimateJson(change),
      shareOfErrorBudget: shareOfErrorBudget === undefined ? null : figure(shareOfErrorBudget),
    })),
    arithmetic: impact.arithmetic.map(stepJson),
    alsoSettles: impact.alsoSettles,
    alsoChanges: impact.alsoChanges,
    hangsOn: impact.hangsOn,
    assumptions: total?.basis ?? [],
  };
}

/** What stops users, as JSON. */
export function outlookJson(outlook: Outlook): { readonly [key: string]: Json } {
  const { weakLink, nearest, expected, shares, questions, tierOne, noJourney } = outlook;
  return {
    weakLink: weakLink
      ? {
          says: weakLink.says,
          finding: weakLink.finding,
          badMinutesPerYear: estimateJson(weakLink.minutes),
          hangsOn: weakLink.hangsOn ?? null,
        }
      : null,
    nearest: nearest
      ? {
          says: nearest.says,
          journeys: nearest.journeys,
          minutes: figure(nearest.minutes),
          place: placeJson(nearest.place),
        }
      : null,
    badMinutesPerYear: expected ? estimateJson(expected) : null,
    tierOne: tierOne ? estimateJson(tierOne) : null,
    shares: shares.map(({ cause, share }) => ({ cause, share: figure(share) })),
    questions: questions.map(({ says, settledBy, minutes, journeys, mayReorder }) => ({
      says,
      settledBy,
      minutes: figure(minutes),
      journeys,
      mayReorder,
    })),
    noJourney: noJourney
      ? {
          hub: noJourney.hub
            ? { name: noJourney.hub.name, users: noJourney.hub.users, place: placeJson(noJourney.hub.place) }
            : null,
          entry: noJourney.entry ?? null,
          parts: noJourney.parts,
        }
      : null,
  };
}

function estimateJson({ low, likely, high, unit, grade }: Estimate): Json {
  return { low: figure(low), likely: figure(likely), high: figure(high), unit, grade };
}

function stepJson({ says, value, unit, assumptions }: Step): Json {
  return { says, value: value === undefined ? null : figure(value), unit: unit ?? null, assumptions };
}

// Rounded so that machines that add in another order print the same.
function figure(value: number): number {
  return Number(value.toPrecision(6));
}
