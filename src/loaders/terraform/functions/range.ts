import type { Num } from '../values/number.ts';
import { add, compare, numFromInt } from '../values/number.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, list, number } from '../values/value.ts';
import { numOf } from './arguments.ts';

/** Terraform's own limit. */
const MOST_VALUES = 1024;

/** The numbers from a start to a limit, which is left out. */
export function range(args: readonly TfValue[]): TfValue {
  const { start, limit, step } = readArguments(args.map(numOf));
  const zero = numFromInt(0);
  if (compare(limit, start) === 0) return list('number', []);
  const direction = compare(step, zero);
  if (direction === 0) throw new EvaluationError('the step must not be zero');
  if (direction !== compare(limit, start)) throw new EvaluationError('the step leads away from the limit');
  const values: TfValue[] = [];
  for (let next = start; compare(next, limit) * direction < 0; next = add(next, step)) {
    if (values.length >= MOST_VALUES) throw new EvaluationError(`more than ${String(MOST_VALUES)} values`);
    values.push(number(next));
  }
  return list('number', values);
}

function readArguments(args: readonly Num[]): {
  readonly start: Num;
  readonly limit: Num;
  readonly step: Num;
} {
  const [first, second, third] = args;
  if (first === undefined || args.length > 3) throw new EvaluationError('one to three numbers are required');
  const start = second === undefined ? numFromInt(0) : first;
  const limit = second ?? first;
  return { start, limit, step: third ?? numFromInt(compare(limit, start) < 0 ? -1 : 1) };
}
