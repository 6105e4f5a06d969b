import type { Data } from '../../../core/value.ts';
import { Sensitive, Unknown } from '../../../core/value.ts';
import { Num, numFromDouble, parseNumber, toDouble } from './number.ts';
import { parseJson } from './json.ts';
import { mergedCause } from './unknowns.ts';
import type { TfValue } from './value.ts';
import { bool, isUnknownContent, make, nullOf, number, object, string, tuple, unknownOf } from './value.ts';
import { numberText } from './number-text.ts';

/**
 * The value as other rooms see it: whole numbers that a double cannot hold become decimal text, sets become
 * lists, sensitive parts are wrapped, unknown parts are their cause.
 */
export function toData(value: TfValue): Data {
  const plain = contentData(value);
  if (!value.sensitive) return plain;
  // The known pieces of a sensitive text may be the secret itself.
  return Unknown.is(plain) ? withoutPartial(plain) : new Sensitive(plain);
}

function withoutPartial(cause: Unknown): Unknown {
  const { partial } = cause;
  if (!partial || (partial.kind === 'parts' && partial.holdsNoSecret === true)) return cause;
  return mergedCause([cause]);
}

function contentData({ content }: TfValue): Data {
  if (isUnknownContent(content)) return content.cause;
  if (content instanceof Num) return numberData(content);
  if (content === null || typeof content === 'string' || typeof content === 'boolean') return content;
  if (content instanceof Map) {
    const entries: readonly [string, TfValue][] = [...content];
    return Object.fromEntries(entries.map(([key, inner]) => [key, toData(inner)]));
  }
  const elements: readonly TfValue[] = Array.isArray(content) ? content : [];
  return elements.map(toData);
}

function numberData(num: Num): Data {
  if (num.small !== undefined && Number.isFinite(num.small)) return num.small + 0;
  return num.small !== undefined || num.exponent >= 0 ? numberText(num) : toDouble(num);
}

/** A value from data, typed as JSON is: lists are tuples, maps are objects. */
export function fromData(data: Data): TfValue {
  if (data === null) return nullOf('dynamic');
  if (Unknown.is(data)) return unknownOf('dynamic', data);
  if (Sensitive.is(data)) return { ...fromData(data.reveal()), sensitive: true };
  if (typeof data === 'string') return string(data);
  if (typeof data === 'boolean') return bool(data);
  // The shortest decimal of a double is what its author wrote.
  if (typeof data === 'number') return make('number', parseNumber(String(data)) ?? numFromDouble(data));
  if (Array.isArray(data)) {
    const items: readonly Data[] = data;
    return tuple(items.map(fromData));
  }
  return object(Object.entries(data).map(([key, inner]): [string, TfValue] => [key, fromData(inner)]));
}

/**
 * The value of a JSON text with numbers in full precision. Throws an `EvaluationError` for text that is no
 * JSON.
 */
export function fromJson(text: string): TfValue {
  return parseJson(text, { null: nullOf('dynamic'), bool, number, string, tuple, object });
}
