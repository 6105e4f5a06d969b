import { rearranged } from './text.ts';
import type { Piece } from './text.ts';
import type { GoValue, Segment, UncertainSpan } from './value.ts';
import { Text } from './value.ts';

/**
 * The text as it is by default, without what only an unread file may bring; where that would stand, a doubt
 * of no width remains.
 */
export function withoutAbsent(text: Text): Text {
  const pieces: Piece[] = [];
  const doubts: UncertainSpan[] = [];
  let start = 0;
  let removed = 0;
  for (const span of text.uncertain) {
    if (!span.isAbsent || span.end <= start) continue;
    const first = Math.max(start, span.start);
    if (first > start) pieces.push({ start, end: first });
    const place = first - removed;
    doubts.push({ start: place, end: place, because: span.because, existence: true });
    removed += span.end - first;
    start = span.end;
  }
  if (start === 0) return text;
  const rest = rearranged(text, [...pieces, { start, end: text.value.length }]);
  const kept = typeof rest === 'string' ? new Text(rest, [], []) : rest;
  const spans = kept.uncertain.filter(({ isAbsent }) => !isAbsent);
  return new Text(kept.value, kept.segments, merged(spans, doubts));
}

/** A text by default, everything else as it is: for functions that look at the characters. */
export function settled(value: GoValue): GoValue {
  return value instanceof Text ? withoutAbsent(value) : value;
}

/**
 * The text without a mark that stands for nothing. Where it stood, a segment and a doubt of no width remain:
 * something that wrote nothing.
 */
export function withoutAll(text: Text, mark: string): Text {
  const pieces: Piece[] = [];
  const segments: Segment[] = [];
  const spans: UncertainSpan[] = [];
  const markSegments = byStart(text.segments, mark.length);
  const markSpans = byStart(text.uncertain, mark.length);
  let start = 0;
  let removed = 0;
  for (let at = text.value.indexOf(mark); at >= 0; at = text.value.indexOf(mark, start)) {
    pieces.push({ start, end: at });
    const place = { start: at - removed, end: at - removed };
    for (const one of markSegments.get(at) ?? []) segments.push({ ...one, ...place });
    for (const one of markSpans.get(at) ?? []) spans.push({ ...one, ...place });
    removed += mark.length;
    start = at + mark.length;
  }
  const rest = rearranged(text, [...pieces, { start, end: text.value.length }]);
  const kept = typeof rest === 'string' ? new Text(rest, [], []) : rest;
  return new Text(kept.value, merged(kept.segments, segments), merged(kept.uncertain, spans));
}

/** Those of a length by where they begin: a text may have as many marks as characters. */
function byStart<T extends { readonly start: number; readonly end: number }>(
  all: readonly T[],
  length: number,
): ReadonlyMap<number, readonly T[]> {
  const found = new Map<number, T[]>();
  for (const one of all) {
    if (one.end - one.start !== length) continue;
    const same = found.get(one.start);
    if (same) same.push(one);
    else found.set(one.start, [one]);
  }
  return found;
}

function merged<T extends { readonly start: number; readonly end: number }>(
  some: readonly T[],
  more: readonly T[],
): readonly T[] {
  return more.length === 0 ? some : [...some, ...more].sort((a, b) => a.start - b.start || a.end - b.end);
}
