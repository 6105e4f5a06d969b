import { sprigText } from '../template/print.ts';
import type { FunctionTable, GoValue } from '../template/value.ts';
import { Dict, GoStruct, List, plain } from '../template/value.ts';
import { countOf, define, textList, textOf } from './support.ts';

/** Functions between texts and lists of texts. */
export const stringListFunctions: FunctionTable = {
  split: define(['string', 'string'], ([by, text]) => numbered(textOf(text).split(textOf(by)))),
  splitn: define(['string', 'int', 'string'], ([by, most, text]) =>
    numbered(splitAtMost(textOf(text), textOf(by), countOf(most))),
  ),
  join: define(['string', 'any'], ([by, list]) => textsOf(list ?? null).join(textOf(by))),
  sortAlpha: define(['any'], ([list]) => textList([...textsOf(list ?? null)].sort())),
  toStrings: define(['any'], ([list]) => textList(textsOf(list ?? null))),
};

/** The items of a list as texts without nil; any other value is the only one. */
function textsOf(value: GoValue): readonly string[] {
  const inner = plain(value);
  const list = inner instanceof GoStruct ? inner.items : inner;
  if (list instanceof List) return list.items.filter((item) => plain(item) !== null).map(sprigText);
  return inner === null ? [] : [sprigText(value)];
}

function split(text: string, by: string): readonly string[] {
  return by === '' ? [...text] : text.split(by);
}

function splitAtMost(text: string, by: string, most: number): readonly string[] {
  if (most === 0) return [];
  const parts = split(text, by);
  if (most < 0 || parts.length <= most) return parts;
  return [...parts.slice(0, most - 1), parts.slice(most - 1).join(by)];
}

/** `{ _0: a, _1: b }`. */
function numbered(parts: readonly string[]): Dict {
  const dict = new Dict({ goType: 'map[string]string' });
  for (const [index, part] of parts.entries()) dict.set(`_${index}`, part);
  return dict;
}
