import { wholePattern } from '../../core/whole-pattern.ts';

/** Whether a regular expression of Prometheus matches a whole text; undefined where it is not understood. */
export function matchesWhole(pattern: string, text: string): boolean | undefined {
  return wholePattern(pattern)?.(text);
}
