import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRegex } from '../../../../src/loaders/terraform/functions/regex/match.ts';
import { EvaluationError } from '../../../../src/loaders/terraform/values/value.ts';

/** Patterns that mean the same in Go and in JavaScript, with whether they can match nothing. */
interface Piece {
  readonly source: string;
  readonly canBeEmpty: boolean;
}

const { pattern } = fc.letrec<{ pattern: Piece; atom: Piece; repeated: Piece; joined: Piece; either: Piece }>(
  (tie) => ({
    pattern: fc.oneof({ maxDepth: 4 }, tie('atom'), tie('repeated'), tie('joined'), tie('either')),
    atom: fc
      .constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '\\n', '\\bab', 'b$', '^a')
      .map((source) => ({ source, canBeEmpty: false })),
    // JavaScript treats a loop over nothing in its own way, and forgets groups in each round.
    repeated: fc
      .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{2,}?'))
      .map(([inner, sign]) =>
        inner.canBeEmpty
          ? inner
          : {
              source: `(?:${inner.source})${sign}`,
              canBeEmpty: sign.startsWith('*') || sign.startsWith('?'),
            },
      ),
    joined: fc
      .tuple(tie('pattern'), tie('pattern'))
      .map(([a, b]) => ({ source: `(${a.source})${b.source}`, canBeEmpty: a.canBeEmpty && b.canBeEmpty })),
    either: fc
      .tuple(tie('pattern'), tie('pattern'))
      .map(([a, b]) => ({ source: `(?:${a.source}|${b.source})`, canBeEmpty: a.canBeEmpty || b.canBeEmpty })),
  }),
);

function span(source: string, text: string): readonly number[] | undefined {
  const codePoints = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return createRegex(source).matcher(codePoints)(0)?.slice(0, 2);
}

it('finds what JavaScript finds where both mean the same', () => {
  fc.assert(
    fc.property(
      pattern,
      fc.string({ unit: fc.constantFrom('a', 'b', '\n', '-'), maxLength: 12 }),
      ({ source }, text) => {
        const match = new RegExp(source.replaceAll('.', '[^\\n]')).exec(text);
        expect(span(source, text)).toEqual(match ? [match.index, match.index + match[0].length] : undefined);
      },
    ),
    { numRuns: 2000 },
  );
});

it('takes time in proportion to the text, whatever the pattern', () => {
  const text = `${'a'.repeat(2000)}!`;
  expect(span('^(a+)+$', text)).toBeUndefined();
  expect(span('(a|aa)*(a|aa)*b', text)).toBeUndefined();
  expect(span('(?:a?){30}a{30}!', text)).toEqual([1940, 2001]);
});

it('refuses patterns that would take too much memory', () => {
  expect(() => createRegex('((a{100}){100}){100}')).toThrow(EvaluationError);
  expect(() => createRegex('('.repeat(2000) + ')'.repeat(2000))).toThrow(EvaluationError);
});
