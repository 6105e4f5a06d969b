import type { Reading, Spreads } from '../core/availability.ts';

/** How much each reading of what is not known counts when two findings are compared. */
const WEIGHTS: Readonly<Record<Reading, number>> = { best: 0.25, likely: 0.5, worst: 0.25 };

/** So probable has it to be that one finding is worth more than another. */
const CERTAIN_ENOUGH = 0.8;

/** How probable it is that the first quantity is larger, over readings and draws that belong together. */
export function probabilityAbove(a: Spreads, b: Spreads): number {
  let all = 0;
  for (const reading of READINGS) {
    const [one, other] = [a[reading].drawn, b[reading].drawn];
    let above = 0;
    for (let draw = 0; draw < one.length; draw += 1) {
      if ((one[draw] ?? 0) > (other[draw] ?? 0) + NOTHING) above += 1;
    }
    all += (WEIGHTS[reading] * above) / Math.max(1, one.length);
  }
  return all;
}

/**
 * The tier of each quantity, 1 for those that nothing stands above: one stands above another only where that
 * is 80 % certain. Peeled off layer by layer; where quantities stand above each other in a circle, which
 * dependent draws allow, all of the circle share a layer.
 */
export function tiersOf(quantities: readonly Spreads[]): readonly number[] {
  const size = quantities.length;
  const above = quantities.map((one) =>
    quantities.map((other) => one !== other && probabilityAbove(one, other) >= CERTAIN_ENOUGH),
  );
  const isAbove = (a: number, b: number): boolean => above[a]?.[b] === true;
  const tiers = quantities.map(() => 0);
  let left = quantities.map((_, index) => index);
  for (let tier = 1; left.length > 0 && tier <= size; tier += 1) {
    const free = left.filter((one) => !left.some((other) => isAbove(other, one)));
    const layer = free.length > 0 ? free : topCircle(left, isAbove);
    for (const one of layer) tiers[one] = tier;
    left = left.filter((one) => tiers[one] === 0);
  }
  return tiers;
}

/** Those that stand above everything that stands above them, directly or over others. */
function topCircle(left: readonly number[], isAbove: (a: number, b: number) => boolean): readonly number[] {
  const over = new Map(left.map((one) => [one, left.filter((other) => isAbove(other, one))]));
  const allOver = (start: number): ReadonlySet<number> => {
    const found = new Set<number>();
    const queue = [start];
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
      for (const next of over.get(one) ?? []) {
        if (found.has(next)) continue;
        found.add(next);
        queue.push(next);
      }
    }
    return found;
  };
  const reach = new Map(left.map((one) => [one, allOver(one)]));
  return left.filter((one) =>
    [...(reach.get(one) ?? [])].every((other) => reach.get(other)?.has(one) === true),
  );
}

const READINGS: readonly Reading[] = ['best', 'likely', 'worst'];

// Minutes a year that are left of rounding.
const NOTHING = 1e-9;
