import type { Family } from './minimal-sets.ts';

/** How many sets have no event, one, two, …; exact. */
export type Counts = readonly (number | bigint)[];

/** Sums below this are exact in a double, and so is every sum that went into them. */
const EXACT = 2 ** 52;

/** Counts the sets of a family by their events; `countsOf` says it of variables that are modules. */
export function countSets(family: Family, countsOf: (variable: number) => Counts | undefined): Counts {
  const plain = countWithNumbers(family, countsOf);
  return plain ?? countWithBigInts(family, countsOf);
}

/** Counts of all nodes in one array, node by node; undefined where they grow too large for it. */
function countWithNumbers(
  family: Family,
  countsOf: (variable: number) => Counts | undefined,
): readonly number[] | undefined {
  const { variables, highs, lows, root } = family;
  const degrees = new Int32Array(variables.length);
  const starts = new Float64Array(variables.length);
  let size = 2;
  starts[1] = 1;
  for (let node = 2; node < variables.length; node++) {
    const own = countsOf(variables[node] ?? 0);
    const degree = own ? own.length - 1 : 1;
    degrees[node] = Math.max(degrees[lows[node] ?? 0] ?? 0, degree + (degrees[highs[node] ?? 0] ?? 0));
    starts[node] = size;
    size += (degrees[node] ?? 0) + 1;
  }
  const counts = new Float64Array(size);
  counts[1] = 1;
  for (let node = 2; node < variables.length; node++) {
    const start = starts[node] ?? 0;
    const low = lows[node] ?? 0;
    const high = highs[node] ?? 0;
    const startLow = starts[low] ?? 0;
    const startHigh = starts[high] ?? 0;
    const own = countsOf(variables[node] ?? 0);
    for (let k = degrees[low] ?? 0; k >= 0; k--) counts[start + k] = counts[startLow + k] ?? 0;
    for (let k = degrees[high] ?? 0; k >= 0; k--) {
      const many = counts[startHigh + k] ?? 0;
      if (!own) counts[start + k + 1] = (counts[start + k + 1] ?? 0) + many;
      else {
        for (let j = 0; j < own.length; j++) {
          counts[start + k + j] = (counts[start + k + j] ?? 0) + many * Number(own[j] ?? 0);
        }
      }
    }
  }
  const start = starts[root] ?? 0;
  const result = [...counts.subarray(start, start + (degrees[root] ?? 0) + 1)];
  return result.every((count) => count < EXACT) ? result : undefined;
}

function countWithBigInts(
  { variables, highs, lows, root }: Family,
  countsOf: (variable: number) => Counts | undefined,
): readonly bigint[] {
  const counts: bigint[][] = [[], [1n]];
  for (let node = 2; node < variables.length; node++) {
    const sums = [...(counts[lows[node] ?? 0] ?? [])];
    const own = (countsOf(variables[node] ?? 0) ?? [0, 1]).map(BigInt);
    for (const [k, many] of (counts[highs[node] ?? 0] ?? []).entries()) {
      for (const [j, times] of own.entries()) sums[k + j] = (sums[k + j] ?? 0n) + many * times;
    }
    counts.push(Array.from(sums, (sum) => sum ?? 0n));
  }
  return counts[root] ?? [];
}
