import type { Edit } from '../../../core/edit.ts';
import type { Span } from '../ast.ts';
import { lineBreakOf, lineEndOf, lineStartOf } from '../../yaml/layout.ts';
import type { HclValue } from './print.ts';
import { isHclExpression } from './print.ts';

/** The edit that writes a value in the place of another one of a JSON file. */
export function replaceJson(text: string, span: Span, value: HclValue): Edit {
  const indent = /^[ \t]*/.exec(text.slice(lineStartOf(text, span.start)))?.[0] ?? '';
  return { start: span.start, end: span.end, text: printJson(text, value, indent) };
}

/** The edit that puts one more member into an object of a JSON file; `last` is its last member's span. */
export function insertMember(
  text: string,
  inside: Span,
  last: Span | undefined,
  name: string,
  value: HclValue,
): Edit {
  const newline = lineBreakOf(text);
  const colon = text.includes('": ') || !text.includes('":') ? ': ' : ':';
  const print = (indent: string): string =>
    `${JSON.stringify(name)}${colon}${printJson(text, value, indent)}`;
  if (!last) {
    const outer = /^[ \t]*/.exec(text.slice(lineStartOf(text, inside.start)))?.[0] ?? '';
    const indent = outer + jsonUnit(text);
    const written = `${newline}${indent}${print(indent)}${newline}${outer}`;
    return { start: inside.start, end: inside.end, text: written };
  }
  const line = lineStartOf(text, last.start);
  const indent = text.slice(line, last.start);
  if (indent.trim() !== '' || lineEndOf(text, last.end) >= inside.end) {
    return { start: last.end, end: last.end, text: `, ${print('')}` };
  }
  return { start: last.end, end: last.end, text: `,${newline}${indent}${print(indent)}` };
}

/** One more element at the end of a list of a JSON file. */
export function appendJson(text: string, list: Span, last: Span | undefined, value: HclValue): Edit {
  const at = last?.end ?? list.start + 1;
  return { start: at, end: at, text: `${last ? ', ' : ''}${printJson(text, value, '')}` };
}

function printJson(text: string, value: HclValue, indent: string): string {
  const printed = JSON.stringify(jsonOf(value), undefined, jsonUnit(text));
  return printed.replaceAll('\n', `${lineBreakOf(text)}${indent}`);
}

/** Texts are templates in this syntax: an expression stands in one, and markers that are text are escaped. */
function jsonOf(value: HclValue): unknown {
  if (typeof value === 'string') return value.replaceAll(/[$%](?=\{)/g, '$&$&');
  if (typeof value !== 'object' || value === null) return value;
  if (isHclExpression(value)) return `\${${value.expression}}`;
  if (Array.isArray(value)) {
    const items: readonly HclValue[] = value;
    return items.map(jsonOf);
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, jsonOf(inner)]));
}

function jsonUnit(text: string): string {
  return /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
}
