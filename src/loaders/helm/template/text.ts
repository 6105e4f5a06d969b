import type { SourceRange } from '../../../core/location.ts';
import type { Unknown } from '../../../core/value.ts';
import { printed } from './print.ts';
import type { GoValue, Segment, SegmentSource, UncertainSpan } from './value.ts';
import { spansTouching } from './span-index.ts';
import { Text, Traced, uncertaintyOf } from './value.ts';

/** What a value prints, with the origin of its pieces where they have one. */
export function textOf(value: GoValue, at: SourceRange): string | Text {
  if (typeof value === 'string' || value instanceof Text) return value;
  const because = value instanceof Traced && value.value === null ? uncertaintyOf(value) : undefined;
  // Nothing is written for what is not known; `<no value>` would be taken out together with the doubt.
  if (because) return new Text('', [], [{ start: 0, end: 0, because, existence: false }]);
  return showing(printed(value), value, at);
}

/** A text that shows a value as a whole: with its place and its doubt. */
export function showing(text: string, value: GoValue, at: SourceRange): string | Text {
  const because = uncertaintyOf(value);
  const node = value instanceof Traced ? value.node : undefined;
  if (!node && !because) return text;
  const from: SegmentSource | undefined = node && { kind: 'node', node, through: [at] };
  const span = { start: 0, end: text.length };
  return new Text(
    text,
    from ? [{ ...span, from }] : [],
    because ? [{ ...span, because, existence: false }] : [],
  );
}

/** A stretch copied from a text, or new characters. */
export type Piece = { readonly start: number; readonly end: number } | string;

/** A text made of stretches of another one and of new characters between them, in any order. */
export function rearranged(text: string | Text, pieces: readonly Piece[]): string | Text {
  const isTraced = text instanceof Text;
  const value = isTraced ? text.value : text;
  const parts: string[] = [];
  const segments: Segment[] = [];
  const spans: UncertainSpan[] = [];
  const into: Pieces = { segments, spans, placed: new Map(), empty: new Set() };
  let length = 0;
  let copied = -1;
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      parts.push(piece);
      if (isTraced && value[copied - 1] === '\n') growAbsent(text, copied, { into, by: piece.length });
      length += piece.length;
      continue;
    }
    const { start, end } = piece;
    copied = end;
    parts.push(value.slice(start, end));
    if (isTraced) copyPieces(text, { start, end, to: length }, into);
    length += end - start;
  }
  const result = parts.join('');
  if (segments.length === 0 && spans.length === 0) return result;
  return new Text(result, segments, spans);
}

/** What is put behind a line break belongs to it: lines that may come bring their indentation along. */
function growAbsent(
  text: Text,
  end: number,
  { into, by }: { readonly into: Pieces; readonly by: number },
): void {
  for (const span of spansTouching(text, end, end)) {
    const at = span.end === end && span.isAbsent ? into.placed.get(span) : undefined;
    const placed = at === undefined ? undefined : into.spans[at];
    if (at !== undefined && placed) into.spans[at] = { ...placed, end: placed.end + by };
  }
}

interface Copy {
  readonly start: number;
  readonly end: number;
  readonly to: number;
}

interface Pieces {
  readonly segments: Segment[];
  readonly spans: UncertainSpan[];
  /** Where each span of the original is in `spans`. */
  readonly placed: Map<UncertainSpan, number>;
  /** The segments of no width that were copied. */
  readonly empty: Set<Segment>;
}

function copyPieces(text: Text, { start, end, to }: Copy, into: Pieces): void {
  const shift = to - start;
  for (let at = firstFrom(text.segments, start); at < text.segments.length; at += 1) {
    const segment = text.segments[at];
    if (!segment || segment.start > end) break;
    if (segment.start === segment.end) addEmpty(into, segment, shift);
    else if (segment.start >= start && segment.end <= end) {
      // Nearly all: copied without looking closer, half the time of `nindent` over large values.
      const moved = { start: segment.start + shift, end: segment.end + shift, from: segment.from };
      into.segments.push(shift === 0 ? segment : moved);
    } else if (segment.start < end) {
      const goesOn = segment.start < start;
      addPart(into.segments, clipped(text.value, segment, { start, end, shift }), goesOn);
    }
  }
  for (const span of spansTouching(text, start, end)) {
    // A span that only touches the stretch comes along when it is empty: what may stand there.
    if ((span.start === end || span.end === start) && span.start !== span.end) continue;
    const moved = { start: Math.max(span.start, start) + shift, end: Math.min(span.end, end) + shift };
    // A span that goes on from the stretch before stays one, whatever was put between.
    const before = into.placed.get(span);
    const last = before === undefined || span.start >= start ? undefined : into.spans[before];
    if (last && before !== undefined) into.spans[before] = { ...last, end: moved.end };
    else {
      into.placed.set(span, into.spans.length);
      into.spans.push({ ...span, ...moved });
    }
  }
}

/** A segment of no width between two stretches belongs to the first. */
function addEmpty({ segments, empty }: Pieces, segment: Segment, shift: number): void {
  if (empty.has(segment)) return;
  empty.add(segment);
  segments.push({ ...segment, start: segment.start + shift, end: segment.end + shift });
}

/** Parts of one segment on both sides of inserted characters stay one, unless it is a copy of a file. */
function addPart(segments: Segment[], part: Segment, goesOn: boolean): void {
  const last = segments.at(-1);
  if (goesOn && last && last.from === part.from && last.from.kind !== 'literal') {
    segments[segments.length - 1] = { ...last, end: part.end };
  } else segments.push(part);
}

function clipped(
  value: string,
  { start, end, from }: Segment,
  to: { readonly start: number; readonly end: number; readonly shift: number },
): Segment {
  const first = Math.max(start, to.start);
  const last = Math.min(end, to.end);
  const place = { start: first + to.shift, end: last + to.shift };
  if (from.kind === 'literal') return { ...place, from: { ...from, offset: from.offset + (first - start) } };
  if (from.kind !== 'node' || (first === start && last === end)) return { ...place, from };
  // Between lines a value is cut only to be put together again; what else is cut off changes it.
  const isLine = value[first - 1] === '\n' || first === start;
  const isLineEnd = value[last] === '\n' || value[last - 1] === '\n' || last === end;
  if (isLine && isLineEnd) return { ...place, from };
  const cut = value.slice(start, first) + value.slice(last, end);
  if (cut.trim() === '') return { ...place, from };
  const at = from.through[0] ?? from.node;
  return { ...place, from: { kind: 'computed', why: 'a part of a value', at } };
}

/** The index of the first segment that ends after a position. */
export function firstAfter(segments: readonly Segment[], position: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.end ?? 0) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The index of the first segment that ends at or after a position. */
export function firstFrom(segments: readonly Segment[], position: number): number {
  let at = firstAfter(segments, position);
  while (at > 0 && segments[at - 1]?.end === position && segments[at - 1]?.start === position) at -= 1;
  return at;
}

/** Collects the output of a template. */
export class Output {
  #parts: string[] = [];
  #segments: Segment[] = [];
  #spans: UncertainSpan[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Text with one origin. An empty one leaves a segment of no width: something stands there. */
  write(text: string, from: SegmentSource | undefined): void {
    const start = this.#length;
    this.#parts.push(text);
    this.#length += text.length;
    if (from) this.#segments.push({ start, end: this.#length, from });
  }

  /** A text with the origin of its pieces; pieces that have none were made by the action `filler`. */
  append(text: string | Text, filler?: SegmentSource): void {
    if (typeof text === 'string') return this.write(text, filler);
    const shift = this.#length;
    let done = 0;
    for (const { start, end, from } of text.segments) {
      if (filler) this.#fill(text.value, { start: done, end: start }, filler);
      this.#segments.push({ start: start + shift, end: end + shift, from });
      done = end;
    }
    if (filler) this.#fill(text.value, { start: done, end: text.value.length }, filler);
    if (filler && text.value === '' && text.segments.length === 0) this.write('', filler);
    for (const span of text.uncertain) {
      this.#spans.push({ ...span, start: span.start + shift, end: span.end + shift });
    }
    this.#parts.push(text.value);
    this.#length += text.value.length;
  }

  #fill(
    text: string,
    { start, end }: { readonly start: number; readonly end: number },
    from: SegmentSource,
  ): void {
    if (start < end && !/^[\s:"'-]*$/.test(text.slice(start, end))) {
      this.#segments.push({ start: start + this.#length, end: end + this.#length, from });
    }
  }

  /** Says that everything since `start` may not be there, or may be something else. */
  doubt(start: number, because: Unknown, { isAbsent }: { readonly isAbsent: boolean }): void {
    const span = { start, end: this.#length, because, existence: true };
    this.#spans.push(isAbsent ? { ...span, isAbsent } : span);
  }

  mark(): OutputMark {
    const { length } = this;
    return { parts: this.#parts.length, segments: this.#segments.length, spans: this.#spans.length, length };
  }

  /** Forgets what was written since the mark. */
  rollBack(mark: OutputMark): void {
    this.#parts.length = mark.parts;
    this.#segments.length = mark.segments;
    this.#spans.length = mark.spans;
    this.#length = mark.length;
  }

  finish(): Text {
    const spans = this.#spans.sort((a, b) => a.start - b.start || b.end - a.end);
    return new Text(this.#parts.join(''), this.#segments, spans);
  }
}

export interface OutputMark {
  readonly parts: number;
  readonly segments: number;
  readonly spans: number;
  readonly length: number;
}
