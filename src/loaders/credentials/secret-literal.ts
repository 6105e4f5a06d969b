import type { SourceRange } from '../../core/location.ts';
import type { SecretLiteral } from '../../core/stack-code.ts';
import { isGuessable, looksRandom } from './secret-formats.ts';

/** What is said of a credential beside the text itself. */
export type About = Omit<SecretLiteral, 'at' | 'fingerprint' | 'guessable'>;

/** A credential as it may be told: never with its value. */
export function secretLiteral(text: string, at: SourceRange, about: About): SecretLiteral {
  const guessable = about.confidence !== 'format' && isGuessable(text);
  const isRandom = about.confidence === 'format' || looksRandom(text);
  return { at, ...about, guessable, fingerprint: fingerprintOf(text, isRandom) };
}

/**
 * Four characters of a long random credential tell people which one it is and nobody what it is; of a short
 * one, or one made of words, none do.
 */
export function fingerprintOf(text: string, isRandom: boolean): string {
  const length = `${text.length} characters`;
  return !isRandom || text.length < 16 || text.startsWith('-----')
    ? length
    : `${text.slice(0, 4)}…, ${length}`;
}
