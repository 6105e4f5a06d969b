// A repeated group that repeats inside takes exponential time here, though not in Prometheus.
const NESTED = /\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)[+*{]/;
const MAX_LENGTH = 2000;

/**
 * The pattern of a matcher of Prometheus, which matches whole texts; undefined where it is not understood, or
 * would take too long.
 */
export function wholePattern(pattern: string): RegExp | undefined {
  if (pattern.length > MAX_LENGTH || NESTED.test(pattern)) return undefined;
  const flags = pattern.startsWith('(?i)') ? 'isu' : 'su';
  try {
    return new RegExp(`^(?:${pattern.replace(/^\(\?[is]+\)/, '')})$`, flags);
  } catch {
    return undefined;
  }
}
