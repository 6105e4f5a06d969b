const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})/;
const TIME = /^([Tt]|[ \t]+)(\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d{1,9})?(Z|[-+]\d{2}:\d{2})?$/;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A date or time as Kustomize writes it out (`2020-01-01` becomes `2020-01-01T00:00:00Z`), if it is one. */
export function timestampAsKustomize(text: string): string | undefined {
  const date = DATE.exec(text);
  if (!date) return undefined;
  const [written, year = '', month = '', day = ''] = date;
  const time = TIME.exec(text.slice(written.length));
  if (!time && written !== text) return undefined;
  const [, letter, hour = '0', minute = '0', second = '0', fraction = '', zone] = time ?? [];
  // A zone goes with a `T`, and only with it.
  if (letter !== undefined && /[Tt]/.test(letter) !== (zone !== undefined)) return undefined;
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1;
  if (!isDay || Number(day) > daysOf(Number(year), Number(month))) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const [mm, dd, h, m, s] = [month, day, hour, minute, second].map((part) => part.padStart(2, '0'));
  const parts = fraction.replace(/\.?0*$/, '');
  const offset = zone === undefined || /^[-+]00:00$/.test(zone) ? 'Z' : zone;
  return `${year}-${mm}-${dd}T${h}:${m}:${s}${parts}${offset}`;
}

function daysOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 31);
}
