import type { JsonMember, JsonNumber, JsonString, JsonValue } from '../json/parse.ts';
import { placesIn } from '../json/parse.ts';
import type { Expression, ObjectItem, SyntaxProblem, Template } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { createCursor, failHere, peek } from './cursor.ts';
import type { StringMeaning } from './json-shape.ts';
import { readExpression } from './parse-expression.ts';
import { readBareTemplate } from './parse-template.ts';
import { relocate } from './relocate.ts';

/** How the strings of one value are read, and those of its members that differ. */
export interface JsonStrings {
  readonly meaning: StringMeaning;
  readonly members?: { readonly [member: string]: StringMeaning } | undefined;
}

interface Reading {
  readonly text: string;
  readonly problems: SyntaxProblem[];
}

/** The expression that a JSON value stands for; undefined (and a problem) when a string cannot be read. */
export function jsonExpression(
  reading: Reading,
  value: JsonValue,
  strings: JsonStrings,
): Expression | undefined {
  const { start, end } = value;
  switch (value.kind) {
    case 'literal':
      return { kind: 'literal', start, end, value: value.value };
    case 'number':
      return numberExpression(value);
    case 'string':
      return stringExpression(reading, value, strings.meaning);
    case 'array': {
      const items = value.items.map((item) => jsonExpression(reading, item, strings)).filter(isRead);
      return items.length === value.items.length ? { kind: 'tuple', start, end, items } : undefined;
    }
    case 'object': {
      reportRepeatedNames(reading, value.members);
      const items = value.members.map((member) => objectItem(reading, member, strings)).filter(isRead);
      return items.length === value.members.length ? { kind: 'object', start, end, items } : undefined;
    }
  }
}

/** Terraform refuses an object with a repeated name, where JSON would let the last one win. */
function reportRepeatedNames({ problems }: Reading, members: readonly JsonMember[]): void {
  const names = new Set<string>();
  for (const {
    name: { start, end, value },
  } of members) {
    if (names.has(value)) problems.push({ start, end, message: `"${value}" is set twice here. Keep one.` });
    names.add(value);
  }
}

function objectItem(
  reading: Reading,
  { name, value }: JsonMember,
  strings: JsonStrings,
): ObjectItem | undefined {
  const key = strings.meaning === 'template' ? templateOf(reading, name) : plainTemplate(name);
  const { members } = strings;
  const own = members && Object.hasOwn(members, name.value) ? members[name.value] : undefined;
  const expression = jsonExpression(reading, value, own ? { meaning: own } : strings);
  return key && expression ? { start: name.start, end: value.end, key, value: expression } : undefined;
}

/** The native syntax has no negative numbers, only the operator. */
function numberExpression({ start, end, text }: JsonNumber): Expression {
  if (!text.startsWith('-')) return { kind: 'number', start, end, text };
  const operand = { kind: 'number', start: start + 1, end, text: text.slice(1) } as const;
  return { kind: 'unary', start, end, operator: '-', operand };
}

function stringExpression(
  reading: Reading,
  string: JsonString,
  meaning: StringMeaning,
): Expression | undefined {
  if (meaning === 'literal') return plainTemplate(string);
  if (meaning === 'template' || string.value.includes('${')) return templateOf(reading, string);
  return readInside(reading, string, (c) => {
    c.newlinesCount = false;
    const expression = readExpression(c);
    if (peek(c) >= 0) failHere(c, 'nothing after this expression');
    return expression;
  });
}

function templateOf(reading: Reading, string: JsonString): Template | undefined {
  if (!string.value.includes('${') && !string.value.includes('%{')) return plainTemplate(string);
  const parts = readInside(reading, string, readBareTemplate);
  return parts && { kind: 'template', start: string.start, end: string.end, form: 'quoted', parts };
}

function plainTemplate({ start, end, value }: JsonString): Template {
  const parts = value === '' ? [] : [{ kind: 'text', start: start + 1, end: end - 1, value } as const];
  return { kind: 'template', start, end, form: 'quoted', parts };
}

/** Reads the value of a string with places in the JSON text: in place, or a copy when it has escapes. */
function readInside<T>(reading: Reading, string: JsonString, read: (c: Cursor) => T): T | undefined {
  const isInPlace = string.value.length === string.end - string.start - 2;
  const { text } = reading;
  const c = isInPlace ? createCursor(text, string.start + 1, string.end - 1) : createCursor(string.value);
  const result = read(c);
  if (!isInPlace) {
    const places = placesIn(text, string);
    relocate(result, places);
    relocate(c.problems, places);
  }
  reading.problems.push(...c.problems);
  return c.failed ? undefined : result;
}

function isRead<T>(value: T | undefined): value is T {
  return value !== undefined;
}
