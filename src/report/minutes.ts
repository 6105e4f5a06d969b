import type { Estimate } from '../core/estimate.ts';
import type { Impact } from '../core/impact.ts';
import { grouped } from './text.ts';

/** `0–190–2,200`: low, likely and high with two digits that mean something. */
export function rangeText({ low, likely, high }: Pick<Estimate, 'low' | 'likely' | 'high'>): string {
  const texts = [low, likely, high].map(minutesText);
  return texts[0] === texts[2] ? minutesText(likely) : texts.join('–');
}

/** `0.5`, `66`, `2,200`; what is below nothing is nothing. */
export function minutesText(minutes: number): string {
  if (minutes < 0.05) return '0';
  const rounded = Number(minutes.toPrecision(2));
  return rounded < 1000 ? String(rounded) : grouped(rounded);
}

/** What a finding is worth in a table: a range, a ceiling, nothing, or why there is no figure. */
export function worthText(impact: Impact | undefined): string {
  if (!impact) return 'not priced yet';
  if (!impact.total) return `not priced: ${impact.note ?? ''}`;
  if (impact.isCeiling) return `up to ${minutesText(impact.total.high)} min/year`;
  if (impact.total.high <= 0) return `0 min/year: ${impact.note ?? 'no journey would notice'}`;
  return `${rangeText(impact.total)} min/year`;
}

/** What the column means. */
export function tierWords(tier: number): string {
  return tier === 1
    ? 'bad minutes a year that the fix takes away, low–likely–high'
    : 'fewer minutes than something above, at least 4 times in 5';
}
