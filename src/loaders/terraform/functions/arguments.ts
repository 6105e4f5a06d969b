import { Num, toInt } from '../values/number.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError } from '../values/value.ts';

/** The text of a known string. */
export function textOf(value: TfValue | undefined): string {
  if (typeof value?.content === 'string') return value.content;
  throw new EvaluationError('a string is required');
}

/** The number of a known number. */
export function numOf(value: TfValue | undefined): Num {
  if (value?.content instanceof Num) return value.content;
  throw new EvaluationError('a number is required');
}

/** The truth of a known boolean. */
export function boolOf(value: TfValue | undefined): boolean {
  if (typeof value?.content === 'boolean') return value.content;
  throw new EvaluationError('a bool is required');
}

/** A known whole number that fits 53 bits. */
export function intOf(value: TfValue | undefined): number {
  const integer = toInt(numOf(value));
  if (integer === undefined) throw new EvaluationError('a whole number is required');
  return integer;
}

/** The elements of a known list, set or tuple. */
export function elementsOf(value: TfValue | undefined): readonly TfValue[] {
  if (Array.isArray(value?.content)) return value.content;
  throw new EvaluationError('a list, set or tuple is required');
}

/** The entries of a known map or object. */
export function entriesOf(value: TfValue | undefined): ReadonlyMap<string, TfValue> {
  if (value?.content instanceof Map) return value.content;
  throw new EvaluationError('a map or object is required');
}

/** The argument at a position that the definition guarantees. */
export function argument(args: readonly TfValue[], index: number): TfValue {
  const value = args[index];
  if (value === undefined) throw new EvaluationError('an argument is missing');
  return value;
}

/** The kind of a type: the word for a compound type, the type itself for others. */
export function kindOf({ type }: TfValue): string {
  return typeof type === 'string' ? type : type.kind;
}
