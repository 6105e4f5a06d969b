import { goQuoted, isPlainInQuotes } from './go-quote.ts';
import { goText, sprigText } from './print.ts';
import type { Piece } from './text.ts';
import { settled } from './text-parts.ts';
import { Output, rearranged, showing } from './text.ts';
import type { Call, FunctionTable, GoValue, TemplateFunction } from './value.ts';
import { List, TemplateError, Text, Traced, plain, uncertaintyOf, stringOf } from './value.ts';

/** A pad wider than this would only fill the memory. */
const MAX_INDENT = 10_000;
const MAX_LENGTH = 20_000_000;

const splitList: TemplateFunction = {
  parameters: ['string', 'string'],
  raw: true,
  call: ([by = '', given = '']) => {
    const separator = stringOf(by);
    const text = settled(given);
    const value = stringOf(text);
    const uncertain = uncertaintyOf(text) ?? uncertaintyOf(by);
    if (!(text instanceof Text) || separator === '') {
      // Go cuts into characters where there is no separator.
      const parts = separator === '' ? [...value] : value.split(separator);
      return new List(parts, { goType: '[]string', uncertain });
    }
    const parts: (string | Text)[] = [];
    let start = 0;
    for (let next = value.indexOf(separator); next >= 0; next = value.indexOf(separator, start)) {
      parts.push(rearranged(text, [{ start, end: next }]));
      start = next + separator.length;
    }
    parts.push(rearranged(text, [{ start, end: value.length }]));
    return new List(parts, { goType: '[]string', uncertain });
  },
};

const asText: TemplateFunction = {
  parameters: ['any'],
  raw: true,
  call: ([value = null], call) => sprigString(value, call),
};

/** Functions that pass texts on, or only lay them out: the origin of the pieces stays. */
export const textFunctions: FunctionTable = {
  quote: quoting((value) => goQuoted(sprigText(value))),
  squote: quoting((value) => `'${goText(value)}'`),
  toString: asText,
  splitList,
  indent: {
    parameters: ['int', 'string'],
    raw: true,
    call: ([by, text = ''], { at }) => indented(text, by, at),
  },
  nindent: {
    parameters: ['int', 'string'],
    raw: true,
    call: ([by, text = ''], { at }) => {
      const inner = indented(text, by, at);
      return rearranged(inner, [
        '\n',
        { start: 0, end: (typeof inner === 'string' ? inner : inner.value).length },
      ]);
    },
  },
  trim: cutting(([text = '']) => [spaceBefore(text), text.length - spaceAfter(text)], ['string']),
  trimAll: cutting(([set = '', text = '']) => cutSet(text, set), ['string', 'string']),
  trimPrefix: cutting(
    ([prefix = '', text = '']) => [text.startsWith(prefix) ? prefix.length : 0, text.length],
    ['string', 'string'],
  ),
  trimSuffix: cutting(
    ([suffix = '', text = '']) => [0, text.length - (text.endsWith(suffix) ? suffix.length : 0)],
    ['string', 'string'],
  ),
};

function sprigString(value: GoValue, { at }: Call): GoValue {
  const bare = plain(value);
  if (typeof bare === 'string' && !(value instanceof Traced && value.goType !== undefined)) return value;
  const text = sprigText(value);
  if (!(value instanceof Traced)) return text;
  return typeof bare === 'string'
    ? new Traced(text, value.node ? { node: value.node } : {})
    : showing(text, value, at);
}

/** `quote` of several values puts spaces between them and leaves nil out. */
function quoting(quoted: (value: GoValue) => string): TemplateFunction {
  return {
    parameters: [],
    rest: 'any',
    raw: true,
    call: (args, { at }) => {
      const out = new Output();
      let isFirst = true;
      for (const value of args.map(settled)) {
        if (plain(value) === null) {
          const because = uncertaintyOf(value);
          if (because !== undefined) out.append(showing('', value, at));
          continue;
        }
        if (!isFirst) out.append(' ');
        isFirst = false;
        out.append(quotedPieces(value, quoted(value), at));
      }
      const text = out.finish();
      return text.segments.length === 0 && text.uncertain.length === 0 ? text.value : text;
    },
  };
}

function quotedPieces(value: GoValue, result: string, at: Call['at']): string | Text {
  if (!(value instanceof Text)) return showing(result, value, at);
  const isCopied = isPlainInQuotes(value.value) || result.length === value.value.length + 2;
  if (isCopied) {
    const quote = result.slice(0, 1);
    return rearranged(value, [quote, { start: 0, end: value.value.length }, quote]);
  }
  const because = uncertaintyOf(value);
  const whole = { start: 0, end: result.length };
  return new Text(
    result,
    [{ ...whole, from: { kind: 'computed', why: 'a quoted text', at } }],
    because ? [{ ...whole, because, existence: false }] : [],
  );
}

function indented(value: GoValue, by: GoValue | undefined, at: Call['at']): string | Text {
  const width = Number(plain(by ?? 0n));
  if (width < 0 || width > MAX_INDENT)
    throw new TemplateError('error calling indent: strings: negative Repeat count');
  const pad = ' '.repeat(width);
  const traced = value instanceof Text ? value : showing(stringOf(value), value, at);
  const text = traced instanceof Text ? traced.value : traced;
  if (text.length + width * 100 > MAX_LENGTH)
    throw new TemplateError('error calling indent: the text is too long');
  if (typeof traced === 'string') return pad + traced.replaceAll('\n', `\n${pad}`);
  const pieces: Piece[] = [pad];
  let start = 0;
  for (let line = text.indexOf('\n'); line >= 0; line = text.indexOf('\n', start)) {
    pieces.push({ start, end: line + 1 }, pad);
    start = line + 1;
  }
  pieces.push({ start, end: text.length });
  return rearranged(traced, pieces);
}

/** A function that cuts off both ends of its last argument. */
function cutting(
  bounds: (args: readonly string[]) => readonly [number, number],
  parameters: readonly 'string'[],
): TemplateFunction {
  return {
    parameters,
    raw: true,
    call: (args, { at }) => {
      const value = settled(args.at(-1) ?? '');
      const texts = args.map((arg) => stringOf(arg));
      const [start, end] = bounds(texts);
      const length = texts.at(-1)?.length ?? 0;
      if (start === 0 && end === length) return value;
      const stretch = { start: Math.min(start, end), end };
      const text = value instanceof Text ? value : showing(stringOf(value), value, at);
      return rearranged(text, [stretch]);
    },
  };
}

// Go's unicode.IsSpace; JavaScript's \s also has the byte order mark.
const SPACE = /[\t\n\v\f\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;

function spaceBefore(text: string): number {
  let count = 0;
  while (count < text.length && SPACE.test(text[count] ?? '')) count += 1;
  return count;
}

function spaceAfter(text: string): number {
  let count = 0;
  while (count < text.length && SPACE.test(text[text.length - 1 - count] ?? '')) count += 1;
  return count;
}

function cutSet(text: string, set: string): readonly [number, number] {
  const chars = new Set(set);
  let start = 0;
  for (const char of text) {
    if (!chars.has(char)) break;
    start += char.length;
  }
  let end = text.length;
  for (const char of Array.from(text.slice(start)).reverse()) {
    if (!chars.has(char)) break;
    end -= char.length;
  }
  return [start, end];
}
