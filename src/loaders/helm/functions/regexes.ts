import { replaceMatches } from '../../terraform/functions/regex-functions.ts';
import type { Regex, Slots } from '../../terraform/functions/regex/match.ts';
import { createRegex } from '../../terraform/functions/regex/match.ts';
import type { FunctionTable, GoValue, TemplateFunction } from '../template/value.ts';
import { TemplateError } from '../template/value.ts';
import { countOf, define, textList, textOf } from './support.ts';

/** Functions of regular expressions, which are Go's; each `must` form fails as the other does. */
export const regexFunctions: FunctionTable = {
  regexMatch: define(['string', 'string'], ([pattern, text]) => {
    try {
      return isMatch(textOf(pattern), textOf(text));
    } catch (error) {
      // Only this function passes over a pattern that is none.
      if (error instanceof TemplateError) return false;
      throw error;
    }
  }),
  mustRegexMatch: define(['string', 'string'], ([pattern, text]) => isMatch(textOf(pattern), textOf(text))),
  ...both(
    'regexFind',
    define(['string', 'string'], ([pattern, text]) => {
      const found = matchesIn(textOf(pattern), textOf(text), 1)[0];
      return found?.text ?? '';
    }),
  ),
  ...both(
    'regexFindAll',
    define(['string', 'string', 'int'], ([pattern, text, most]) =>
      textList(matchesIn(textOf(pattern), textOf(text), countOf(most)).map((match) => match.text)),
    ),
  ),
  ...both(
    'regexReplaceAll',
    define(['string', 'string', 'string'], ([pattern, text, by]) =>
      failing(textOf(pattern), () => replaceMatches(textOf(pattern), textOf(text), textOf(by))),
    ),
  ),
  ...both(
    'regexReplaceAllLiteral',
    define(['string', 'string', 'string'], ([pattern, text, by]) =>
      literally(textOf(pattern), textOf(text), textOf(by)),
    ),
  ),
  ...both(
    'regexSplit',
    define(['string', 'string', 'int'], ([pattern, text, most]) =>
      splitBy(textOf(pattern), textOf(text), countOf(most)),
    ),
  ),
  regexQuoteMeta: define(['string'], ([text]) => textOf(text).replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')),
};

function both(name: string, one: TemplateFunction): FunctionTable {
  return { [name]: one, [`must${name.charAt(0).toUpperCase()}${name.slice(1)}`]: one };
}

function isMatch(pattern: string, text: string): boolean {
  return matchesIn(pattern, text, 1).length > 0;
}

interface Match {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The matches one after another, at most as many; all when negative. */
function matchesIn(pattern: string, text: string, most: number): readonly Match[] {
  return failing(pattern, () => {
    const simple = simplePattern(pattern);
    if (simple) return simpleMatches(simple, text, most);
    const regex = createRegex(pattern);
    const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
    return slotsIn(regex, codes, most).map(([start = 0, end = 0]) => ({
      start,
      end,
      text: textFrom(codes.slice(start, end)),
    }));
  });
}

/** Characters that stand for themselves, escaped signs, and dots. */
const SIMPLE = /^(?:[^\\.+*?()|[\]{}^$]|\\[.+*?()|[\]{}^$/-]|\.)+$/;

/**
 * A pattern without repetition and choice as an expression of JavaScript, which takes as long as the text is:
 * charts search texts of a megabyte for a line.
 */
function simplePattern(pattern: string): RegExp | undefined {
  if (!SIMPLE.test(pattern) || !/^[\u0000-\u007f]*$/.test(pattern)) return undefined;
  return new RegExp(pattern.replace(/(?<!\\)\./g, '[^\\n]').replaceAll('\\-', '-'), 'gu');
}

/** Places are counted in characters, as elsewhere. */
function simpleMatches(pattern: RegExp, text: string, most: number): readonly Match[] {
  const matches: Match[] = [];
  let counted = 0;
  let units = 0;
  for (const { 0: found, index } of text.matchAll(pattern)) {
    if (most >= 0 && matches.length >= most) break;
    counted += charactersIn(text.slice(units, index));
    units = index;
    const start = counted;
    matches.push({ start, end: start + charactersIn(found), text: found });
  }
  return matches;
}

function charactersIn(text: string): number {
  return Array.from(text).length;
}

/** An empty match directly after another one does not count. */
function slotsIn(regex: Regex, codes: readonly number[], most: number): readonly Slots[] {
  const find = regex.matcher(codes);
  const matches: Slots[] = [];
  let previousEnd = -1;
  const isEnough = (): boolean => most >= 0 && matches.length >= most;
  for (let from = 0; from <= codes.length && !isEnough();) {
    const slots = find(from);
    if (slots === undefined) break;
    const [start = 0, end = 0] = slots;
    if (end > start || end !== previousEnd) matches.push(slots);
    previousEnd = end;
    from = end > from ? end : from + 1;
  }
  return matches;
}

function literally(pattern: string, text: string, by: string): string {
  return between(text, matchesIn(pattern, text, -1)).join(by);
}

function splitBy(pattern: string, text: string, most: number): GoValue {
  if (most === 0) return textList([]);
  if (pattern !== '' && text === '') return textList(['']);
  const matches = matchesIn(pattern, text, -1).filter(({ end }) => end > 0);
  const wanted = most > 0 ? matches.slice(0, most - 1) : matches;
  const size = [...text].length;
  // An empty match at the very end makes no empty text there.
  return textList(
    between(
      text,
      wanted.filter(({ start, end }) => start < size || end > start),
    ),
  );
}

function between(text: string, matches: readonly Match[]): readonly string[] {
  const characters = [...text];
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of matches) {
    parts.push(characters.slice(done, start).join(''));
    done = end;
  }
  return [...parts, characters.slice(done).join('')];
}

function textFrom(codes: readonly number[]): string {
  let text = '';
  for (const code of codes) text += String.fromCodePoint(code);
  return text;
}

function failing<T>(pattern: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw new TemplateError(`error parsing regexp: ${why}: \`${pattern}\``);
  }
}
