import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { didYouMean, nearest } from '../../src/core/nearest.ts';
import { matchesPattern } from '../../src/core/pattern.ts';

describe('nearest', () => {
  it('finds the word that was meant, and none where nothing is near', () => {
    const words = ['accept', 'environments', 'gate', 'stage'];
    expect(nearest('accpet', words)).toBe('accept');
    expect(nearest('enviroments', words)).toBe('environments');
    expect(nearest('zzz', words)).toBeUndefined();
    expect(didYouMean('sage', words)).toBe('; did you mean "stage"?');
  });
});

describe('matchesPattern', () => {
  it('agrees with a regular expression', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 12 });
    const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });
    fc.assert(
      fc.property(patterns, letters, (pattern, text) => {
        expect(matchesPattern(pattern, text)).toBe(
          new RegExp(`^${pattern.replace(/\*/g, '[^]*')}$`).test(text),
        );
      }),
    );
  });
});
