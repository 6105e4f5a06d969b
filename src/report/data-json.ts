import { concealed } from '../core/conceal-text.ts';
import type { Data } from '../core/value.ts';
import { isDataList, Sensitive, Unknown } from '../core/value.ts';

/** Plain JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A value for machines: unknown and sensitive ones as objects that nothing else can be mistaken for. */
export function dataToJson(data: Data): Json {
  if (Sensitive.is(data)) return { $sensitive: true };
  if (Unknown.is(data)) return unknownToJson(data);
  if (isDataList(data)) return data.map(dataToJson);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, dataToJson(value)]));
}

function unknownToJson({ reason, detail, settledBy }: Unknown): Json {
  return { $unknown: { reason, detail, settledBy: settledBy ?? null } };
}

/**
 * Two-space JSON with a line end: keys in the order in which they were made. Without passwords of addresses,
 * and with what could turn a terminal escaped.
 */
export function printJson(json: Json): string {
  return `${escapedMarks(concealed(JSON.stringify(json, undefined, 2)))}\n`;
}

// What JSON leaves as it is, though a terminal takes it for a command or a direction, or YAML for a line end.
const MARKS = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** JSON that says the same without marks. */
export function escapedMarks(json: string): string {
  return json.replace(MARKS, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
