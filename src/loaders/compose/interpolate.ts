import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { Lookup, Variable } from './environment-file.ts';

export interface Interpolated {
  readonly value: Value<string>;
  /** The variable whose value this simply is: `${VARIABLE}` and nothing else. */
  readonly only: Variable | undefined;
}

// Variables may hold variables, and double at each step.
const LONGEST = 100_000;
const MOST_PIECES = 100;
const DEEPEST = 20;

/**
 * Puts variables into a text as Compose does: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME?message}`,
 * `${NAME:+instead}`, `$$` for a dollar.
 * https://docs.docker.com/reference/compose-file/interpolation/
 */
export function interpolate(text: string, lookup: Lookup, folder: string): Interpolated {
  const parts: (string | Unknown)[] = [];
  let only: Variable | undefined;
  let at = 0;
  while (at < text.length) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0) break;
    if (dollar > at) parts.push(text.slice(at, dollar));
    const found = referenceAt(text, dollar);
    if (!found) {
      parts.push('$');
      at = dollar + (text[dollar + 1] === '$' ? 2 : 1);
      continue;
    }
    if (found.operator === '' && dollar === 0 && found.end === text.length) only = lookup(found.name);
    parts.push(valueOf(found, lookup, folder));
    at = found.end;
  }
  if (at < text.length) parts.push(text.slice(at));
  return { value: joined(parts), only };
}

interface Found {
  readonly name: string;
  /** `:-`, `-`, `:?`, `?`, `:+`, `+`, or empty. */
  readonly operator: string;
  readonly rest: string;
  readonly end: number;
}

function referenceAt(text: string, dollar: number): Found | undefined {
  if (text[dollar + 1] !== '{') {
    const name = /^[A-Za-z_]\w*/.exec(text.slice(dollar + 1, dollar + 200))?.[0];
    return name === undefined ? undefined : { name, operator: '', rest: '', end: dollar + 1 + name.length };
  }
  const close = closingBrace(text, dollar + 2);
  if (close < 0) return undefined;
  const inner = /^([A-Za-z_][\w.]*)(?:(:?[-?+])([\s\S]*))?$/.exec(text.slice(dollar + 2, close));
  const [, name, operator = '', rest = ''] = inner ?? [];
  return name === undefined ? undefined : { name, operator, rest, end: close + 1 };
}

function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '$' && text[at + 1] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
    if (depth > DEEPEST) return -1;
  }
  return -1;
}

function valueOf({ name, operator, rest }: Found, lookup: Lookup, folder: string): Value<string> {
  const known = lookup(name)?.value;
  const isEmpty = known === undefined || (operator.startsWith(':') && known === '');
  if (operator.endsWith('-') && isEmpty) return interpolate(rest, lookup, folder).value;
  if (operator.endsWith('+')) return isEmpty ? '' : interpolate(rest, lookup, folder).value;
  if (known === undefined || (operator.endsWith('?') && isEmpty)) return withoutValue(name, folder);
  return known;
}

/** A variable that the files give no value: whoever starts the project may have one. */
export function withoutValue(name: string, folder: string): Unknown {
  const file = folder === '' ? '.env' : `${folder}/.env`;
  return new Unknown({
    reason: 'variable-without-value',
    detail: `the variable ${name} has no value`,
    settledBy: `${name}=… in ${file}`,
  });
}

/** A text made of pieces; what is known of it stays known. */
export function joined(parts: readonly (string | Unknown)[]): Value<string> {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  const unknown = parts.find((part) => Unknown.is(part));
  if (!Unknown.is(unknown)) {
    const text = parts.join('');
    return text.length <= LONGEST
      ? text
      : new Unknown({ reason: 'limit', detail: `the text is longer than ${LONGEST} characters` });
  }
  const { reason, detail, settledBy } = unknown;
  const pieces = flat(parts);
  if (pieces.length > MOST_PIECES) return new Unknown({ reason, detail, settledBy });
  return new Unknown({ reason, detail, settledBy, partial: { kind: 'parts', parts: pieces } });
}

function flat(parts: readonly (string | Unknown)[]): readonly (string | Unknown)[] {
  return parts.flatMap((part) =>
    Unknown.is(part) && part.partial?.kind === 'parts' ? part.partial.parts : [part],
  );
}
