import { EvaluationError } from '../../values/value.ts';
import type { CharacterSet } from './node.ts';

/** The set of one character. */
export function oneOf(wanted: number): CharacterSet {
  return (codePoint) => codePoint === wanted;
}

/** The set of a range of characters. */
export function between(low: number, high: number): CharacterSet {
  return (codePoint) => codePoint >= low && codePoint <= high;
}

/** The union of sets. */
export function anyOf(sets: readonly CharacterSet[]): CharacterSet {
  const [first, second] = sets;
  if (first && second === undefined) return first;
  return (codePoint) => sets.some((set) => set(codePoint));
}

/** Every character that is not in a set. */
export function noneOf(set: CharacterSet): CharacterSet {
  return (codePoint) => !set(codePoint);
}

/** A set that takes a character when it takes any other that folds to the same. */
export function ignoringCase(set: CharacterSet): CharacterSet {
  return (codePoint) => set(codePoint) || caseVariants(codePoint).some(set);
}

function caseVariants(codePoint: number): readonly number[] {
  const character = String.fromCodePoint(codePoint);
  const variants = [
    character.toLowerCase(),
    character.toUpperCase(),
    ...(FOLDED.get(character.toLowerCase()) ?? []),
  ];
  return variants.flatMap((variant) => {
    const [only, ...others] = [...variant];
    return only !== undefined && others.length === 0 ? [only.codePointAt(0) ?? codePoint] : [];
  });
}

/**
 * Characters beyond a pair of cases that Unicode's simple folding takes for the same (CaseFolding.txt, status
 * C).
 */
const FOLDED: ReadonlyMap<string, readonly string[]> = new Map([
  ['k', ['\u212a']],
  ['s', ['\u017f']],
  ['\u017f', ['s', 'S']],
  ['\u00e5', ['\u212b']],
  ['\u03c9', ['\u2126']],
  ['\u03b8', ['\u03d1', '\u03f4']],
  ['\u03b2', ['\u03d0']],
  ['\u03b5', ['\u03f5']],
  ['\u03ba', ['\u03f0']],
  ['\u03bc', ['\u00b5']],
  ['\u00b5', ['\u03bc', '\u039c']],
  ['\u03c0', ['\u03d6']],
  ['\u03c1', ['\u03f1']],
  ['\u03c3', ['\u03c2']],
  ['\u03c2', ['\u03c3', '\u03a3']],
  ['\u03c6', ['\u03d5']],
]);

const DIGIT = between(0x30, 0x39);
const LETTER = anyOf([between(0x41, 0x5a), between(0x61, 0x7a)]);
export const WORD = anyOf([DIGIT, LETTER, oneOf(0x5f)]);
const SPACE = anyOf([oneOf(0x20), oneOf(9), oneOf(10), oneOf(12), oneOf(13)]);

/** `\d`, `\s`, `\w` and their opposites, which know ASCII only. */
export const ESCAPED_CLASSES: ReadonlyMap<string, CharacterSet> = new Map([
  ['d', DIGIT],
  ['D', noneOf(DIGIT)],
  ['s', SPACE],
  ['S', noneOf(SPACE)],
  ['w', WORD],
  ['W', noneOf(WORD)],
]);

/** Classes as in `[[:alpha:]]`. */
export const POSIX_CLASSES: ReadonlyMap<string, CharacterSet> = new Map([
  ['alnum', anyOf([DIGIT, LETTER])],
  ['alpha', LETTER],
  ['ascii', between(0, 0x7f)],
  ['blank', anyOf([oneOf(9), oneOf(0x20)])],
  ['cntrl', anyOf([between(0, 0x1f), oneOf(0x7f)])],
  ['digit', DIGIT],
  ['graph', between(0x21, 0x7e)],
  ['lower', between(0x61, 0x7a)],
  ['print', between(0x20, 0x7e)],
  ['punct', anyOf([between(0x21, 0x2f), between(0x3a, 0x40), between(0x5b, 0x60), between(0x7b, 0x7e)])],
  ['space', anyOf([SPACE, oneOf(11)])],
  ['upper', between(0x41, 0x5a)],
  ['word', WORD],
  ['xdigit', anyOf([DIGIT, between(0x41, 0x46), between(0x61, 0x66)])],
]);

/** A Unicode category or script: `\pL`, `\p{Greek}`. */
export function unicodeClass(name: string): CharacterSet {
  if (name === 'Any') return () => true;
  const pattern = propertyPattern(name);
  return (codePoint) => pattern.test(String.fromCodePoint(codePoint));
}

function propertyPattern(name: string): RegExp {
  if (!/^[A-Za-z_]+$/.test(name)) throw new EvaluationError(`the pattern names an unknown class ${name}`);
  try {
    return name.length <= 2 ? new RegExp(`^\\p{gc=${name}}$`, 'u') : new RegExp(`^\\p{Script=${name}}$`, 'u');
  } catch {
    throw new EvaluationError(`the pattern names an unknown class ${name}`);
  }
}
