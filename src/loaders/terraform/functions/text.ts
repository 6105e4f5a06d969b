import type { TfValue } from '../values/value.ts';
import { bool, EvaluationError, isUnknownContent, list, string } from '../values/value.ts';
import { listOf } from '../values/type.ts';
import { derivedUnknown } from '../values/unknowns.ts';
import { argument, intOf, textOf } from './arguments.ts';
import { lowerCase, titleCase, upperCase } from './case.ts';
import type { FunctionDefinition, Functions, Parameter } from './definition.ts';
import { NUMBER, TEXT } from './definition.ts';
import { graphemes } from './graphemes.ts';
import { join } from './join.ts';
import { replaceMatches } from './regex-functions.ts';

const MAYBE_TEXT: Parameter = { type: 'string', takesUnknown: true };

/** Functions of text. */
export const textFunctions: Functions = {
  chomp: { ...textToText((text) => text.replace(/(?:\r\n?|\n)*$/, '')), cuts: 0 },
  endswith: {
    parameters: [TEXT, TEXT],
    result: 'bool',
    call: ([text, end]) => bool(textOf(text).endsWith(textOf(end))),
  },
  indent: {
    parameters: [NUMBER, TEXT],
    result: 'string',
    call: ([spaces, text]) => indent(intOf(spaces), textOf(text)),
  },
  join: { parameters: [TEXT], rest: { type: listOf('string') }, result: 'string', call: join },
  lower: { ...textToText(lowerCase), cuts: 0 },
  replace: {
    parameters: [TEXT, TEXT, TEXT],
    result: 'string',
    cuts: 0,
    call: ([text, search, by]) => string(replace(textOf(text), textOf(search), textOf(by))),
  },
  split: {
    parameters: [TEXT, TEXT],
    result: listOf('string'),
    cuts: 1,
    // Only an empty separator can leave nothing of a text.
    refine: ([separator]) => ({ notNull: true, ...(hasText(separator) ? { minLength: 1 } : {}) }),
    call: ([separator, text]) => split(textOf(separator), textOf(text)),
  },
  startswith: { parameters: [MAYBE_TEXT, TEXT], result: 'bool', call: startsWith },
  strcontains: {
    parameters: [TEXT, TEXT],
    result: 'bool',
    call: ([text, part]) => bool(textOf(text).includes(textOf(part))),
  },
  strrev: textToText((text) => [...graphemes(text)].reverse().join('')),
  substr: {
    parameters: [TEXT, NUMBER, NUMBER],
    result: 'string',
    call: ([text, offset, length]) => string(substring(textOf(text), intOf(offset), intOf(length))),
  },
  title: textToText(titleCase),
  trim: {
    parameters: [TEXT, TEXT],
    result: 'string',
    cuts: 0,
    call: ([text, cut]) => string(trim(textOf(text), textOf(cut))),
  },
  trimprefix: {
    parameters: [TEXT, TEXT],
    result: 'string',
    cuts: 0,
    call: ([text, start]) => string(withoutStart(textOf(text), textOf(start))),
  },
  trimspace: { ...textToText((text) => text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '')), cuts: 0 },
  trimsuffix: {
    parameters: [TEXT, TEXT],
    result: 'string',
    cuts: 0,
    call: ([text, end]) => string(withoutEnd(textOf(text), textOf(end))),
  },
  upper: textToText(upperCase),
};

/** A function of one text. */
export function textToText(transform: (text: string) => string): FunctionDefinition {
  return { parameters: [TEXT], result: 'string', call: ([text]) => string(transform(textOf(text))) };
}

function indent(spaces: number, text: string): TfValue {
  if (spaces < 0) throw new EvaluationError('the number of spaces must not be negative');
  return string(text.replaceAll('\n', `\n${' '.repeat(spaces)}`));
}

function replace(text: string, search: string, by: string): string {
  if (search.length > 1 && search.startsWith('/') && search.endsWith('/')) {
    return replaceMatches(search.slice(1, -1), text, by);
  }
  if (search === '') return `${by}${[...text].map((character) => character + by).join('')}`;
  return text.split(search).join(by);
}

function split(separator: string, text: string): TfValue {
  const pieces = separator === '' ? [...text] : text.split(separator);
  return list('string', pieces.map(string));
}

function hasText(value: TfValue | undefined): boolean {
  return typeof value?.content === 'string' && value.content !== '';
}

/** A known beginning of an unknown text may be enough to decide. */
function startsWith(args: readonly TfValue[]): TfValue {
  const [text, start] = [argument(args, 0), textOf(args[1])];
  if (!isUnknownContent(text.content)) return bool(textOf(text).startsWith(start));
  const known = text.content.refinement?.prefix ?? '';
  if (known.startsWith(start)) return bool(true);
  if (!start.startsWith(known)) return bool(false);
  return derivedUnknown('bool', [text], { notNull: true });
}

function substring(text: string, offset: number, length: number): string {
  const characters = graphemes(text);
  const start = offset < 0 ? Math.max(offset + characters.length, 0) : offset;
  return characters.slice(start, length < 0 ? undefined : start + length).join('');
}

function trim(text: string, cut: string): string {
  const cutSet = new Set(cut);
  const characters = [...text];
  let start = 0;
  let end = characters.length;
  while (start < end && cutSet.has(characters[start] ?? '')) start += 1;
  while (end > start && cutSet.has(characters[end - 1] ?? '')) end -= 1;
  return characters.slice(start, end).join('');
}

function withoutStart(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : text;
}

function withoutEnd(text: string, end: string): string {
  return text.endsWith(end) ? text.slice(0, text.length - end.length) : text;
}
