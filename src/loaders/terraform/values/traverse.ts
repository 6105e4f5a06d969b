import { convert } from './convert.ts';
import { Num, toInt } from './number.ts';
import { friendlyName } from './type-text.ts';
import type { Type } from './type.ts';
import { mergedCause, partOfCause } from './unknowns.ts';
import type { TfValue } from './value.ts';
import { EvaluationError, isNull, isUnknown, marked, unknownCause, unknownOf } from './value.ts';

/** The value of `target.name`. */
export function getAttribute(target: TfValue, name: string): TfValue {
  const { type, content } = target;
  if (content === null) throw new EvaluationError(`the attribute ${JSON.stringify(name)} is read from null`);
  const cause = unknownCause(target);
  if (type === 'dynamic' && cause) return marked(unknownOf('dynamic', partOfCause(cause, name)), target);
  if (typeof type === 'string' || (type.kind !== 'object' && type.kind !== 'map')) {
    throw new EvaluationError(`a ${friendlyName(type)} has no attribute ${JSON.stringify(name)}`);
  }
  const attribute = type.kind === 'object' ? type.attributes.get(name) : type.element;
  if (attribute === undefined)
    throw new EvaluationError(`the object has no attribute ${JSON.stringify(name)}`);
  if (cause) return marked(unknownOf(attribute, partOfCause(cause, name)), target);
  const value = content instanceof Map ? content.get(name) : undefined;
  if (value === undefined) throw new EvaluationError(`the map has no element ${JSON.stringify(name)}`);
  return marked(value, target);
}

/** The value of `target[key]`. An error never quotes a sensitive key. */
export function indexValue(target: TfValue, key: TfValue): TfValue {
  try {
    return indexed(target, key);
  } catch (error) {
    if (!key.sensitive || !(error instanceof EvaluationError)) throw error;
    throw new EvaluationError('there is no element with this sensitive key', error.reason);
  }
}

function indexed(target: TfValue, key: TfValue): TfValue {
  if (isNull(target)) throw new EvaluationError('null has no elements');
  if (isNull(key)) throw new EvaluationError('the index is null');
  if (target.type === 'dynamic' || key.type === 'dynamic') {
    return marked(unknownOf('dynamic', causeOfElement(target, key)), target, key);
  }
  if (typeof target.type === 'string') throw new EvaluationError(`a ${target.type} has no elements`);
  switch (target.type.kind) {
    case 'list':
    case 'tuple':
      return marked(elementAt(target, convert(key, 'number'), target.type), target, key);
    case 'map':
      return marked(elementOf(target, convert(key, 'string'), target.type.element), target, key);
    case 'object':
      return marked(attributeAt(target, convert(key, 'string')), target);
    case 'set':
      throw new EvaluationError('elements of a set have no index');
  }
}

type Sequence = Extract<Type, { kind: 'list' | 'tuple' }>;

function elementAt(target: TfValue, key: TfValue, type: Sequence): TfValue {
  if (isUnknown(key))
    return unknownOf(type.kind === 'list' ? type.element : 'dynamic', causeOfElement(target, key));
  const index = key.content instanceof Num ? toInt(key.content) : undefined;
  const elementType = type.kind === 'list' ? type.element : type.elements[index ?? -1];
  if (isUnknown(target) && elementType !== undefined) {
    return unknownOf(elementType, causeOfElement(target, key));
  }
  const element = Array.isArray(target.content) ? target.content[index ?? -1] : undefined;
  if (element === undefined) throw new EvaluationError('the index is outside of the collection');
  return element;
}

function elementOf(target: TfValue, key: TfValue, element: Type): TfValue {
  if (isUnknown(key) || isUnknown(target)) return unknownOf(element, causeOfElement(target, key));
  const name = typeof key.content === 'string' ? key.content : '';
  const value = target.content instanceof Map ? target.content.get(name) : undefined;
  if (value === undefined) throw new EvaluationError(`the map has no element ${JSON.stringify(name)}`);
  return value;
}

function attributeAt(target: TfValue, key: TfValue): TfValue {
  if (isUnknown(key)) return unknownOf('dynamic', causeOfElement(target, key));
  return getAttribute(target, typeof key.content === 'string' ? key.content : '');
}

function causeOfElement(target: TfValue, key: TfValue): NonNullable<ReturnType<typeof unknownCause>> {
  const [targetCause, keyCause] = [unknownCause(target), unknownCause(key)];
  if (targetCause && keyCause === undefined) return partOfCause(targetCause, stepOf(key));
  return mergedCause([targetCause, keyCause].flatMap((cause) => (cause ? [cause] : [])));
}

function stepOf(key: TfValue): string | number | undefined {
  if (key.sensitive) return undefined;
  if (typeof key.content === 'string') return key.content;
  return key.content instanceof Num ? toInt(key.content) : undefined;
}
