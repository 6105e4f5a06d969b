import { MONTHS, WEEKDAYS } from '../../calendar.ts';
import { numFromInt } from '../values/number.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, number, string } from '../values/value.ts';
import { textOf } from './arguments.ts';
import type { Functions } from './definition.ts';
import { TEXT } from './definition.ts';
import type { Fields, Instant } from './instant.ts';
import { addNanoseconds, fieldsOf, parseDuration, parseInstant } from './instant.ts';

/** Functions of timestamps. */
export const dateFunctions: Functions = {
  formatdate: {
    parameters: [TEXT, TEXT],
    result: 'string',
    call: ([format, time]) => string(formatDate(textOf(format), parseInstant(textOf(time)))),
  },
  timeadd: {
    parameters: [TEXT, TEXT],
    result: 'string',
    call: ([time, duration]) =>
      string(timestamp(addNanoseconds(parseInstant(textOf(time)), parseDuration(textOf(duration))))),
  },
  timecmp: {
    parameters: [TEXT, TEXT],
    result: 'number',
    call: ([a, b]) => compareTimes(textOf(a), textOf(b)),
  },
};

function compareTimes(a: string, b: string): TfValue {
  const [first, second] = [parseInstant(a), parseInstant(b)];
  if (first.seconds !== second.seconds) return number(numFromInt(first.seconds < second.seconds ? -1 : 1));
  return number(numFromInt(Math.sign(first.nanoseconds - second.nanoseconds)));
}

function timestamp(instant: Instant): string {
  const { year, month, day, hour, minute, second } = fieldsOf(instant);
  const date = [padded(Math.abs(year), 4), padded(month), padded(day)].join('-');
  const clock = [hour, minute, second].map((part) => padded(part)).join(':');
  return `${year < 0 ? '-' : ''}${date}T${clock}${zone(instant, 'Z', ':')}`;
}

function padded(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}

function zone({ offsetMinutes }: Instant, utc: string, separator: string): string {
  if (offsetMinutes === 0 && utc !== '') return utc;
  const magnitude = Math.abs(offsetMinutes);
  const sign = offsetMinutes < 0 ? '-' : '+';
  return `${sign}${padded(Math.floor(magnitude / 60))}${separator}${padded(magnitude % 60)}`;
}

const PIECE = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/gsu;

function formatDate(format: string, instant: Instant): string {
  const fields = fieldsOf(instant);
  let covered = 0;
  let text = '';
  for (const match of format.matchAll(PIECE)) {
    if (match.index !== covered) break;
    covered += match[0].length;
    if (match[1] !== undefined) text += match[0] === "''" ? "'" : match[1].replaceAll("''", "'");
    else text += match[2] === undefined ? match[0] : verbText(match[0], fields, instant);
  }
  if (covered < format.length) throw new EvaluationError('a quote of the format is not closed');
  return text;
}

function verbText(verb: string, fields: Fields, instant: Instant): string {
  const { year, month, day, hour, minute, second, weekday } = fields;
  const hourOfHalf = hour % 12 === 0 ? 12 : hour % 12;
  switch (verb) {
    case 'YYYY':
      return padded(year, 4);
    case 'YY':
      return padded(year % 100);
    case 'MMMM':
      return MONTHS[month - 1] ?? '';
    case 'MMM':
      return (MONTHS[month - 1] ?? '').slice(0, 3);
    case 'EEEE':
      return WEEKDAYS[weekday] ?? '';
    case 'EEE':
      return (WEEKDAYS[weekday] ?? '').slice(0, 3);
    case 'AA':
      return hour < 12 ? 'AM' : 'PM';
    case 'aa':
      return hour < 12 ? 'am' : 'pm';
    case 'ZZZZZ':
      return zone(instant, '', ':');
    case 'ZZZZ':
      return zone(instant, '', '');
    case 'ZZZ':
      return zone(instant, 'UTC', '');
    case 'Z':
      return zone(instant, 'Z', ':');
    default:
      return numberText(
        verb,
        new Map([
          ['M', month],
          ['D', day],
          ['h', hour],
          ['H', hourOfHalf],
          ['m', minute],
          ['s', second],
        ]),
      );
  }
}

/** Verbs of one letter for the bare number and of two for two digits. */
function numberText(verb: string, values: ReadonlyMap<string, number>): string {
  const value = values.get(verb.charAt(0));
  if (value === undefined || verb.length > 2)
    throw new EvaluationError(`the format has an unknown verb ${verb}`);
  return padded(value, verb.length);
}
