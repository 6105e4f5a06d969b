import { Unknown } from '../../../core/value.ts';
import { typeName } from '../template/print.ts';
import type { Call, GoValue, Parameter, Plain, Scalar, TemplateFunction } from '../template/value.ts';
import { Dict, GoStruct, List, plain, TemplateError, Traced } from '../template/value.ts';

/** A function of values without provenance. */
export function define(
  parameters: readonly Parameter[],
  call: (args: readonly Plain[], call: Call) => GoValue,
  rest?: Parameter,
): TemplateFunction {
  return { parameters, call, ...(rest ? { rest } : {}) };
}

/** A function that handles provenance itself. */
export function defineRaw(
  parameters: readonly Parameter[],
  call: (args: readonly GoValue[], call: Call) => GoValue,
  rest?: Parameter,
): TemplateFunction {
  return { parameters, call, raw: true, ...(rest ? { rest } : {}) };
}

/** A function from text to text. */
export function textToText(convert: (text: string) => GoValue): TemplateFunction {
  return define(['string'], ([text]) => convert(textOf(text)));
}

/** An argument that the engine has checked to be a text. */
export function textOf(value: GoValue | undefined): string {
  const text = value === undefined ? undefined : plain(value);
  return typeof text === 'string' ? text : '';
}

/** An argument that the engine has checked to be an integer, within what a list can count. */
export function countOf(value: GoValue | undefined): number {
  const count = value === undefined ? undefined : plain(value);
  return typeof count === 'bigint' || typeof count === 'number' ? Number(count) : 0;
}

/** An argument that the engine has checked to be a dict. */
export function dictOf(value: GoValue | undefined): Dict {
  const dict = value === undefined ? undefined : plain(value);
  if (dict instanceof Dict) return dict;
  if (dict instanceof GoStruct && dict.entries) return dict.entries;
  return new Dict();
}

/** The items of a list, or what Go says of a value that is none: `verb` and the type. */
export function itemsOf(value: GoValue | undefined, verb: string): readonly GoValue[] {
  const list = value === undefined ? null : plain(value);
  if (list instanceof List) return list.items;
  if (list instanceof GoStruct && list.items) return list.items.items;
  throw new TemplateError(`Cannot ${verb} type ${kindOf(list)}`);
}

/** The kind of a value in Go's words. */
export function kindOf(value: GoValue): string {
  const inner = plain(value);
  if (inner === null) return 'invalid';
  if (inner instanceof Dict) return 'map';
  if (inner instanceof List) return 'slice';
  if (inner instanceof GoStruct) {
    if (inner.entries) return 'map';
    if (inner.items) return 'slice';
    return inner.typeName.startsWith('*') ? 'ptr' : 'struct';
  }
  if (typeof inner === 'bigint') {
    const type = value instanceof Traced ? value.goType : undefined;
    return type ?? 'int';
  }
  if (value instanceof Traced && value.goType?.startsWith('[]')) return 'slice';
  const kinds = { boolean: 'bool', number: 'float64', string: 'string' } as const;
  return kinds[scalarKind(inner)];
}

function scalarKind(value: boolean | number | string): 'boolean' | 'number' | 'string' {
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' ? 'number' : 'string';
}

/** Go's zero values: nil, false, 0, and everything of length 0. */
export function isEmpty(value: GoValue | undefined): boolean {
  const inner = value === undefined ? null : plain(value);
  if (inner === null || inner === false || inner === '' || inner === 0 || inner === 0n) return true;
  if (inner instanceof Dict) return inner.size === 0;
  if (inner instanceof List) return inner.items.length === 0;
  if (inner instanceof GoStruct) return inner.entries?.size === 0 || inner.items?.items.length === 0;
  return false;
}

/** An integer of Go's type int64, which add, len of time and others give. */
export function int64(value: bigint): Traced {
  return new Traced(BigInt.asIntN(64, value), { goType: 'int64' });
}

/** A list of texts. */
export function textList(texts: readonly string[]): List {
  return new List(texts, { goType: '[]string' });
}

/** A stand-in for what comes out differently at every run. */
export function different(value: Scalar, what: string): Traced {
  const detail = `${what} gives another value at every run`;
  const settledBy = `a fixed value in the place of ${what}`;
  return new Traced(value, { uncertain: new Unknown({ reason: 'impure-function', detail, settledBy }) });
}

/** Dicts whose parts hold each other, or themselves, have more parts than anybody writes. */
const MAX_COMPARED = 500_000;
const MAX_DEPTH = 200;

/** Whether Go's DeepEqual holds: the same types and the same content. */
export function deepEqual(a: GoValue, b: GoValue): boolean {
  return partsEqual(a, b, { depth: 0, parts: { left: MAX_COMPARED } });
}

function partsEqual(
  a: GoValue,
  b: GoValue,
  { depth, parts }: { readonly depth: number; readonly parts: { left: number } },
): boolean {
  const [left, right] = [plain(a), plain(b)];
  if (left === right && typeof left === 'object') return true;
  parts.left -= 1;
  if (depth > MAX_DEPTH || parts.left < 0) {
    throw new TemplateError('the values to compare are too deep or too large');
  }
  const inside = { depth: depth + 1, parts };
  if (left instanceof List && right instanceof List) {
    const isAlike = typeName(left) === typeName(right) && left.items.length === right.items.length;
    return isAlike && left.items.every((item, index) => partsEqual(item, right.items[index] ?? null, inside));
  }
  if (left instanceof Dict && right instanceof Dict) {
    const isAlike = typeName(left) === typeName(right) && left.size === right.size;
    const isSame = (key: string): boolean =>
      right.has(key) && partsEqual(left.get(key) ?? null, right.get(key) ?? null, inside);
    return isAlike && left.keys().every(isSame);
  }
  return Object.is(left, right) && typeName(a) === typeName(b);
}
