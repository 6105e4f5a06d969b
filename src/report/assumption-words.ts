import type { Assumption, AssumptionGroup, AssumptionUnit } from '../core/assumption.ts';
import { MINUTES_PER_YEAR } from '../core/assumption.ts';
import { grouped } from './text.ts';

/** What the groups are called, and the unit of the numbers in them that have none beside them. */
export const groupTitles: { readonly [group in AssumptionGroup]: string } = {
  components: 'What runs, without the loss of its place and without changes',
  places: 'Where it runs',
  changes: 'What people change, for one service',
  dependencies: 'Dependencies of unknown strength',
  services: 'What a provider runs, bounded by what it promises',
};

/** The numbers as people say them: time down in minutes a year, a share in percent. */
const SAID: { readonly [unit in AssumptionUnit]: { readonly factor: number; readonly words: string } } = {
  unavailability: { factor: MINUTES_PER_YEAR, words: 'minutes a year' },
  'minutes/year': { factor: 1, words: 'minutes a year' },
  'events/year': { factor: 1, words: 'times a year' },
  minutes: { factor: 1, words: 'minutes' },
  share: { factor: 100, words: '%' },
};

/** `10 / 40 / 90`, or one number where it is exactly known; without the unit. */
export function rangeNumbers({ low, likely, high, unit }: Assumption): string {
  const said = [low, likely, high].map((value) => numberText(value * SAID[unit].factor));
  return low === high ? (said[0] ?? '') : said.join(' / ');
}

/** `minutes a year`, `times a year`, `minutes`, `%`. */
export function unitWords({ unit }: Pick<Assumption, 'unit'>): string {
  return SAID[unit].words;
}

/**
 * The value in words, for a part of the whole as a part and as how rare it is:
 * `0.00005 of the time`, `26.3 minutes a year`, `1 minute in 20,000`.
 */
export function amountWords(value: number, unit: AssumptionUnit): readonly string[] {
  const amount = `${numberText(value * SAID[unit].factor)} ${SAID[unit].words}`;
  if (unit !== 'unavailability' && unit !== 'share') return [amount];
  const isTime = unit === 'unavailability';
  return [
    isTime ? `${value} of the time` : String(value),
    amount,
    ...(value === 0 ? [] : [`${isTime ? '1 minute' : '1'} in ${numberText(1 / value)}`]),
  ];
}

/** Three digits, or all of a whole number: `0.53`, `26.3`, `525,960`. */
function numberText(value: number): string {
  if (value >= 100) return grouped(Math.round(value));
  return String(Number(value.toPrecision(value < 10 ? 2 : 3)));
}
