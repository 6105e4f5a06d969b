import { fromData, fromJson, toData } from '../values/data.ts';
import { containsSensitive, deepUnknowns, isWhollyKnown, mergedCause } from '../values/unknowns.ts';
import type { TfValue } from '../values/value.ts';
import { string, unknownCause, unknownOf, withSensitive } from '../values/value.ts';
import { argument, kindOf, textOf } from './arguments.ts';
import type { Functions } from './definition.ts';
import { jsonText } from './json-text.ts';

/** `jsonencode` and `jsondecode`. */
export const jsonFunctions: Functions = {
  jsondecode: {
    parameters: [{ type: 'string', takesUnknown: true }],
    result: 'dynamic',
    call: (args) => decode(argument(args, 0)),
  },
  jsonencode: {
    parameters: [
      { type: 'dynamic', takesNull: true, takesUnknown: true, takesDynamic: true, takesMarks: true },
    ],
    result: 'string',
    call: (args) => encode(argument(args, 0)),
  },
};

/** With unknowns inside, the text is unknown, but what is known of the value stays with the cause. */
function encode(value: TfValue): TfValue {
  const sensitive = containsSensitive(value);
  if (isWhollyKnown(value)) return withSensitive(string(jsonText(value)), sensitive);
  const cause = mergedCause(deepUnknowns(value), { kind: 'json', value: toData(value) });
  return withSensitive(unknownOf('string', cause, { notNull: true, prefix: prefixOf(value) }), sensitive);
}

function prefixOf(value: TfValue): string | undefined {
  if (unknownCause(value)) return undefined;
  return ['map', 'object'].includes(kindOf(value)) ? '{' : '[';
}

/** Terraform decodes only known text; a text that was encoded here gives back its known parts. */
function decode(value: TfValue): TfValue {
  const cause = unknownCause(value);
  if (cause === undefined) return fromJson(textOf(value));
  return cause.partial?.kind === 'json'
    ? fromData(cause.partial.value)
    : unknownOf('dynamic', mergedCause([cause]));
}
