import type { Unknown } from '../../../core/value.ts';
import type { FunctionTable, GoValue } from '../template/value.ts';
import { doubted, plain, uncertaintyOf } from '../template/value.ts';
import { define, defineRaw, isEmpty } from './support.ts';

/** Functions that choose between values. */
export const defaultFunctions: FunctionTable = {
  default: defineRaw(['any'], ([otherwise, given]) => firstGiven([given, otherwise]), 'any'),
  coalesce: defineRaw([], (args) => firstGiven([...args, null]), 'any'),
  empty: define(['any'], ([value]) => isEmpty(value)),
  all: define([], (args) => args.every((one) => !isEmpty(one)), 'any'),
  any: define([], (args) => args.some((one) => !isEmpty(one)), 'any'),
  ternary: defineRaw(['any', 'any', 'bool'], ([yes, no, condition]) => {
    const because = condition === undefined ? undefined : uncertaintyOf(condition);
    const isYes = condition !== undefined && plain(condition) === true;
    return doubted((isYes ? yes : no) ?? null, because);
  }),
};

/** The first value that is not empty, with the doubt of those that were passed over. */
function firstGiven(values: readonly (GoValue | undefined)[]): GoValue {
  let because: Unknown | undefined;
  for (const value of values.slice(0, -1)) {
    if (value !== undefined && !isEmpty(value)) return doubted(value, because);
    because ??= value === undefined ? undefined : uncertaintyOf(value);
  }
  const last = values.at(-1) ?? null;
  return doubted(last, because);
}
