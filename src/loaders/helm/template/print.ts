import type { GoValue, Plain } from './value.ts';
import { Dict, GoStruct, List, TemplateError, Traced, plain } from './value.ts';

/** Only a dict that holds itself is so deep, and only one whose parts hold each other so large. */
const MAX_DEPTH = 100;
const MAX_PARTS = 500_000;

/** Go's mark of a missing value. */
export const NO_VALUE = '<no value>';

/** What `{{ value }}` writes: Go's `%v`, and `<no value>` for nil, which Helm takes out of the result. */
export function printed(value: GoValue): string {
  const bare = plain(value);
  if (typeof bare === 'string' && !(value instanceof Traced && value.goType === '[]uint8')) return bare;
  return bare === null ? NO_VALUE : goText(value);
}

/** Go's `%v`. */
export function goText(value: GoValue): string {
  return partText(value, { depth: 0, parts: { left: MAX_PARTS } });
}

interface Inside {
  readonly depth: number;
  readonly parts: { left: number };
}

function partText(value: GoValue, { depth, parts }: Inside): string {
  const bare = plain(value);
  if (value instanceof Traced && value.goType === '[]uint8' && typeof bare === 'string') {
    return `[${[...new TextEncoder().encode(bare)].join(' ')}]`;
  }
  if (typeof bare === 'string') return bare;
  if (bare === null) return '<nil>';
  if (typeof bare === 'number') return floatText(bare);
  if (typeof bare !== 'object') return String(bare);
  const inside = { depth: depth + 1, parts };
  if (depth > MAX_DEPTH) throw new TemplateError('the value to print is too deep');
  if (bare instanceof List) return `[${bare.items.map((item) => counted(item, inside)).join(' ')}]`;
  if (bare instanceof Dict) {
    const entries = [...bare.entries()].map(([key, item]) => `${key}:${counted(item, inside)}`);
    return `map[${entries.join(' ')}]`;
  }
  if (bare.print) return bare.print();
  const content = bare.entries ?? bare.items;
  if (content) return counted(content, inside);
  return `{${[...bare.fields.values()].map((field) => counted(field, inside)).join(' ')}}`;
}

function counted(value: GoValue, inside: Inside): string {
  inside.parts.left -= 1;
  if (inside.parts.left < 0) throw new TemplateError('the value to print is too large');
  return partText(value, inside);
}

/** Sprig's `toString`: texts and bytes as they are, everything else as `%v`. */
export function sprigText(value: GoValue): string {
  const bare = plain(value);
  return typeof bare === 'string' ? bare : goText(value);
}

/** Go's shortest `%g` of a float64: exponents below -4 and from 6 on are written (`1e+06`). */
export function floatText(value: number): string {
  return shortest(value, 6);
}

/** The shortest text with an exponent from `limit` digits on (6 for `%v`, 21 in JSON). */
export function shortest(value: number, limit: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= limit) return `${digits}e${exponentText(exponent)}`;
  return plainDigits(value);
}

/** At least two digits, always signed: `+06`. */
export function exponentText(exponent: number): string {
  const sign = exponent < 0 ? '-' : '+';
  return `${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** All digits, without an exponent. */
export function plainDigits(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  const bare = digits.replace('-', '').replace('.', '');
  const sign = value < 0 ? '-' : '';
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${bare}`;
  return `${sign}${bare.padEnd(exponent + 1, '0')}`;
}

/** Go's name of a value's type: `string`, `float64`, `map[string]interface {}`. */
export function typeName(value: GoValue): string {
  if (
    (value instanceof Traced || value instanceof List || value instanceof Dict) &&
    value.goType !== undefined
  ) {
    return value.goType;
  }
  return plainTypeName(plain(value));
}

function plainTypeName(value: Plain): string {
  if (value === null) return '<nil>';
  if (value instanceof List) return '[]interface {}';
  if (value instanceof Dict) return 'map[string]interface {}';
  if (value instanceof GoStruct) return value.typeName;
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'bigint':
      return 'int';
    case 'number':
      return 'float64';
    default:
      return 'bool';
  }
}

/** What Go's text/template takes for true: not zero, not empty, not nil. */
export function isTrue(value: GoValue): boolean {
  const bare = plain(value);
  if (bare instanceof List) return bare.items.length > 0;
  if (bare instanceof Dict) return bare.size > 0;
  if (bare instanceof GoStruct) {
    if (bare.entries) return bare.entries.size > 0;
    return bare.items ? bare.items.items.length > 0 : true;
  }
  if (typeof bare === 'number') return bare !== 0;
  return Boolean(bare);
}
