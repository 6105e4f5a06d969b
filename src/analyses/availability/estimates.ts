import type { Estimate } from '../../core/estimate.ts';
import type { Reading, Spread, Spreads } from '../../core/availability.ts';
import { percentile } from '../../core/quantiles.ts';

/** Minutes a year over the readings: the lowest of the 10th percentiles to the highest of the 90th. */
export function estimateOf(spreads: Spreads, basis: readonly string[]): Estimate {
  const sides = READINGS.map((reading) => sorted(spreads[reading].drawn));
  const likely = rounded(spreads.likely.likely);
  return {
    low: Math.min(likely, ...sides.map((side) => rounded(percentile(side, 0.1)))),
    likely,
    high: Math.max(likely, ...sides.map((side) => rounded(percentile(side, 0.9)))),
    unit: 'minutes/year',
    grade: 'D',
    basis,
  };
}

export const READINGS: readonly Reading[] = ['best', 'likely', 'worst'];

/** The same of every reading. */
export function eachReading<T>(make: (reading: Reading) => T): Readonly<Record<Reading, T>> {
  return { best: make('best'), likely: make('likely'), worst: make('worst') };
}

/** Reading by reading and draw by draw. */
export function difference(before: Spreads, after: Spreads): Spreads {
  return eachReading((reading) => ({
    likely: before[reading].likely - after[reading].likely,
    drawn: before[reading].drawn.map((value, draw) => value - (after[reading].drawn[draw] ?? 0)),
  }));
}

/** Of several journeys together. */
export function total(all: readonly Spreads[]): Spreads {
  return eachReading((reading) => sum(all.map((spreads) => spreads[reading])));
}

function sum(spreads: readonly Spread[]): Spread {
  const [first] = spreads;
  if (!first) return { likely: 0, drawn: new Float64Array(1) };
  const drawn = new Float64Array(first.drawn.length);
  for (const spread of spreads)
    spread.drawn.forEach((value, draw) => (drawn[draw] = (drawn[draw] ?? 0) + value));
  return { likely: spreads.reduce((total, spread) => total + spread.likely, 0), drawn };
}

function sorted(values: Float64Array): Float64Array {
  return Float64Array.from(values).sort();
}

// Two runs that differ by rounding alone are the same.
function rounded(minutes: number): number {
  return Math.abs(minutes) < 1e-9 ? 0 : minutes;
}
