import type { Place } from '../core/report.ts';
import type { Json } from './data-json.ts';

/** A place as JSON, `null` where there is none. */
export function placeJson(place: Place | undefined): Json {
  if (!place) return null;
  const { file, line, endLine, column, endColumn } = place;
  return { file, line, endLine, column, endColumn };
}
