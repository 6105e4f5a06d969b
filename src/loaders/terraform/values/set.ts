import { compare, Num } from './number.ts';
import { formatNumber } from './number-format.ts';
import { rawEqual } from './raw-equal.ts';
import { byCodePoint } from './text-order.ts';
import type { Type } from './type.ts';
import { setOf } from './type.ts';
import { containsSensitive, isWhollyKnown, withoutMarks } from './unknowns.ts';
import type { TfValue } from './value.ts';
import { isUnknownContent } from './value.ts';

/**
 * A set of values that already have the element type: each once, in Terraform's order. Text goes by its
 * bytes, numbers ascending, false before true; unknowns and then nulls come last; other values go by the
 * bytes of the text that Terraform hashes (see `hashText`). A mark inside any element moves to the whole set,
 * as Terraform does it.
 */
export function setFrom(element: Type, values: readonly TfValue[]): TfValue {
  const sensitive = values.some(containsSensitive);
  const plain = sensitive ? values.map(withoutMarks) : values;
  const distinct = element === 'string' ? distinctTexts(plain) : distinctValues(plain);
  return { type: setOf(element), content: distinct, sensitive };
}

function distinctTexts(values: readonly TfValue[]): readonly TfValue[] {
  const byText = new Map<string | null, TfValue>();
  const unknown: TfValue[] = [];
  for (const value of values) {
    if (typeof value.content !== 'string' && value.content !== null) unknown.push(value);
    else if (!byText.has(value.content)) byText.set(value.content, value);
  }
  return [...byText.values(), ...unknown].sort(byElementOrder);
}

function distinctValues(values: readonly TfValue[]): readonly TfValue[] {
  const byHash = new Map<string, TfValue[]>();
  const unknown: TfValue[] = [];
  for (const value of values) {
    if (!isWhollyKnown(value)) {
      unknown.push(value);
      continue;
    }
    const hash = hashText(value);
    const bucket = byHash.get(hash);
    if (bucket === undefined) byHash.set(hash, [value]);
    else if (!bucket.some((other) => rawEqual(other, value))) bucket.push(value);
  }
  return [...[...byHash.values()].flat(), ...unknown].sort(byElementOrder);
}

function byElementOrder(a: TfValue, b: TfValue): number {
  if (a.content === null || b.content === null)
    return Number(a.content === null) - Number(b.content === null);
  const [unknownA, unknownB] = [isUnknownContent(a.content), isUnknownContent(b.content)];
  if (unknownA || unknownB) return Number(unknownA) - Number(unknownB);
  if (typeof a.content === 'string' && typeof b.content === 'string')
    return byCodePoint(a.content, b.content);
  if (typeof a.content === 'boolean' && typeof b.content === 'boolean')
    return Number(a.content) - Number(b.content);
  if (a.content instanceof Num && b.content instanceof Num) return compare(a.content, b.content);
  return byCodePoint(hashText(a), hashText(b));
}

/** The text by which Terraform tells elements of a set apart and orders them when they are no primitives. */
function hashText(value: TfValue): string {
  const { content, type } = value;
  if (isUnknownContent(content)) return '?';
  if (content === null) return '~';
  if (typeof content === 'string') return quoted(content);
  if (typeof content === 'boolean') return content ? 'T' : 'F';
  if (content instanceof Num) return formatNumber(content, 'g', 10);
  const isStructure = typeof type !== 'string' && (type.kind === 'tuple' || type.kind === 'object');
  if (Array.isArray(content)) {
    const inner = content.map((element) => `${hashText(element)};`).join('');
    return isStructure ? `<${inner}>` : `[${inner}]`;
  }
  const entries = content instanceof Map ? [...content] : [];
  if (isStructure) return `<${entries.map(([, inner]) => `${hashText(inner)};`).join('')}>`;
  return `{${entries.map(([key, inner]) => `${quoted(key)}:${hashText(inner)};`).join('')}}`;
}

const ESCAPES = new Map([
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
  ['\\', '\\\\'],
  ['"', '\\"'],
]);
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** A text in Go's quotes. */
function quoted(text: string): string {
  if (/^[\w .:/-]*$/.test(text)) return `"${text}"`;
  const escaped = [...text].map((character) => {
    const escape = ESCAPES.get(character);
    if (escape !== undefined) return escape;
    if (PRINTABLE.test(character)) return character;
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code > 0xffff
      ? `\\U${code.toString(16).padStart(8, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${escaped.join('')}"`;
}
