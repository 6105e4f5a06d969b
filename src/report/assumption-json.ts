import type { Assumption } from '../core/assumption.ts';
import type { Json } from './data-json.ts';

/** One assumption for machines, whichever command prints it. */
export function assumptionJson(row: Assumption): Json {
  return {
    name: row.name,
    title: row.title,
    group: row.group,
    low: row.low,
    likely: row.likely,
    high: row.high,
    unit: row.unit,
    grade: row.grade,
    source: row.source,
    page: row.page ?? null,
    asOf: row.asOf ?? null,
    reasoning: row.reasoning,
    origin: row.origin,
    types: row.types,
  };
}
