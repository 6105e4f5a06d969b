import { rearranged } from './text.ts';
import type { Piece } from './text.ts';
import type { Segment, UncertainSpan } from './value.ts';
import { Text } from './value.ts';

/** The text as it is by default, without what only an unread file may bring. */
export function withoutAbsent(text: Text): Text {
  const pieces: Piece[] = [];
  let start = 0;
  for (const span of text.uncertain) {
    if (!span.isAbsent || span.end <= start) continue;
    if (span.start > start) pieces.push({ start, end: span.start });
    start = span.end;
  }
  if (start === 0) return text;
  const rest = rearranged(text, [...pieces, { start, end: text.value.length }]);
  return typeof rest === 'string' ? new Text(rest, [], []) : rest;
}

/**
 * The text without a mark that stands for nothing. Where it stood, a segment and a doubt of no width remain:
 * something that wrote nothing.
 */
export function withoutAll(text: Text, mark: string): Text {
  const pieces: Piece[] = [];
  const segments: Segment[] = [];
  const spans: UncertainSpan[] = [];
  let start = 0;
  let removed = 0;
  for (let at = text.value.indexOf(mark); at >= 0; at = text.value.indexOf(mark, start)) {
    pieces.push({ start, end: at });
    const end = at + mark.length;
    const place = { start: at - removed, end: at - removed };
    const isMark = (one: { readonly start: number; readonly end: number }): boolean =>
      one.start === at && one.end === end;
    segments.push(...text.segments.filter(isMark).map((one) => ({ ...one, ...place })));
    spans.push(...text.uncertain.filter(isMark).map((one) => ({ ...one, ...place })));
    removed += mark.length;
    start = end;
  }
  const rest = rearranged(text, [...pieces, { start, end: text.value.length }]);
  const kept = typeof rest === 'string' ? new Text(rest, [], []) : rest;
  return new Text(kept.value, merged(kept.segments, segments), merged(kept.uncertain, spans));
}

function merged<T extends { readonly start: number; readonly end: number }>(
  some: readonly T[],
  more: readonly T[],
): readonly T[] {
  return more.length === 0 ? some : [...some, ...more].sort((a, b) => a.start - b.start || a.end - b.end);
}
