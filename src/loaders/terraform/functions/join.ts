import type { Unknown } from '../../../core/value.ts';
import { mergedCause } from '../values/unknowns.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, isNull, string, unknownCause, unknownOf } from '../values/value.ts';
import { elementsOf, textOf } from './arguments.ts';

/** All elements of the lists as one text with a separator; with unknown elements, the pieces of it. */
export function join(args: readonly TfValue[]): TfValue {
  const [separator, ...lists] = args;
  if (lists.length === 0) throw new EvaluationError('at least one list is required');
  const elements = lists.flatMap(elementsOf);
  if (elements.some(isNull)) throw new EvaluationError('null cannot be part of a text');
  const parts: (string | Unknown)[] = [];
  for (const [position, element] of elements.entries()) {
    if (position > 0) parts.push(textOf(separator));
    parts.push(unknownCause(element) ?? textOf(element));
  }
  return textOfParts(parts);
}

// What is known of a text is for policies and names; beyond this it only takes memory.
const MOST_PIECES = 10_000;

/** Refuses a text of too many known and unknown pieces. */
export function requireFewPieces(count: number): void {
  if (count > MOST_PIECES) {
    throw new EvaluationError(`a text would have more than ${MOST_PIECES} known and unknown pieces`, 'limit');
  }
}

/** A text from its pieces: known, or unknown with the pieces and the known beginning. */
export function textOfParts(pieces: readonly (string | Unknown)[]): TfValue {
  const parts: (string | Unknown)[] = [];
  const causes: Unknown[] = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (typeof piece !== 'string') {
      causes.push(piece);
      for (const part of piece.partial?.kind === 'parts' ? piece.partial.parts : [piece]) parts.push(part);
      requireFewPieces(parts.length);
    } else if (typeof last === 'string') parts.splice(-1, 1, last + piece);
    else if (piece !== '') parts.push(piece);
  }
  const [first = ''] = parts;
  if (causes.length === 0) return string(typeof first === 'string' ? first : '');
  const prefix = typeof first === 'string' && first !== '' ? first : undefined;
  return unknownOf('string', mergedCause(causes, { kind: 'parts', parts }), { notNull: true, prefix });
}
