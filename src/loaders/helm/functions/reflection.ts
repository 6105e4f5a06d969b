import { typeName } from '../template/print.ts';
import type { FunctionTable } from '../template/value.ts';
import { deepEqual, define, defineRaw, kindOf, textOf } from './support.ts';

/** Functions about the types of values. */
export const reflectionFunctions: FunctionTable = {
  kindOf: defineRaw(['any'], ([value]) => kindOf(value ?? null)),
  kindIs: defineRaw(['string', 'any'], ([kind, value]) => kindOf(value ?? null) === textOf(kind)),
  typeOf: defineRaw(['any'], ([value]) => typeName(value ?? null)),
  typeIs: defineRaw(['string', 'any'], ([type, value]) => typeName(value ?? null) === textOf(type)),
  typeIsLike: defineRaw(['string', 'any'], ([type, value]) => {
    const name = typeName(value ?? null);
    return name === textOf(type) || name === `*${textOf(type)}`;
  }),
  deepEqual: defineRaw(['any', 'any'], ([a, b]) => deepEqual(a ?? null, b ?? null)),
  // Helm looks up no names unless it is told to.
  getHostByName: define(['string'], () => ''),
};
