/** A 10th, a 50th and a 90th percentile. */
export interface Percentiles {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

// The 90th percentile of the standard normal distribution.
const NORMAL_90 = 1.2815515655446004;

/**
 * The value of a split log-normal distribution at a standard normal deviate: two halves that meet at the
 * median, each with the spread that its own percentile gives.
 */
export function splitLogNormal({ low, likely, high }: Percentiles, deviate: number): number {
  if (likely <= 0) return Math.max(0, likely);
  const spread = deviate < 0 ? Math.log(likely / Math.max(low, likely * 1e-6)) : Math.log(high / likely);
  return likely * Math.exp((deviate * spread) / NORMAL_90);
}

/** The value below which this part of the sorted values lies, between neighbours in proportion. */
export function percentile(sorted: ArrayLike<number>, part: number): number {
  const place = part * (sorted.length - 1);
  const below = Math.floor(place);
  const a = sorted[below] ?? 0;
  const b = sorted[Math.min(below + 1, sorted.length - 1)] ?? a;
  return a + (b - a) * (place - below);
}

/** The standard normal deviate below which this part of all values lies; 0 < part < 1. */
export function normalDeviate(part: number): number {
  if (part > 0.5) return -normalDeviate(1 - part);
  // Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.23: absolute error below 4.5e-4, then
  // one step of Newton's method on the distribution itself.
  const t = Math.sqrt(-2 * Math.log(part));
  const start =
    (2.515517 + 0.802853 * t + 0.010328 * t * t) /
      (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t) -
    t;
  const density = Math.exp(-(start * start) / 2) / Math.sqrt(2 * Math.PI);
  return start - (normalDistribution(start) - part) / density;
}

/** Part of the standard normal distribution below a value; absolute error below 1e-7. */
function normalDistribution(value: number): number {
  if (value > 0) return 1 - normalDistribution(-value);
  // The same handbook, 26.2.17.
  const t = 1 / (1 - 0.2316419 * value);
  const density = Math.exp(-(value * value) / 2) / Math.sqrt(2 * Math.PI);
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return density * series;
}
