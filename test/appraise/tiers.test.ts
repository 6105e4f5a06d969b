import { describe, expect, it } from 'vitest';
import { probabilityAbove, tiersOf } from '../../src/appraise/tiers.ts';
import type { Spreads } from '../../src/core/availability.ts';
import { randomNumbers } from '../support/random-numbers.ts';

/** The same draws in every reading. */
function certain(...drawn: readonly number[]): Spreads {
  const spread = { likely: drawn[0] ?? 0, drawn: Float64Array.from(drawn) };
  return { best: spread, likely: spread, worst: spread };
}

describe('tiers', () => {
  it('parts what is larger in four draws of five, and nothing else', () => {
    const large = certain(10, 10, 10, 10, 1);
    const small = certain(2, 2, 2, 2, 2);
    const close = certain(10, 10, 10, 1, 1);
    expect(tiersOf([large, small])).toEqual([1, 2]);
    expect(tiersOf([close, small])).toEqual([1, 1]);
  });

  it('counts the likely reading twice', () => {
    const [none, much] = [certain(0).best, certain(5).best];
    const open: Spreads = { best: none, likely: much, worst: much };
    expect(probabilityAbove(open, certain(0))).toBe(0.75);
    expect(probabilityAbove(certain(0), open)).toBe(0);
  });

  it('leaves equal quantities together', () => {
    expect(tiersOf([certain(3, 4), certain(3, 4), certain(3, 4)])).toEqual([1, 1, 1]);
  });

  it('keeps a circle of quantities that stand above each other in one tier', () => {
    // In five draws each is larger than the next in four.
    const turns = [0, 1, 2, 3, 4].map((from) => certain(...[0, 1, 2, 3, 4].map((draw) => (from + draw) % 5)));
    const circle = [...turns].reverse();
    expect(new Set(tiersOf(circle))).toEqual(new Set([1]));
    expect(tiersOf([...circle, certain(-1, -1, -1, -1, -1)]).at(-1)).toBe(2);
  });

  it('never puts anything beside or below what it stands above, in whatever order it is asked', () => {
    const next = randomNumbers(7);
    for (let round = 0; round < 200; round += 1) {
      const all = Array.from({ length: 2 + next(6) }, () =>
        certain(...Array.from({ length: 20 }, () => next(12) + next(30) / 10)),
      );
      const tiers = tiersOf(all);
      expect(Math.min(...tiers)).toBe(1);
      expect(tiersOf([...all].reverse())).toEqual([...tiers].reverse());
      for (const [i, one] of all.entries()) {
        for (const [j, other] of all.entries()) {
          const isBack = probabilityAbove(other, one) >= 0.5;
          if (i !== j && probabilityAbove(one, other) >= 0.8 && !isBack && !inCircle(all)) {
            expect(tiers[i]).toBeLessThan(tiers[j] ?? 0);
          }
        }
      }
    }
  });
});

/** Whether quantities stand above each other in a circle. */
function inCircle(all: readonly Spreads[]): boolean {
  const left = new Set(all);
  for (;;) {
    const free = [...left].filter(
      (one) => ![...left].some((other) => other !== one && probabilityAbove(other, one) >= 0.8),
    );
    if (free.length === 0) return left.size > 0;
    for (const one of free) left.delete(one);
  }
}
