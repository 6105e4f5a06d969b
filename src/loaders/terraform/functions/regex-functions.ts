import type { Type } from '../values/type.ts';
import { listOf, objectOf, tupleOf } from '../values/type.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, isUnknown, list, make, nullOf, object, string, tuple } from '../values/value.ts';
import { argument, textOf } from './arguments.ts';
import type { Functions } from './definition.ts';
import { TEXT } from './definition.ts';
import type { Regex, Slots } from './regex/match.ts';
import { createRegex } from './regex/match.ts';

/** Functions of regular expressions. */
export const regexFunctions: Functions = {
  regex: {
    parameters: [TEXT, TEXT],
    result: (args) => (isUnknown(argument(args, 0)) ? 'dynamic' : matchType(createRegex(textOf(args[0])))),
    call: ([pattern, text]) => firstMatch(textOf(pattern), textOf(text)),
  },
  regexall: {
    parameters: [TEXT, TEXT],
    result: (args) =>
      isUnknown(argument(args, 0)) ? listOf('dynamic') : listOf(matchType(createRegex(textOf(args[0])))),
    call: ([pattern, text]) => everyMatch(textOf(pattern), textOf(text)),
  },
};

/** Text without groups, a tuple for groups, an object for named groups. */
function matchType({ groups }: Regex): Type {
  if (groups.length === 0) return 'string';
  const names = groups.filter((name) => name !== undefined);
  if (names.length === 0) return tupleOf(groups.map(() => 'string'));
  if (names.length < groups.length) throw new EvaluationError('named and unnamed groups cannot be mixed');
  return objectOf(
    new Map([...new Set(names)].sort((a, b) => (a < b ? -1 : 1)).map((name) => [name, 'string'])),
  );
}

function firstMatch(pattern: string, text: string): TfValue {
  const regex = createRegex(pattern);
  matchType(regex);
  const codePoints = codePointsOf(text);
  const slots = regex.matcher(codePoints)(0);
  if (slots === undefined) throw new EvaluationError('the pattern does not match');
  return matchValue(regex, slots, codePoints);
}

function everyMatch(pattern: string, text: string): TfValue {
  const regex = createRegex(pattern);
  const type = matchType(regex);
  const codePoints = codePointsOf(text);
  return list(
    type,
    allMatches(regex, codePoints).map((slots) => matchValue(regex, slots, codePoints)),
  );
}

function matchValue({ groups }: Regex, slots: Slots, text: readonly number[]): TfValue {
  const captures = groups.map((_, index) => {
    const capture = captured(slots, index + 1, text);
    return capture === undefined ? nullOf('string') : string(capture);
  });
  if (captures.length === 0) return string(captured(slots, 0, text) ?? '');
  const names = groups.filter((name) => name !== undefined);
  if (names.length === 0) return tuple(captures);
  return object(names.map((name, index) => [name, captures[index] ?? make('string', null)]));
}

function captured(slots: Slots, group: number, text: readonly number[]): string | undefined {
  const [start = -1, end = -1] = [slots[group * 2], slots[group * 2 + 1]];
  return start < 0 || end < 0 ? undefined : textFrom(text.slice(start, end));
}

/** All matches one after another; an empty match directly after another match does not count. */
function allMatches(regex: Regex, text: readonly number[]): readonly Slots[] {
  const find = regex.matcher(text);
  const matches: Slots[] = [];
  let previousEnd = -1;
  for (let from = 0; from <= text.length;) {
    const slots = find(from);
    if (slots === undefined) break;
    const [start = 0, end = 0] = slots;
    if (end > start || end !== previousEnd) matches.push(slots);
    previousEnd = end;
    from = end > from ? end : from + 1;
  }
  return matches;
}

/**
 * The text with every match replaced; `$1`, `${name}` and `$$` in the replacement mean what they mean in Go.
 */
export function replaceMatches(pattern: string, text: string, replacement: string): string {
  const regex = createRegex(pattern);
  const codePoints = codePointsOf(text);
  let result = '';
  let done = 0;
  for (const slots of allMatches(regex, codePoints)) {
    const [start = 0, end = 0] = slots;
    result += textFrom(codePoints.slice(done, start));
    result += replacement.replace(
      TEMPLATE,
      (_, escaped: string | undefined, braced?: string, bare?: string) =>
        escaped === undefined
          ? expand(braced ?? bare ?? '', regex, (group) => captured(slots, group, codePoints))
          : '$',
    );
    done = end;
  }
  return result + textFrom(codePoints.slice(done));
}

const TEMPLATE = /\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu;

function expand(name: string, regex: Regex, capture: (group: number) => string | undefined): string {
  const group = /^(?:0|[1-9]\d*)$/.test(name) ? Number(name) : regex.groups.indexOf(name) + 1;
  return group === 0 && name !== '0' ? '' : (capture(group) ?? '');
}

function codePointsOf(text: string): readonly number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

function textFrom(codePoints: readonly number[]): string {
  let text = '';
  for (const codePoint of codePoints) text += String.fromCodePoint(codePoint);
  return text;
}
