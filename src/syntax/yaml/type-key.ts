import type { YamlTyping } from './ast.ts';
import { timestampAsKustomize } from './timestamp.ts';
import { canBeTyped, GO_INTEGER, typePlain } from './type-scalar.ts';

const LONG_INTEGER = /^-?\d{16,}$/;

/** Stands for a key that the judging program refuses. */
export const NO_KEY = Symbol('no key');

/**
 * The text of a plain key. kubectl types keys like values and writes them out (`on` becomes "true", 0644
 * "420"); Kustomize takes nothing but texts; everywhere else a key is what stands there.
 */
export function keyText(text: string, typing: YamlTyping): string | typeof NO_KEY {
  if (typing === 'core' || !canBeTyped(text.charCodeAt(0))) return text;
  const value = typePlain(text, typing);
  if (typing === 'kustomize') return isTextOfKustomize(value, text) ? text : NO_KEY;
  if (value === null) return NO_KEY;
  return typeof value === 'number' ? numberKey(value, text) : String(value);
}

function isTextOfKustomize(value: unknown, text: string): boolean {
  return value === text && !LONG_INTEGER.test(text) && timestampAsKustomize(text) === undefined;
}

function numberKey(value: number, text: string): string | typeof NO_KEY {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value < 0 ? '-.inf' : '.inf';
  const plain = text.replaceAll('_', '');
  const isWhole = GO_INTEGER.test(plain);
  if (isWhole && Number.isSafeInteger(value)) return String(value);
  // go-yaml holds these as unsigned integers, which kubectl has no text for.
  if (isWhole && value > 0 && value <= 2 ** 64 && !plain.startsWith('+') && isUnsigned(plain)) return NO_KEY;
  if (value === 0 && plain.startsWith('-')) return '-0';
  return shortFloat(value);
}

function isUnsigned(digits: string): boolean {
  return !/^\d{1,80}$/.test(digits) || BigInt(digits) < 2n ** 64n;
}

/** As Go prints a float of 32 bits with `%g` and as few digits as tell it apart. */
function shortFloat(value: number): string {
  const narrow = Math.fround(value);
  let digits = 1;
  while (digits < 9 && Math.fround(Number(narrow.toPrecision(digits))) !== narrow) digits += 1;
  const [mantissa = '', exponent = '0'] = narrow.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(narrow.toPrecision(digits)));
  const size = String(Math.abs(power)).padStart(2, '0');
  return `${mantissa}e${power < 0 ? '-' : '+'}${size}`;
}
