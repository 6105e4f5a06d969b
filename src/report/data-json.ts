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

/** Two-space JSON with a line end: keys in the order in which they were made. */
export function printJson(json: Json): string {
  return `${JSON.stringify(json, undefined, 2)}\n`;
}
