import type { Edit } from '../../../core/edit.ts';
import type { Span, Tuple } from '../ast.ts';
import { isFirstOnLine, lineEndOf, lineStartOf, nextLineOf } from '../../yaml/layout.ts';

/**
 * The edit that takes out an attribute or a block with its lines, and one of two blank lines that would then
 * meet; undefined where something else stands on its lines.
 */
export function removeLines(text: string, span: Span): Edit | undefined {
  const behind = text.slice(span.end, lineEndOf(text, span.end)).trim();
  if (!isFirstOnLine(text, span.start) || !/^(#|\/\/|$)/.test(behind)) return undefined;
  const end = nextLineOf(text, span.end);
  const start = lineStartOf(text, span.start);
  const above = start > 0 ? lineStartOf(text, start - 1) : 0;
  const isBlankAbove = start > 0 && text.slice(above, start).trim() === '';
  const next = text.slice(end, lineEndOf(text, end)).trim();
  const closes = next === '' || next === '}';
  return { start: isBlankAbove && closes ? above : start, end, text: '' };
}

/** The edit that takes one element out of a list expression, with its comma, or with the line that it has. */
export function removeElement(text: string, list: Tuple, index: number): Edit | undefined {
  const item = list.items[index];
  if (!item) return undefined;
  const comma = /^\s*,/.exec(text.slice(item.end, list.end))?.[0].length ?? 0;
  const line = removeLines(text, { start: item.start, end: item.end + comma });
  if (line && line.end < list.end && line.start > list.start) return line;
  const next = list.items[index + 1];
  const before = list.items[index - 1];
  if (next) return { start: item.start, end: next.start, text: '' };
  return { start: before ? before.end : item.start, end: item.end, text: '' };
}
