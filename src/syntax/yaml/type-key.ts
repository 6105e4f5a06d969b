import type { YamlTyping } from './ast.ts';
import { canBeTyped, typePlain } from './type-scalar.ts';

/** Stands for a key that the judging program refuses. */
export const NO_KEY = Symbol('no key');

/**
 * The text of a plain key. kubectl types keys like values and writes them out (`on` becomes "true", 0644
 * "420"); Kustomize takes nothing but texts; everywhere else a key is what stands there.
 */
export function keyText(text: string, typing: YamlTyping): string | typeof NO_KEY {
  if (typing === 'core' || !canBeTyped(text.charCodeAt(0))) return text;
  const value = typePlain(text, typing);
  if (typing === 'kustomize') return typeof value === 'string' && value === text ? text : NO_KEY;
  if (value === null) return NO_KEY;
  return typeof value === 'number' ? numberKey(value, text) : String(value);
}

function numberKey(value: number, text: string): string | typeof NO_KEY {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value < 0 ? '-.inf' : '.inf';
  const isWritten = /^[-+]?(?:0[xXbBoO])?[\d_A-Fa-f]+$/.test(text) && !/^[-+]?\d[\d_]*[eE]/.test(text);
  if (isWritten && Number.isInteger(value)) return Number.isSafeInteger(value) ? String(value) : NO_KEY;
  return shortFloat(value);
}

/** As Go prints a float of 32 bits with `%g` and as few digits as tell it apart. */
function shortFloat(value: number): string {
  const narrow = Math.fround(value);
  let digits = 1;
  while (digits < 9 && Math.fround(Number(narrow.toPrecision(digits))) !== narrow) digits += 1;
  const [mantissa = '', exponent = '0'] = narrow.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 21) return String(Number(narrow.toPrecision(digits)));
  const size = String(Math.abs(power)).padStart(2, '0');
  return `${mantissa}e${power < 0 ? '-' : '+'}${size}`;
}
