import { derivedUnknown, isWhollyKnown } from '../values/unknowns.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, isNull, isUnknown, tuple, withSensitive } from '../values/value.ts';
import { elementsOf, kindOf } from './arguments.ts';

/**
 * One tuple of everything in nested lists; unknown while a nested list, or something that may be one, is
 * unknown.
 */
export function flatten(value: TfValue): TfValue {
  if (!isSequence(value)) throw new EvaluationError('only lists, sets and tuples can be flattened');
  const flat: TfValue[] = [];
  const state = collect(value, flat);
  const result = state.isKnown ? tuple(flat) : derivedUnknown('dynamic', [value]);
  return withSensitive(result, state.sensitive);
}

function isSequence(value: TfValue): boolean {
  return ['list', 'set', 'tuple'].includes(kindOf(value));
}

interface State {
  readonly isKnown: boolean;
  readonly sensitive: boolean;
}

function collect(value: TfValue, flat: TfValue[]): State {
  // Unknown elements of a set may turn out to be one.
  if (isUnknown(value) || (kindOf(value) === 'set' && !isWhollyKnown(value))) {
    return { isKnown: false, sensitive: value.sensitive };
  }
  let { sensitive } = value;
  let isKnown = true;
  for (const inner of elementsOf(value)) {
    if (isUnknown(inner) && inner.type === 'dynamic') isKnown = false;
    if (isNull(inner) || !isSequence(inner)) {
      flat.push(inner);
      continue;
    }
    const nested = collect(inner, flat);
    isKnown &&= nested.isKnown;
    sensitive ||= nested.sensitive;
  }
  return { isKnown, sensitive };
}
