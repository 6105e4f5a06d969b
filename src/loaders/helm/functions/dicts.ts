import { sprigText } from '../template/print.ts';
import type { FunctionTable, GoValue } from '../template/value.ts';
import { Dict, doubted, GoStruct, List, plain, TemplateError } from '../template/value.ts';
import { copyOf } from '../values/doubt.ts';
import { mergeInto } from './merge.ts';
import { define, defineRaw, dictOf, kindOf, textList, textOf } from './support.ts';

/** Functions of dicts. */
export const dictFunctions: FunctionTable = {
  dict: defineRaw(
    [],
    (args) => {
      const dict = new Dict();
      for (let at = 0; at < args.length; at += 2) {
        dict.set(sprigText(args[at] ?? null), args[at + 1] ?? (at + 1 < args.length ? null : ''));
      }
      return dict;
    },
    'any',
  ),
  get: defineRaw(['dict', 'string'], ([dict, key]) => found(dictOf(dict), textOf(key), '')),
  set: defineRaw(['dict', 'string', 'any'], ([dict, key, value], call) => {
    call.change(dictOf(dict), textOf(key), value ?? null);
    return dict ?? null;
  }),
  unset: defineRaw(['dict', 'string'], ([dict, key], call) => {
    call.writable(dictOf(dict)).delete(textOf(key));
    return dict ?? null;
  }),
  hasKey: defineRaw(['dict', 'string'], ([dict, key]) => {
    const table = dictOf(dict);
    return table.has(textOf(key)) ? true : doubted(false, table.uncertain);
  }),
  keys: define([], (args) => textList(args.flatMap((dict) => dictOf(dict).keys())), 'dict'),
  values: define(['dict'], ([dict]) => new List([...dictOf(dict).entries()].map(([, value]) => value))),
  pluck: define(
    ['string'],
    ([key, ...dicts]) => new List(dicts.flatMap((dict) => dictOf(dict).get(textOf(key)) ?? [])),
    'dict',
  ),
  pick: define(['dict'], ([dict, ...keys]) => part(dictOf(dict), new Set(keys.map(textOf)), true), 'string'),
  omit: define(['dict'], ([dict, ...keys]) => part(dictOf(dict), new Set(keys.map(textOf)), false), 'string'),
  merge: merging('below'),
  mustMerge: merging('below'),
  mergeOverwrite: merging('above'),
  mustMergeOverwrite: merging('above'),
  dig: defineRaw(['any', 'any', 'any'], dig, 'any'),
  deepCopy: defineRaw(['any'], ([value]) => copyOf(value ?? null)),
  mustDeepCopy: defineRaw(['any'], ([value]) => copyOf(value ?? null)),
};

function found(dict: Dict, key: string, otherwise: GoValue): GoValue {
  return dict.get(key) ?? doubted(otherwise, dict.uncertain);
}

function part(dict: Dict, keys: ReadonlySet<string>, isWanted: boolean): Dict {
  const result = new Dict({ node: dict.node, uncertain: dict.uncertain });
  for (const [key, value] of dict.entries()) if (keys.has(key) === isWanted) result.set(key, value);
  return result;
}

function merging(where: 'below' | 'above'): FunctionTable[string] {
  return defineRaw(
    ['dict'],
    ([target, ...sources], call) => {
      const table = call.writable(dictOf(target));
      for (const source of sources) mergeInto(table, dictOf(source), where);
      return table;
    },
    'dict',
  );
}

/** `dig "a" "b" otherwise dict`: what is at a path of keys. */
function dig(args: readonly GoValue[]): GoValue {
  const keys = args.slice(0, -2).map((key) => {
    const text = plain(key);
    if (typeof text !== 'string') {
      throw new TemplateError(`interface conversion: interface {} is ${kindOf(text)}, not string`);
    }
    return text;
  });
  let value: GoValue = args.at(-1) ?? null;
  for (const key of keys) {
    const inner = plain(value);
    const table = inner instanceof GoStruct ? inner.entries : inner;
    if (!(table instanceof Dict)) {
      const kind = table === null ? 'nil' : kindOf(inner);
      throw new TemplateError(`interface conversion: interface {} is ${kind}, not map[string]interface {}`);
    }
    const next = table.get(key);
    if (next === undefined) return doubted(args.at(-2) ?? null, table.uncertain);
    value = next;
  }
  return value;
}
