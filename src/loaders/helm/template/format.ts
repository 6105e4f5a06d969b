import type { SourceRange } from '../../../core/location.ts';
import { goQuoted } from './go-quote.ts';
import { exponentText, floatText, goText, shortest, typeName } from './print.ts';
import { Output, showing, textOf } from './text.ts';
import type { GoValue } from './value.ts';
import { Dict, List, plain, Text, uncertaintyOf } from './value.ts';

/** Wider fields are cut, as Go does (fmt's tooLarge, 1e6). */
const MAX_WIDTH = 1_000_000;

interface Flags {
  minus: boolean;
  plus: boolean;
  sharp: boolean;
  space: boolean;
  zero: boolean;
  width: number | undefined;
  precision: number | undefined;
}

/** Go's Sprintf. Values that are written as they are keep their origin. */
export function format(template: string, values: readonly GoValue[], at: SourceRange): string | Text {
  const out = new Output();
  const state = new Arguments(values);
  let position = 0;
  for (;;) {
    const percent = template.indexOf('%', position);
    out.append(template.slice(position, percent < 0 ? undefined : percent));
    if (percent < 0) break;
    position = directive(template, percent + 1, { out, state, at });
  }
  const extra = state.extra();
  if (extra.length > 0) {
    const listed = extra.map((value) =>
      plain(value) === null ? '<nil>' : `${typeName(value)}=${goText(value)}`,
    );
    out.append(`%!(EXTRA ${listed.join(', ')})`);
  }
  const text = out.finish();
  return text.segments.length === 0 && text.uncertain.length === 0 ? text.value : text;
}

class Arguments {
  readonly #values: readonly GoValue[];
  #next = 0;
  #reordered = false;

  constructor(values: readonly GoValue[]) {
    this.#values = values;
  }

  take(): GoValue | undefined {
    const value = this.#values[this.#next];
    this.#next += 1;
    return value;
  }

  /** Counted from one, as in `%[1]s`; false when there is no such argument. */
  moveTo(number: number): boolean {
    this.#reordered = true;
    if (number < 1 || number > this.#values.length) return false;
    this.#next = number - 1;
    return true;
  }

  extra(): readonly GoValue[] {
    return this.#reordered ? [] : this.#values.slice(this.#next);
  }
}

interface Writing {
  readonly out: Output;
  readonly state: Arguments;
  readonly at: SourceRange;
}

/** Writes one directive; returns where the text goes on. */
function directive(template: string, from: number, { out, state, at }: Writing): number {
  const found = /^([-+# 0]*)(\[\d+\])?(\*|\d+)?(?:\.(\[\d+\])?(\*|\d*))?(\[\d+\])?/.exec(
    template.slice(from, from + 100),
  );
  const [whole = '', marks = '', first, width, second, precision, third] = found ?? [];
  const flags: Flags = {
    minus: marks.includes('-'),
    plus: marks.includes('+'),
    sharp: marks.includes('#'),
    space: marks.includes(' '),
    zero: marks.includes('0'),
    width: undefined,
    precision: undefined,
  };
  const indexes = [first, second, third].filter((index) => index !== undefined);
  const isReachable = indexes.every((index) => state.moveTo(Number(index.slice(1, -1))));
  flags.width = width === '*' ? starred(state) : limited(width);
  flags.precision = precision === '*' ? starred(state) : limited(precision, whole.includes('.'));
  if (flags.width !== undefined && flags.width < 0) {
    flags.minus = true;
    flags.width = -flags.width;
  }
  const verb = String.fromCodePoint(template.codePointAt(from + whole.length) ?? 0);
  const end = from + whole.length + verb.length;
  if (from + whole.length >= template.length) out.append('%!(NOVERB)');
  else if (verb === '%') out.append('%');
  else if (!isReachable) out.append(`%!${verb}(BADINDEX)`);
  else {
    const value = state.take();
    if (value === undefined) out.append(`%!${verb}(MISSING)`);
    else out.append(writtenAs(verb, value, flags, at));
  }
  return Math.min(end, template.length);
}

function starred(state: Arguments): number | undefined {
  const value = state.take();
  const bare = value === undefined ? undefined : plain(value);
  return typeof bare === 'bigint' && bare <= MAX_WIDTH && bare >= -MAX_WIDTH ? Number(bare) : undefined;
}

function limited(digits: string | undefined, isZero = false): number | undefined {
  if (digits === undefined || digits === '') return isZero ? 0 : undefined;
  return Math.min(Number(digits), MAX_WIDTH);
}

function writtenAs(verb: string, value: GoValue, flags: Flags, at: SourceRange): string | Text {
  const isBare = flags.width === undefined && flags.precision === undefined && !flags.sharp && !flags.plus;
  if (isBare && (verb === 's' || verb === 'v') && plain(value) !== null) {
    if (verb === 'v' || typeof plain(value) === 'string') return textOf(value, at);
  }
  const text = formatted(verb, value, flags);
  if (text === goText(value)) return showing(text, value, at);
  const because = uncertaintyOf(value);
  if (because === undefined) return text;
  return new Text(text, [], [{ start: 0, end: text.length, because, existence: false }]);
}

function formatted(verb: string, value: GoValue, flags: Flags): string {
  const bare = plain(value);
  if (verb === 'T') return stringAs('s', typeName(value), flags) ?? '';
  if (bare === null) return verb === 'v' ? padded('<nil>', flags) : `%!${verb}(<nil>)`;
  if (bare instanceof List) {
    return `[${bare.items.map((item) => inside(verb, item, flags)).join(' ')}]`;
  }
  if (bare instanceof Dict) {
    const entries = [...bare.entries()].map(
      ([key, item]) => `${inside(verb, key, flags)}:${inside(verb, item, flags)}`,
    );
    return `map[${entries.join(' ')}]`;
  }
  switch (typeof bare) {
    case 'string':
      return stringAs(verb, bare, flags) ?? bad(verb, value, flags);
    case 'bigint':
      return integerAs(verb, bare, flags) ?? bad(verb, value, flags);
    case 'number':
      return floatAs(verb, bare, flags) ?? bad(verb, value, flags);
    case 'boolean':
      return verb === 't' || verb === 'v' ? padded(String(bare), flags) : bad(verb, value, flags);
    default:
      return goText(value);
  }
}

function inside(verb: string, value: GoValue, flags: Flags): string {
  return plain(value) === null ? '<nil>' : formatted(verb, value, flags);
}

function bad(verb: string, value: GoValue, flags: Flags): string {
  return `%!${verb}(${typeName(value)}=${formatted('v', value, { ...flags, sharp: false })})`;
}

function stringAs(verb: string, value: string, flags: Flags): string | undefined {
  const cut = flags.precision === undefined ? value : [...value].slice(0, flags.precision).join('');
  switch (verb) {
    case 's':
      return padded(cut, flags);
    case 'v':
      return padded(flags.sharp ? goQuoted(cut) : cut, flags);
    case 'q':
      return padded(flags.sharp && !cut.includes('`') ? `\`${cut}\`` : goQuoted(cut), flags);
    case 'x':
    case 'X': {
      const bytes = [...new TextEncoder().encode(value)].slice(0, flags.precision);
      const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(flags.space ? ' ' : '');
      return padded(verb === 'X' ? hex.toUpperCase() : hex, flags);
    }
    default:
      return undefined;
  }
}

const BASES: Readonly<Record<string, number>> = { d: 10, v: 10, x: 16, X: 16, o: 8, O: 8, b: 2 };
const PREFIXES: Readonly<Record<string, string>> = { x: '0x', X: '0X', o: '0', b: '0b' };

function integerAs(verb: string, value: bigint, flags: Flags): string | undefined {
  if (verb === 'c') return padded(characterOf(value), flags);
  if (verb === 'q') return padded(goQuoted(characterOf(value), "'"), flags);
  if (verb === 'U') return padded(`U+${value.toString(16).toUpperCase().padStart(4, '0')}`, flags);
  const base = BASES[verb];
  if (base === undefined) return undefined;
  const absolute = value < 0n ? -value : value;
  let digits = absolute.toString(base).padStart(flags.precision ?? 1, '0');
  if (flags.precision === 0 && value === 0n) digits = '';
  const prefix = verb === 'O' ? '0o' : flags.sharp ? (PREFIXES[verb] ?? '') : '';
  const text = verb === 'X' ? digits.toUpperCase() : digits;
  return numberPadded(signOf(value < 0n, flags), prefix + text, {
    ...flags,
    zero: flags.zero && flags.precision === undefined,
  });
}

function characterOf(value: bigint): string {
  return value >= 0n && value <= 0x10_ff_ffn ? String.fromCodePoint(Number(value)) : '\uFFFD';
}

function floatAs(verb: string, value: number, flags: Flags): string | undefined {
  const isNegative = value < 0 || Object.is(value, -0);
  const sign = signOf(isNegative, flags);
  const text = floatDigits(verb, Math.abs(value), flags.precision);
  if (text === undefined) return undefined;
  if (!Number.isFinite(value)) {
    const plus = sign === '' && verb === 'v' && !Number.isNaN(value) ? '+' : sign;
    return padded(`${Number.isNaN(value) ? '' : plus}${text}`, flags);
  }
  return numberPadded(sign, text, flags);
}

function floatDigits(verb: string, value: number, precision: number | undefined): string | undefined {
  if ('veEfFgG'.includes(verb) && !Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : 'Inf';
  const digits = Math.min(precision ?? 6, 100);
  switch (verb) {
    case 'f':
    case 'F':
      return fixed(value, digits);
    case 'e':
    case 'E': {
      const [mantissa = '', power = '0'] = value.toExponential(digits).split('e');
      return `${mantissa}${verb}${exponentText(Number(power))}`;
    }
    case 'v':
    case 'g':
    case 'G': {
      const text = precision === undefined ? floatText(value) : significant(value, Math.max(1, digits));
      return verb === 'G' ? text.toUpperCase() : text;
    }
    default:
      return undefined;
  }
}

/** `toFixed` gives up at 1e21; above it every double is an integer. */
function fixed(value: number, digits: number): string {
  if (value < 1e21) return value.toFixed(digits);
  return BigInt(value).toString() + (digits > 0 ? `.${'0'.repeat(digits)}` : '');
}

function significant(value: number, digits: number): string {
  return shortest(Number(value.toPrecision(digits)), digits);
}

function signOf(isNegative: boolean, { plus, space }: Flags): string {
  if (isNegative) return '-';
  if (plus) return '+';
  return space ? ' ' : '';
}

function numberPadded(sign: string, digits: string, flags: Flags): string {
  const width = flags.width ?? 0;
  if (flags.zero && !flags.minus) return sign + digits.padStart(width - sign.length, '0');
  return padded(sign + digits, flags);
}

function padded(text: string, { width, minus, zero }: Flags): string {
  const missing = (width ?? 0) - [...text].length;
  if (missing <= 0) return text;
  if (minus) return text + ' '.repeat(missing);
  return (zero ? '0' : ' ').repeat(missing) + text;
}
