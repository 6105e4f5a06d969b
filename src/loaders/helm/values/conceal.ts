import type { Diagnostic } from '../../../core/diagnostic.ts';
import { namesCredential } from '../../credentials/secret-names.ts';
import type { GoValue } from '../template/value.ts';
import { Dict, List, plain } from '../template/value.ts';

// Shorter texts stand in every sentence; a password of three letters is no secret.
const SHORTEST = 4;
// Values of charts are a few levels deep and have some hundred keys.
const MOST_VALUES = 100_000;

/**
 * Diagnostics without the values that are called like credentials: a template may put them into the message
 * it fails with, and Go quotes the argument of a function that fails.
 */
export function concealed(diagnostics: readonly Diagnostic[], values: GoValue): readonly Diagnostic[] {
  if (diagnostics.length === 0) return diagnostics;
  const secrets = credentialsIn(values).flatMap((text) => [text, Buffer.from(text).toString('base64')]);
  secrets.sort((a, b) => b.length - a.length);
  if (secrets.length === 0) return diagnostics;
  return diagnostics.map((one) => ({
    ...one,
    message: secrets.reduce((message, secret) => message.replaceAll(secret, '(hidden)'), one.message),
  }));
}

function credentialsIn(values: GoValue): string[] {
  const found = new Set<string>();
  const seen = new Set<GoValue>();
  const waiting: { readonly value: GoValue; readonly isSecret: boolean }[] = [
    { value: values, isSecret: false },
  ];
  for (let next = waiting.pop(); next && seen.size < MOST_VALUES; next = waiting.pop()) {
    const { value, isSecret } = next;
    const bare = plain(value);
    if (typeof bare === 'string' && isSecret && bare.length >= SHORTEST) found.add(bare);
    if (seen.has(value)) continue;
    seen.add(value);
    if (value instanceof List) for (const item of value.items) waiting.push({ value: item, isSecret });
    if (value instanceof Dict) {
      for (const [key, item] of value.entries()) {
        waiting.push({ value: item, isSecret: isSecret || namesCredential(key) });
      }
    }
  }
  return [...found];
}
