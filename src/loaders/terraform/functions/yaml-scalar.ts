import { Num, numFromBigInt, parseNumber } from '../values/number.ts';
import type { TfValue } from '../values/value.ts';
import { bool, EvaluationError, nullOf, number, string } from '../values/value.ts';

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const TRUTHS = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE']);
const LIES = new Set(['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE']);
const DECIMAL = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const OTHER_BASE = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/;
const INFINITY = /^[-+]?\.(?:inf|Inf|INF)$/;
const DATE = /^(\d{4})-(\d\d?)-(\d\d?)(?:([Tt ])(\d\d?):(\d\d?):(\d\d?)(?:\.\d+)?(Z|[-+]\d\d:\d\d)?)?$/;

/**
 * The value of a plain scalar by its text, as Terraform's YAML library takes it (measured with `terraform
 * console`).
 */
export function resolvePlain(text: string): TfValue {
  if (NULLS.has(text)) return nullOf('dynamic');
  if (TRUTHS.has(text)) return bool(true);
  if (LIES.has(text)) return bool(false);
  return numberOf(text) ?? string(dateOf(text) ?? text);
}

function numberOf(text: string): TfValue | undefined {
  if (INFINITY.test(text)) return number(Num.small(text.startsWith('-') ? -Infinity : Infinity, 512));
  if (/^\.(?:nan|NaN|NAN)$/.test(text))
    throw new EvaluationError('a YAML number that is not a number is not supported');
  if (OTHER_BASE.test(text)) {
    const value = BigInt(text);
    if (value >= 2n ** 64n) throw new EvaluationError(`the YAML number ${text} is too large`);
    return number(numFromBigInt(value));
  }
  const parsed = DECIMAL.test(text) ? parseNumber(text) : undefined;
  return parsed === undefined ? undefined : number(parsed);
}

/** A date or time in the form of RFC 3339, or nothing. */
function dateOf(text: string): string | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', separator, hour = '0', minute = '0', second = '0', zone] = match;
  // With a space there is no zone, with a T there must be one.
  if (separator !== undefined && (separator === ' ') !== (zone === undefined)) return undefined;
  if (!isDay(Number(year), Number(month), Number(day)) || Number(hour) > 23) return undefined;
  if (Number(minute) > 59 || Number(second) > 59) return undefined;
  const [date, clock] = [
    [month, day],
    [hour, minute, second],
  ].map((parts) => parts.map((part) => part.padStart(2, '0')));
  const offset = zone === undefined || zone === '+00:00' ? 'Z' : zone;
  return `${year}-${date?.join('-') ?? ''}T${clock?.join(':') ?? ''}${offset}`;
}

function isDay(year: number, month: number, day: number): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

/**
 * The value of a scalar with an explicit tag; a tag other than text does not turn a quoted scalar into
 * anything else.
 */
export function resolveTagged(tag: string, text: string, isQuoted: boolean): TfValue {
  const name = /^tag:yaml\.org,2002:(str|binary|int|float|bool|null|timestamp)$/.exec(tag)?.[1];
  if (name === undefined) throw new EvaluationError(`the YAML tag ${tag} is not supported`);
  if (isQuoted || name === 'str' || name === 'binary') return string(text);
  if (name === 'null') return nullOf('dynamic');
  const value = resolvePlain(text);
  if (name === 'timestamp' ? dateOf(text) === undefined : value.type === 'string') {
    throw new EvaluationError(`${JSON.stringify(text)} is no YAML ${name}`);
  }
  return value;
}
