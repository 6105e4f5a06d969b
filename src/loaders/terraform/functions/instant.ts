import { EvaluationError } from '../values/value.ts';

/** A point in time and the offset it was written with. */
export interface Instant {
  /** Seconds since 1970 in UTC. */
  readonly seconds: bigint;
  readonly nanoseconds: number;
  readonly offsetMinutes: number;
}

/** The fields of a calendar and a clock. */
export interface Fields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Reads a timestamp of RFC 3339, the only form that Terraform takes. */
export function parseInstant(text: string): Instant {
  const match = RFC_3339.exec(text);
  if (match === null) throw new EvaluationError('the timestamp must have the form 2006-01-02T15:04:05Z');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [hours, minutes] = [Number(match[9] ?? '0'), Number(match[10] ?? '0')];
  const isValid =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month) &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  if (!isValid || hours > 23 || minutes >= 60)
    throw new EvaluationError('the timestamp names a time that does not exist');
  const offsetMinutes = (match[8] === '-' ? -1 : 1) * (hours * 60 + minutes);
  const clock = hour * 3600 + minute * 60 + second - offsetMinutes * 60;
  return {
    seconds: BigInt(daysBefore(year, month, day)) * 86_400n + BigInt(clock),
    nanoseconds: Number((match[7] ?? '').slice(0, 9).padEnd(9, '0')),
    offsetMinutes,
  };
}

/** The fields as the clock at the instant's offset shows them. */
export function fieldsOf({ seconds, offsetMinutes }: Instant): Fields {
  const local = seconds + BigInt(offsetMinutes * 60);
  const clock = Number(((local % 86_400n) + 86_400n) % 86_400n);
  const days = Number((local - BigInt(clock)) / 86_400n);
  return {
    ...dateOf(days),
    hour: Math.floor(clock / 3600),
    minute: Math.floor(clock / 60) % 60,
    second: clock % 60,
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

function daysInMonth(year: number, month: number): number {
  return daysBefore(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - daysBefore(year, month, 1);
}

/** Days from 1970-01-01 in the Gregorian calendar; years begin in March so that the leap day is the last. */
function daysBefore(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dateOf(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

const UNIT_NANOSECONDS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['\u00b5s', 1_000n],
  ['\u03bcs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);
const LONGEST = 2n ** 63n;

/** Nanoseconds of a duration such as `1h30m` or `-1.5s`. */
export function parseDuration(text: string): bigint {
  const [, sign = '', parts = ''] = /^([+-]?)(.*)$/su.exec(text) ?? [];
  if (parts === '0') return 0n;
  if (!/^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|[\u00b5\u03bc]s|ms|s|m|h))+$/.test(parts)) {
    throw new EvaluationError('the duration must have the form 1h30m');
  }
  let total = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of parts.matchAll(/(\d*)(?:\.(\d*))?([^\d.]+)/g)) {
    const worth = UNIT_NANOSECONDS.get(unit) ?? 0n;
    total += BigInt(whole === '' ? '0' : whole) * worth;
    if (fraction !== '') total += (BigInt(fraction) * worth) / 10n ** BigInt(fraction.length);
  }
  if (total > LONGEST || (total === LONGEST && sign !== '-'))
    throw new EvaluationError('the duration is too long');
  return sign === '-' ? -total : total;
}

/** The instant a number of nanoseconds later. */
export function addNanoseconds(instant: Instant, nanoseconds: bigint): Instant {
  const total = instant.seconds * 1_000_000_000n + BigInt(instant.nanoseconds) + nanoseconds;
  const rest = ((total % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  return { ...instant, seconds: (total - rest) / 1_000_000_000n, nanoseconds: Number(rest) };
}
