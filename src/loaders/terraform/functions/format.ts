import type { Unknown } from '../../../core/value.ts';
import { listOf } from '../values/type.ts';
import { deepUnknowns, derivedUnknown, isWhollyKnown, lengthRange, mergedCause } from '../values/unknowns.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, isNull, isUnknown, list } from '../values/value.ts';
import { argument, elementsOf, kindOf, textOf } from './arguments.ts';
import type { Functions, Parameter } from './definition.ts';
import { TEXT } from './definition.ts';
import { formatValue } from './format-value.ts';
import type { Verb } from './format-verb.ts';
import { parseFormat } from './format-verb.ts';
import { textOfParts } from './join.ts';

const ARGUMENT: Parameter = { type: 'dynamic', takesNull: true, takesUnknown: true, takesDynamic: true };

/** `format` and `formatlist`. */
export const formatFunctions: Functions = {
  format: {
    parameters: [TEXT],
    rest: ARGUMENT,
    result: 'string',
    call: ([format, ...args]) => formatText(textOf(format), args),
  },
  formatlist: { parameters: [TEXT], rest: ARGUMENT, result: listOf('string'), call: formatList },
};

function formatText(format: string, args: readonly TfValue[]): TfValue {
  const pieces = parseFormat(format);
  const used = pieces.reduce(
    (most, piece) => (typeof piece === 'string' ? most : Math.max(most, piece.position)),
    0,
  );
  // Terraform counts arguments only when it knows them all.
  if (used !== args.length && !args.every(isWhollyKnown)) {
    return derivedUnknown('string', args, { notNull: true });
  }
  if (used > args.length) throw new EvaluationError('there are not enough arguments for the format');
  if (used < args.length) throw new EvaluationError('there are more arguments than the format uses');
  return textOfParts(pieces.map((piece) => (typeof piece === 'string' ? piece : formatPiece(piece, args))));
}

function formatPiece(verb: Verb, args: readonly TfValue[]): string | Unknown {
  const value = argument(args, verb.position - 1);
  if (isWhollyKnown(value)) return formatValue(verb, value);
  const [cause, ...others] = deepUnknowns(value);
  if (cause === undefined) throw new Error('an unknown value has no cause');
  const isAsIs = isUnknown(value) && others.length === 0 && /^%[svd]$/.test(verb.raw);
  return isAsIs ? cause : mergedCause([cause, ...others]);
}

/** One text per element of the lists, which must have one length; other arguments are repeated. */
function formatList(given: readonly TfValue[]): TfValue {
  const [format, ...args] = given;
  if (args.some((value) => value.type === 'dynamic' && isUnknown(value))) return undecided(args);
  const sequences = args.filter(isSequence);
  const known = sequences.filter(
    (value) => !isUnknown(value) && lengthRange(value).min === lengthRange(value).max,
  );
  const lengths = new Set(known.map((value) => elementsOf(value).length));
  if (lengths.size > 1) throw new EvaluationError('the lists have different lengths');
  if (known.length < sequences.length) return undecided(args);
  const [length = 1] = lengths;
  const texts = Array.from({ length }, (_, position) => {
    const row = args.map((value) => (isSequence(value) ? argument(elementsOf(value), position) : value));
    return formatText(textOf(format), row);
  });
  return list('string', texts);
}

function isSequence(value: TfValue): boolean {
  return ['list', 'set', 'tuple'].includes(kindOf(value)) && !isNull(value);
}

function undecided(args: readonly TfValue[]): TfValue {
  return derivedUnknown(listOf('string'), args, { notNull: true });
}
