import type { Assumption } from './assumption.ts';
import { assumptionGroups, assumptionUnits, MINUTES_PER_YEAR } from './assumption.ts';
import { listIn, numberIn, recordIn, textIn } from './data-pack.ts';

const GRADES = ['A', 'B', 'C', 'D'] as const;
/** What is promised as 100 % is no measure of anything; nobody has more than five nines from one service. */
const CAP_OF_FULL_PROMISE = 99.99;
const CAP_OF_PROMISE = 99.999;

/** The rows of `data/availability.json`, before anybody replaces one. Throws on malformed data. */
export function readAvailabilityData(data: unknown): readonly Assumption[] {
  const pack = recordIn(data, 'availability data');
  return [
    ...listIn(pack['assumptions'], 'availability data').map(readRow),
    ...listIn(pack['services'], 'availability data').map(readService),
  ];
}

function readRow(data: unknown): Assumption {
  const name = textIn(recordIn(data, 'availability data')['name'], 'availability data');
  const row = recordIn(data, name);
  const { page } = row;
  return {
    name,
    title: textIn(row['title'], name),
    group: oneOf(row['group'], assumptionGroups, name),
    low: numberIn(row['low'], name),
    likely: numberIn(row['likely'], name),
    high: numberIn(row['high'], name),
    unit: oneOf(row['unit'], assumptionUnits, name),
    grade: oneOf(row['grade'], GRADES, name),
    source: textIn(row['source'], name),
    page: page === undefined ? undefined : textIn(page, name),
    asOf: textIn(row['asOf'], name),
    reasoning: textIn(row['reasoning'], name),
    origin: 'data pack',
    types: [],
  };
}

/**
 * A service that its provider runs in a region: what it promises bounds the high value. The promise is a
 * contract with credits, not a measurement, so the likely value is a thirtieth of it and the low one a
 * hundredth; that is our judgement.
 */
function readService(data: unknown): Assumption {
  const name = `service_${textIn(recordIn(data, 'availability data')['name'], 'availability data')}`;
  const row = recordIn(data, name);
  const promised = numberIn(row['slaPercent'], name);
  const cap = promised >= 100 ? CAP_OF_FULL_PROMISE : CAP_OF_PROMISE;
  const percent = Math.min(promised, cap);
  const downMinutes = ((100 - percent) / 100) * MINUTES_PER_YEAR;
  const taken = percent < promised ? `, taken as ${percent} %` : '';
  const { note } = row;
  return {
    name,
    title: textIn(row['title'], name),
    group: 'services',
    low: rounded(downMinutes / 100),
    likely: rounded(downMinutes / 30),
    high: rounded(downMinutes),
    unit: 'minutes/year',
    grade: 'D',
    source: textIn(row['source'], name),
    page: textIn(row['page'], name),
    asOf: textIn(row['asOf'], name),
    reasoning: [
      `The agreement on service levels says ${promised} %${taken}.`,
      'It promises credits and measures nothing, so it bounds the high value only; likely is a thirtieth of',
      'it and low a hundredth, by our judgement.',
      ...(note === undefined ? [] : [textIn(note, name)]),
    ].join(' '),
    origin: 'data pack',
    types: listIn(row['types'], name).map((type) => textIn(type, name)),
  };
}

/** Four digits: the rest is noise of binary fractions. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function oneOf<T extends string>(value: unknown, words: readonly T[], where: string): T {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new Error(`${where}: ${String(value)} is none of ${words.join(', ')}`);
  return found;
}
