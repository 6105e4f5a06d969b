import { convert } from '../values/convert.ts';
import type { Type } from '../values/type.ts';
import { listOf, mapOf, setOf } from '../values/type.ts';
import { derivedUnknown } from '../values/unknowns.ts';
import { bool, isUnknown, string, withSensitive } from '../values/value.ts';
import { argument } from './arguments.ts';
import type { FunctionDefinition, Functions, Parameter } from './definition.ts';
import { typeText } from '../values/type-text.ts';

/** A value of any type, handed over as it is. */
const AS_IS: Parameter = {
  type: 'dynamic',
  takesNull: true,
  takesUnknown: true,
  takesDynamic: true,
  takesMarks: true,
};

/** Functions that change the type or the marks of a value. */
export const conversionFunctions: Functions = {
  ephemeralasnull: { parameters: [AS_IS], result: 'dynamic', call: (args) => argument(args, 0) },
  issensitive: {
    parameters: [AS_IS],
    result: 'bool',
    call: (args) => {
      const value = argument(args, 0);
      if (!value.sensitive && isUnknown(value)) return derivedUnknown('bool', [value], { notNull: true });
      return bool(value.sensitive);
    },
  },
  nonsensitive: {
    parameters: [AS_IS],
    result: 'dynamic',
    call: (args) => withSensitive(argument(args, 0), false),
  },
  sensitive: {
    parameters: [AS_IS],
    result: 'dynamic',
    call: (args) => withSensitive(argument(args, 0), true),
  },
  tobool: conversionTo('bool'),
  tolist: conversionTo(listOf('dynamic')),
  tomap: conversionTo(mapOf('dynamic')),
  tonumber: conversionTo('number'),
  toset: conversionTo(setOf('dynamic')),
  tostring: conversionTo('string'),
  type: { parameters: [AS_IS], result: 'string', call: (args) => string(typeText(argument(args, 0).type)) },
};

function conversionTo(type: Type): FunctionDefinition {
  return { parameters: [AS_IS], result: type, call: (args) => convert(argument(args, 0), type) };
}
