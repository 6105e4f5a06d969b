import type { Data } from '../../core/value.ts';
import { isDataList, isDataObject, scalarText } from '../../core/value.ts';

/** Names of time intervals that hold at every moment. */
export function alwaysHolding(...lists: readonly (Data | undefined)[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const list of lists) {
    for (const one of isDataList(list) ? list : []) {
      if (!isDataObject(one)) continue;
      const name = scalarText(one['name']);
      const parts = one['time_intervals'] ?? one['timeIntervals'];
      if (name !== undefined && isDataList(parts) && parts.some(isAlways)) names.add(name);
    }
  }
  return names;
}

/** What nobody limits, or limits to everything. */
function isAlways(part: Data): boolean {
  if (!isDataObject(part)) return false;
  return Object.entries(part).every(([key, value]) => isWhole(key, value));
}

const WHOLE: { readonly [key: string]: readonly string[] } = {
  weekdays: ['monday:sunday', 'sunday:saturday'],
  months: ['1:12', 'january:december'],
  days_of_month: ['1:31', '1:-1'],
  daysofmonth: ['1:31', '1:-1'],
};

function isWhole(key: string, value: Data): boolean {
  if (value === null) return true;
  if (!isDataList(value)) return key === 'location';
  if (value.length === 0) return true;
  if (key === 'times') return value.some(isWholeDay);
  const wanted = WHOLE[key.toLowerCase()] ?? [];
  return value.some((one) => wanted.includes((scalarText(one) ?? '').toLowerCase()));
}

function isWholeDay(time: Data): boolean {
  if (!isDataObject(time)) return false;
  const start = scalarText(time['start_time'] ?? time['startTime']);
  const end = scalarText(time['end_time'] ?? time['endTime']);
  return start === '00:00' && end === '24:00';
}
