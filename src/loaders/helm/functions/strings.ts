import { lowerCase, titleCase, upperCase } from '../../terraform/functions/case.ts';
import { goText } from '../template/print.ts';
import type { FunctionTable } from '../template/value.ts';
import { TemplateError } from '../template/value.ts';
import { countOf, define, textOf, textToText } from './support.ts';
import { abbreviate, deleteWhiteSpace, wrapText } from './wrap.ts';

// Helm has no limit; texts that a chart repeats are indentations and rulers.
const MOST_REPEATED = 1_000_000;

/** Functions of texts. */
export const stringFunctions: FunctionTable = {
  upper: textToText(upperCase),
  lower: textToText(lowerCase),
  title: textToText(titleCase),
  nospace: textToText(deleteWhiteSpace),
  trimall: define(['string', 'string'], ([set, text]) => trimSet(textOf(text), textOf(set))),
  contains: define(['string', 'string'], ([part, text]) => textOf(text).includes(textOf(part))),
  hasPrefix: define(['string', 'string'], ([start, text]) => textOf(text).startsWith(textOf(start))),
  hasSuffix: define(['string', 'string'], ([end, text]) => textOf(text).endsWith(textOf(end))),
  replace: define(['string', 'string', 'string'], ([from, to, text]) =>
    replaced(textOf(text), textOf(from), textOf(to)),
  ),
  repeat: define(['int', 'string'], ([count, text]) => {
    const times = countOf(count);
    if (times < 0) throw new TemplateError('strings: negative Repeat count');
    if (times * textOf(text).length > MOST_REPEATED) {
      throw new TemplateError(`a text of more than ${MOST_REPEATED} characters is not repeated`);
    }
    return textOf(text).repeat(times);
  }),
  substr: define(['int', 'int', 'string'], ([from, to, text]) => {
    const bytes = bytesOf(textOf(text));
    const [start, end] = [countOf(from), countOf(to)];
    if (start < 0) return textFrom(sliceOf(bytes, 0, end));
    if (end < 0 || end > bytes.length) return textFrom(sliceOf(bytes, start, bytes.length));
    return textFrom(sliceOf(bytes, start, end));
  }),
  trunc: define(['int', 'string'], ([length, text]) => {
    const bytes = bytesOf(textOf(text));
    const most = countOf(length);
    if (most < 0 && bytes.length + most > 0) return textFrom(bytes.subarray(bytes.length + most));
    return most >= 0 && bytes.length > most ? textFrom(bytes.subarray(0, most)) : textOf(text);
  }),
  abbrev: define(['int', 'string'], ([width, text]) =>
    countOf(width) < 4 ? textOf(text) : abbreviate(textOf(text), 0, countOf(width)),
  ),
  abbrevboth: define(['int', 'int', 'string'], ([left, right, text]) => {
    const [offset, width] = [countOf(left), countOf(right)];
    const isTooNarrow = width < 4 || (offset > 0 && width < 7);
    return isTooNarrow ? textOf(text) : abbreviate(textOf(text), offset, width);
  }),
  wrap: define(['int', 'string'], ([width, text]) =>
    wrapText(textOf(text), { width: countOf(width), newLine: '\n', isHard: false }),
  ),
  wrapWith: define(['int', 'string', 'string'], ([width, newLine, text]) =>
    wrapText(textOf(text), { width: countOf(width), newLine: textOf(newLine) || '\n', isHard: true }),
  ),
  plural: define(['string', 'string', 'int'], ([one, many, count]) =>
    textOf(countOf(count) === 1 ? one : many),
  ),
  cat: define(
    [],
    (args) =>
      args
        .filter((one) => one !== null)
        .map((one) => goText(one))
        .join(' '),
    'any',
  ),
  hello: define([], () => 'Hello!'),
};

/** Go's strings.Replace of everything: an empty text stands before, between and after all characters. */
function replaced(text: string, from: string, to: string): string {
  if (from !== '') return text.replaceAll(from, () => to);
  return to + Array.from(text, (character) => character + to).join('');
}

function trimSet(text: string, set: string): string {
  const characters = [...text];
  const isIn = new Set(set);
  let start = 0;
  let end = characters.length;
  while (start < end && isIn.has(characters[start] ?? '')) start += 1;
  while (end > start && isIn.has(characters[end - 1] ?? '')) end -= 1;
  return characters.slice(start, end).join('');
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function textFrom(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function sliceOf(bytes: Uint8Array, start: number, end: number): Uint8Array {
  if (start > end || start > bytes.length || end > bytes.length || end < 0) {
    throw new TemplateError(`runtime error: slice bounds out of range [${start}:${end}]`);
  }
  return bytes.subarray(start, end);
}
