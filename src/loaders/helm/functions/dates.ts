import { Unknown } from '../../../core/value.ts';
import { parseDuration } from '../../terraform/functions/instant.ts';
import { typeName } from '../template/print.ts';
import type { FunctionTable, GoMethod, GoValue, Plain } from '../template/value.ts';
import { doubted, GoStruct, plain, TemplateError } from '../template/value.ts';
import { define, defineRaw, different, textOf } from './support.ts';
import { fieldsOf, formatTime, parseTime } from './time-layout.ts';

const SECOND = 1_000_000_000n;
// Go's zero time.
const YEAR_ONE = -62_135_596_800n * SECOND;

/** Functions of dates. Helm takes the machine's zone; here that is UTC. */
export const dateFunctions: FunctionTable = {
  now: define([], () => new Time(0n, now())),
  date: define(['string', 'any'], ([layout, time]) => shown(textOf(layout), time)),
  dateInZone: define(['string', 'any', 'string'], ([layout, time, zone]) =>
    inZone(textOf(layout), time, zone),
  ),
  date_in_zone: define(['string', 'any', 'string'], ([layout, time, zone]) =>
    inZone(textOf(layout), time, zone),
  ),
  htmlDate: define(['any'], ([time]) => shown('2006-01-02', time)),
  htmlDateInZone: define(['any', 'string'], ([time, zone]) => inZone('2006-01-02', time, zone)),
  dateModify: define(['string', 'any'], ([by, time]) => moved(textOf(by), time, 'keep')),
  date_modify: define(['string', 'any'], ([by, time]) => moved(textOf(by), time, 'keep')),
  mustDateModify: define(['string', 'any'], ([by, time]) => moved(textOf(by), time, 'fail')),
  must_date_modify: define(['string', 'any'], ([by, time]) => moved(textOf(by), time, 'fail')),
  toDate: define(
    ['string', 'string'],
    ([layout, text]) => new Time(parseTime(textOf(layout), textOf(text)) ?? YEAR_ONE, undefined),
  ),
  mustToDate: define(['string', 'string'], ([layout, text]) => {
    const time = parseTime(textOf(layout), textOf(text));
    if (time !== undefined) return new Time(time, undefined);
    throw new TemplateError(`parsing time "${textOf(text)}" as "${textOf(layout)}": cannot parse`);
  }),
  unixEpoch: define(['any'], ([time]) => {
    const { nanoseconds, because } = timeOf(time);
    return doubted(String(nanoseconds / SECOND), because);
  }),
  ago: define(['any'], () => different('0s', 'ago')),
  duration: defineRaw(['any'], ([given = null]) => {
    // Go looks at the type: a plain integer is no int64, and counts for nothing.
    const seconds = plain(given);
    if (typeof seconds === 'bigint') return durationText(typeName(given) === 'int64' ? seconds * SECOND : 0n);
    const isNumber = typeof seconds === 'string' && /^[+-]?\d+$/.test(seconds);
    return durationText(isNumber ? BigInt(seconds.replace('+', '')) * SECOND : 0n);
  }),
  durationRound: define(['any'], ([value]) => roundedDuration(value ?? null)),
};

function now(): Unknown {
  const detail = 'now gives another value at every run';
  return new Unknown({ reason: 'impure-function', detail, settledBy: 'a fixed date in the place of now' });
}

/** A point in time, with the doubt about it. */
class Time extends GoStruct {
  readonly nanoseconds: bigint | undefined;
  readonly because: Unknown | undefined;

  constructor(nanoseconds: bigint, because: Unknown | undefined) {
    const fields = fieldsOf(nanoseconds);
    const give = (value: GoValue): GoMethod => ({ parameters: [], call: () => doubted(value, because) });
    super({
      typeName: 'time.Time',
      methods: {
        Year: give(BigInt(fields.year)),
        Month: give(formatTime(nanoseconds, 'January')),
        Day: give(BigInt(fields.day)),
        Hour: give(BigInt(fields.hour)),
        Minute: give(BigInt(fields.minute)),
        Second: give(BigInt(fields.second)),
        Nanosecond: give(BigInt(fields.nanosecond)),
        Weekday: give(formatTime(nanoseconds, 'Monday')),
        YearDay: give(BigInt(fields.yearDay)),
        Unix: give(nanoseconds / SECOND),
        UnixNano: give(nanoseconds),
        UTC: { parameters: [], call: () => new Time(nanoseconds, because) },
        String: give(formatTime(nanoseconds, '2006-01-02 15:04:05.999999999 -0700 MST')),
        Format: {
          parameters: ['string'],
          call: ([layout]) => doubted(formatTime(nanoseconds, textOf(layout)), because),
        },
      },
      print: () => formatTime(nanoseconds, '2006-01-02 15:04:05.999999999 -0700 MST'),
    });
    this.nanoseconds = nanoseconds;
    this.because = because;
  }
}

interface Instant {
  readonly nanoseconds: bigint;
  readonly because: Unknown | undefined;
}

/** A time, or a count of seconds; anything else is now. */
function timeOf(value: Plain | undefined): Instant {
  if (value instanceof Time) return { nanoseconds: value.nanoseconds ?? 0n, because: value.because };
  if (typeof value === 'bigint') return { nanoseconds: value * SECOND, because: undefined };
  return { nanoseconds: 0n, because: now() };
}

function shown(layout: string, value: Plain | undefined): GoValue {
  const { nanoseconds, because } = timeOf(value);
  return doubted(formatTime(nanoseconds, layout), because);
}

function inZone(layout: string, value: Plain | undefined, zone: Plain | undefined): GoValue {
  const name = textOf(zone);
  const text = shown(layout, value);
  if (name === '' || name === 'UTC' || name === 'Local') return text;
  const detail = `the time zone ${name} is not read`;
  return doubted(text, new Unknown({ reason: 'evaluation-error', detail }));
}

function moved(by: string, value: Plain | undefined, bad: 'keep' | 'fail'): GoValue {
  const { nanoseconds, because } = timeOf(value);
  const duration = durationOf(by);
  if (duration === undefined && bad === 'fail') throw new TemplateError(`time: invalid duration "${by}"`);
  return new Time(nanoseconds + (duration ?? 0n), because);
}

function durationOf(text: string): bigint | undefined {
  try {
    return parseDuration(text);
  } catch {
    return undefined;
  }
}

/** `1h2m3s`, as Go prints a duration of whole seconds. */
function durationText(nanoseconds: bigint): string {
  const sign = nanoseconds < 0n ? '-' : '';
  const seconds = (nanoseconds < 0n ? -nanoseconds : nanoseconds) / SECOND;
  const hours = seconds / 3600n;
  const minutes = (seconds / 60n) % 60n;
  const rest = `${seconds % 60n}s`;
  if (hours > 0n) return `${sign}${hours}h${minutes}m${rest}`;
  return minutes > 0n ? `${sign}${minutes}m${rest}` : `${sign}${rest}`;
}

const UNITS: readonly (readonly [string, bigint])[] = [
  ['y', 365n * 24n * 3600n],
  ['mo', 30n * 24n * 3600n],
  ['d', 24n * 3600n],
  ['h', 3600n],
  ['m', 60n],
  ['s', 1n],
];

/** The largest unit that fits more than once. */
function roundedDuration(value: Plain): GoValue {
  if (value instanceof Time) return different('0s', 'durationRound');
  const duration =
    typeof value === 'bigint' ? value : typeof value === 'string' ? (durationOf(value) ?? 0n) : 0n;
  const size = duration < 0n ? -duration : duration;
  const unit = UNITS.find(([, seconds]) => size > seconds * SECOND);
  return unit ? `${size / (unit[1] * SECOND)}${unit[0]}` : '0s';
}
