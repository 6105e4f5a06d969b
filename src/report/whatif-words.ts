import type { Estimate } from '../core/estimate.ts';
import type { WhatIfCase, WhatIfEffect } from '../core/whatif.ts';
import { grouped, listed, plural } from './text.ts';

/** `72 (0–482)`: the likely minutes a year, and the range; a dash where nothing of it fails by itself. */
export function minutesText(minutes: Estimate | undefined): string {
  if (!minutes) return '–';
  const [low, likely, high] = [minutes.low, minutes.likely, minutes.high].map(minuteText);
  if (low === high) return likely ?? '';
  return `${likely} (${low}–${high})`;
}

/** Three digits at most: `0`, `0.4`, `7.3`, `73`, `1,130`. */
export function minuteText(minutes: number): string {
  if (minutes === 0) return '0';
  if (minutes > 0 && minutes < 0.05) return '<0.1';
  const digits = Math.abs(minutes) < 10 ? Number(minutes.toFixed(1)) : Number(minutes.toPrecision(3));
  return Math.abs(digits) < 10 ? String(digits) : grouped(Math.round(digits));
}

const MOST_JOURNEYS = 3;

/** `stops checkout, may stop browse`: what a case does to all journeys, in one phrase each. */
export function effectPhrases({ name: own, journeys, restarts }: WhatIfCase): readonly string[] {
  const named = (wanted: (effect: WhatIfEffect) => boolean): readonly string[] =>
    journeys.filter(wanted).map(({ name }) => (name === own ? 'the journey of its name' : name));
  const of = (verb: string, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : [`${verb} ${journeyNames(names, journeys.length)}`];
  const degraded = journeys.filter(({ effect }) => effect === 'degrades');
  const lost = [...new Set(degraded.flatMap(({ loses }) => loses.map(({ name }) => name)))];
  const losing = lost.length === 0 ? '' : ` (loses ${listed(lost, MOST_JOURNEYS)})`;
  const phrases = [
    ...of(
      'stops',
      named(({ effect }) => effect === 'stops'),
    ),
    ...of(
      'may stop',
      named(({ effect, atWorst }) => effect === 'unknown' && atWorst !== 'degrades'),
    ),
    ...of(
      'degrades',
      degraded.map(({ name }) => name),
    ).map((phrase) => phrase + losing),
    ...of(
      'may degrade',
      named(({ effect, atWorst }) => effect === 'unknown' && atWorst === 'degrades'),
    ),
  ];
  if (phrases.length > 0) return phrases;
  if (restarts.length === 0) return ['stops nothing'];
  const moved = listed(
    restarts.map(({ name }) => name),
    MOST_JOURNEYS,
  );
  return [`stops nothing for long: ${moved} may have to start elsewhere`];
}

function journeyNames(names: readonly string[], all: number): string {
  if (names.length === all && all > MOST_JOURNEYS) return `all ${plural(all, 'journey')}`;
  return listed([...new Set(names)], MOST_JOURNEYS);
}
