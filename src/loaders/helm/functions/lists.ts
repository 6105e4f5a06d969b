import type { FunctionTable, GoValue, Plain, TemplateFunction } from '../template/value.ts';
import { doubted, GoStruct, List, plain, TemplateError, uncertaintyOf } from '../template/value.ts';
import { typeName } from '../template/print.ts';
import { toInteger } from './numbers.ts';
import { countOf, deepEqual, define, defineRaw, isEmpty, itemsOf, kindOf } from './support.ts';

type ListCall = (items: readonly GoValue[], others: readonly GoValue[]) => GoValue;

/** Functions of lists; each that can fail has a `must` form, and both end the rendering. */
export const listFunctions: FunctionTable = {
  list: defineRaw([], (args) => new List(args), 'any'),
  tuple: defineRaw([], (args) => new List(args), 'any'),
  ...named(
    ['append', 'push', 'mustAppend', 'mustPush'],
    withValue('push on', (items, [value]) => new List([...items, value ?? null])),
  ),
  ...named(
    ['prepend', 'mustPrepend'],
    withValue('prepend on', (items, [value]) => new List([value ?? null, ...items])),
  ),
  ...named(
    ['first', 'mustFirst'],
    ofList('find first on', (items) => items[0] ?? null),
  ),
  ...named(
    ['last', 'mustLast'],
    ofList('find last on', (items) => items.at(-1) ?? null),
  ),
  ...named(
    ['rest', 'mustRest'],
    ofList('find rest on', (items) => listOrNil(items, items.slice(1))),
  ),
  ...named(
    ['initial', 'mustInitial'],
    ofList('find initial on', (items) => listOrNil(items, items.slice(0, -1))),
  ),
  ...named(
    ['reverse', 'mustReverse'],
    ofList('find reverse on', (items) => new List([...items].reverse())),
  ),
  ...named(
    ['compact', 'mustCompact'],
    ofList('compact on', (items) => new List(items.filter((item) => !isEmpty(item)))),
  ),
  ...named(
    ['uniq', 'mustUniq'],
    ofList('find uniq on', (items) => new List(distinct(items))),
  ),
  ...named(['without', 'mustWithout'], {
    ...ofList('find without on', without),
    rest: 'any',
  }),
  ...named(
    ['has', 'mustHas'],
    define(
      ['any', 'any'],
      ([needle, list]) =>
        plain(list ?? null) !== null &&
        itemsOf(list, 'find has on').some((item) => deepEqual(needle ?? null, item)),
    ),
  ),
  ...named(['slice', 'mustSlice'], { ...define(['any'], slice), rest: 'any' }),
  ...named(
    ['chunk', 'mustChunk'],
    define(['int', 'any'], ([size, list]) => chunks(itemsOf(list, 'chunk'), countOf(size))),
  ),
  concat: define([], (args) => new List(args.flatMap((list) => concatenated(list))), 'any'),
};

function named(names: readonly string[], one: TemplateFunction): FunctionTable {
  return Object.fromEntries(names.map((name) => [name, one]));
}

function ofList(verb: string, call: ListCall): TemplateFunction {
  return define(['any'], ([list, ...others]) => call(itemsOf(list, verb), others));
}

function withValue(verb: string, call: ListCall): TemplateFunction {
  return defineRaw(['any', 'any'], ([list = null, ...others]) =>
    doubted(call(itemsOf(list, verb), others), uncertaintyOf(list)),
  );
}

function listOrNil(items: readonly GoValue[], part: readonly GoValue[]): GoValue {
  return items.length === 0 ? null : new List(part);
}

/** Each text or number is looked up; lists and dicts are compared with each other. */
function distinct(items: readonly GoValue[]): readonly GoValue[] {
  const kept: GoValue[] = [];
  const compared: GoValue[] = [];
  const known = new Set<string>();
  for (const item of items) {
    const bare = plain(item);
    if (typeof bare === 'object') {
      if (compared.some((other) => deepEqual(other, item))) continue;
      checkPairs(compared.length, compared.length);
      compared.push(item);
    } else {
      const key = `${typeName(item)} ${Object.is(bare, -0) ? '-0' : bare}`;
      if (known.has(key)) continue;
      known.add(key);
    }
    kept.push(item);
  }
  return kept;
}

// About a second of work. Lists of charts have some dozens of items.
const MOST_PAIRS = 10_000_000;

function checkPairs(some: number, others: number): void {
  if (some * others > MOST_PAIRS) throw new TemplateError('there are too many items to compare');
}

function without(items: readonly GoValue[], others: readonly GoValue[]): List {
  checkPairs(items.length, others.length);
  return new List(items.filter((item) => !others.some((other) => deepEqual(other, item))));
}

function slice([value, from, to]: readonly Plain[]): GoValue {
  const list = value instanceof GoStruct ? value.items : value;
  if (!(list instanceof List)) {
    throw new TemplateError(`list should be type of slice or array but ${kindOf(value ?? null)}`);
  }
  const { items, goType } = list;
  if (items.length === 0) return null;
  const start = from === undefined ? 0 : Number(toInteger(from));
  const end = to === undefined ? items.length : Number(toInteger(to));
  if (start < 0 || end > items.length || start > end) {
    throw new TemplateError('reflect.Value.Slice: slice index out of bounds');
  }
  return new List(items.slice(start, end), { goType });
}

function chunks(items: readonly GoValue[], size: number): List {
  if (size <= 0) throw new TemplateError('runtime error: makeslice: len out of range');
  const parts: GoValue[] = [];
  for (let at = 0; at < items.length; at += size) parts.push(new List(items.slice(at, at + size)));
  return new List(parts, { goType: '[][]interface {}' });
}

function concatenated(value: Plain): readonly GoValue[] {
  const list = value instanceof GoStruct ? value.items : value;
  if (list instanceof List) return list.items;
  throw new TemplateError(`Cannot concat type ${kindOf(value)} as list`);
}
