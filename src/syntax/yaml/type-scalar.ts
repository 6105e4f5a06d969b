import type { YamlScalar, YamlTyping } from './ast.ts';
import { DASH, DOT, NINE, PLUS, ZERO } from './characters.ts';
import { timestampAsKustomize } from './timestamp.ts';

type Typed = Exclude<YamlScalar['value'], object> | null;

const NULLS: readonly (readonly [string, Typed])[] = ['~', 'null', 'Null', 'NULL'].map((text) => [
  text,
  null,
]);
const BOOLEANS: readonly (readonly [string, Typed])[] = [
  ...['true', 'True', 'TRUE'].map((text) => [text, true] as const),
  ...['false', 'False', 'FALSE'].map((text) => [text, false] as const),
];
// The words of YAML 1.1, which kubectl's reader (go-yaml 2) takes as booleans.
const OLD_BOOLEANS: readonly (readonly [string, Typed])[] = [
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((text) => [text, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((text) => [text, false] as const),
];

const CORE_WORDS = new Map<string, Typed>([...NULLS, ...BOOLEANS]);
const OLD_WORDS = new Map<string, Typed>([...NULLS, ...BOOLEANS, ...OLD_BOOLEANS]);

const INFINITE = /^[-+]?\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const CORE_INTEGER = /^(?:[-+]?\d+|0o[0-7]+|0x[\dA-Fa-f]+)$/;
/** An integer as go-yaml takes it, underscores left out. */
export const GO_INTEGER = /^([-+]?)(0[xX][\dA-Fa-f]+|0[bB][01]+|0[oO]?[0-7]+|[1-9]\d*|0)$/;

// No integer of 64 bits is longer, in any base; reading longer ones exactly takes time by their square.
const LONGEST = 80;
const LARGEST = 2n ** 63n;
const LARGEST_UNSIGNED = 2n ** 64n;

// First letters of the words above, `~` and everything a number can start with.
const CAN_BE_TYPED = new Uint8Array(128);
for (const letter of 'yYnNtTfFoO~+-.0123456789') CAN_BE_TYPED[letter.charCodeAt(0)] = 1;

/** Whether a plain text that starts with this character can be anything but a text. */
export function canBeTyped(code: number): boolean {
  return code < 128 && CAN_BE_TYPED[code] === 1;
}

/** The value of a plain scalar: what the typing's program makes of it. */
export function typePlain(text: string, typing: YamlTyping): Typed {
  const code = text.charCodeAt(0);
  if (!canBeTyped(code)) return text === '' ? null : text;
  if ((code >= ZERO && code <= NINE) || code === DASH || code === PLUS || code === DOT) {
    return typeNumber(text, typing);
  }
  if (text.length > 5) return text;
  const word = (typing === 'kubernetes' ? OLD_WORDS : CORE_WORDS).get(text);
  return word === undefined ? text : word;
}

function typeNumber(text: string, typing: YamlTyping): Typed {
  if (isShortNumber(text)) return Number(text);
  if (INFINITE.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (NOT_A_NUMBER.test(text)) return Number.NaN;
  if (typing === 'core') return typeCoreNumber(text);
  if (typing === 'kustomize') {
    const timestamp = timestampAsKustomize(text);
    if (timestamp !== undefined) return timestamp;
  }
  return typeGoNumber(text);
}

/** Up to nine digits without a zero in front: the same in every typing. */
function isShortNumber(text: string): boolean {
  if (text.length > 9 || (text.charCodeAt(0) === ZERO && text.length > 1)) return false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) return false;
  }
  return true;
}

function typeCoreNumber(text: string): Typed {
  if (CORE_INTEGER.test(text)) {
    if (text.length > LONGEST) return text.replace('+', '');
    if (/^0[ox]/.test(text)) return exact(BigInt(text));
    return exact(BigInt(text.replace('+', '')));
  }
  return FLOAT.test(text) ? Number(text) + 0 : text;
}

/** go-yaml leaves out every underscore, takes a zero in front as octal, and keeps what overflows as text. */
function typeGoNumber(text: string): Typed {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const integer = plain.length > LONGEST ? null : GO_INTEGER.exec(plain);
  if (integer) {
    const [, sign = '', digits = ''] = integer;
    const isOldOctal = /^0[0-7]+$/.test(digits);
    const size = BigInt(isOldOctal ? `0o${digits.slice(1)}` : digits.toLowerCase());
    const whole = sign === '-' ? -size : size;
    if (whole >= -LARGEST && whole < LARGEST) return exact(whole);
    if (sign === '' && whole < LARGEST_UNSIGNED) {
      // Nothing after go-yaml keeps integers of this size: JSON makes them floats.
      return Number(whole);
    }
  }
  if (!FLOAT.test(plain)) return text;
  const value = Number(plain);
  return Number.isFinite(value) ? value + 0 : text;
}

/** As a number where a double holds it exactly, else its decimal digits. */
function exact(whole: bigint): Typed {
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : String(whole);
}
