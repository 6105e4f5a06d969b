import { MONTHS, WEEKDAYS } from '../../calendar.ts';
/** The parts of an instant in UTC. */
export interface Fields {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  /** Sunday is 0. */
  readonly weekday: number;
  readonly yearDay: number;
}

/** The words of a layout, which shows the second of January 2006. https://pkg.go.dev/time#Layout (2026-11) */
const WORDS = new RegExp(
  'January|Jan|Monday|Mon|MST|2006|__2|002|0[1-6]|15|_2|PM|pm|' +
    'Z07:?00|Z07|-07:?00|-07|[.,][09]+(?!\\d)|[12345]',
  'g',
);

/** The parts of an instant given in nanoseconds since 1970. */
export function fieldsOf(nanoseconds: bigint): Fields {
  const billion = 1_000_000_000n;
  const nanosecond = ((nanoseconds % billion) + billion) % billion;
  const date = new Date(Number((nanoseconds - nanosecond) / 1_000_000n));
  const year = date.getUTCFullYear();
  const start = Date.UTC(year, 0, 1);
  return {
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    nanosecond: Number(nanosecond),
    weekday: date.getUTCDay(),
    yearDay: Math.floor((date.getTime() - start) / 86_400_000) + 1,
  };
}

/** The instant in a layout of Go. */
export function formatTime(nanoseconds: bigint, layout: string): string {
  const fields = fieldsOf(nanoseconds);
  return layout.replace(WORDS, (word) => shown(word, fields));
}

function shown(word: string, at: Fields): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const hour = at.hour % 12 === 0 ? 12 : at.hour % 12;
  const words: Readonly<Record<string, string>> = {
    January: MONTHS[at.month - 1] ?? '',
    Jan: (MONTHS[at.month - 1] ?? '').slice(0, 3),
    Monday: WEEKDAYS[at.weekday] ?? '',
    Mon: (WEEKDAYS[at.weekday] ?? '').slice(0, 3),
    MST: 'UTC',
    '2006': String(at.year).padStart(4, '0'),
    '06': two(at.year % 100),
    '01': two(at.month),
    '1': String(at.month),
    '02': two(at.day),
    _2: String(at.day).padStart(2),
    '2': String(at.day),
    __2: String(at.yearDay).padStart(3),
    '002': String(at.yearDay).padStart(3, '0'),
    '15': two(at.hour),
    '03': two(hour),
    '3': String(hour),
    '04': two(at.minute),
    '4': String(at.minute),
    '05': two(at.second),
    '5': String(at.second),
    PM: at.hour < 12 ? 'AM' : 'PM',
    pm: at.hour < 12 ? 'am' : 'pm',
    'Z07:00': 'Z',
    Z0700: 'Z',
    Z07: 'Z',
    '-07:00': '+00:00',
    '-0700': '+0000',
    '-07': '+00',
  };
  return words[word] ?? fraction(word, at.nanosecond);
}

/** `.000` has that many digits, `.999` leaves zeros at the end out. */
function fraction(word: string, nanosecond: number): string {
  const digits = String(nanosecond)
    .padStart(9, '0')
    .slice(0, word.length - 1);
  if (word.includes('0')) return word.charAt(0) + digits;
  const short = digits.replace(/0+$/, '');
  return short === '' ? '' : word.charAt(0) + short;
}

const NUMBERS: Readonly<Record<string, string>> = {
  '2006': 'year',
  '01': 'month',
  '1': 'month',
  '02': 'day',
  _2: 'day',
  '2': 'day',
  '15': 'hour',
  '04': 'minute',
  '4': 'minute',
  '05': 'second',
  '5': 'second',
};

/** Nanoseconds since 1970 of a text in a layout of numbers; undefined for what it does not fit. */
export function parseTime(layout: string, text: string): bigint | undefined {
  const names: string[] = [];
  let pattern = '';
  let done = 0;
  for (const { 0: word, index } of layout.matchAll(WORDS)) {
    const name = NUMBERS[word] ?? (word === 'Z07:00' || word === 'MST' ? 'zone' : undefined);
    if (name === undefined) return undefined;
    pattern += escaped(layout.slice(done, index));
    pattern += name === 'zone' ? '(Z|UTC|\\+00:00)' : word === '2006' ? '(\\d{4})' : '(\\d{1,2})';
    names.push(name);
    done = index + word.length;
  }
  const match = new RegExp(`^${pattern}${escaped(layout.slice(done))}$`).exec(text);
  if (!match) return undefined;
  const value = (name: string, otherwise: number): number => {
    const at = names.indexOf(name);
    return at < 0 ? otherwise : Number(match[at + 1]);
  };
  const milliseconds = Date.UTC(
    value('year', 0),
    value('month', 1) - 1,
    value('day', 1),
    value('hour', 0),
    value('minute', 0),
    value('second', 0),
  );
  return BigInt(milliseconds) * 1_000_000n;
}

function escaped(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}
