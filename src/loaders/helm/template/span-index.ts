import type { Unknown } from '../../../core/value.ts';
import type { Text, UncertainSpan } from './value.ts';

/** Finds spans by place: a text may have thousands, and each of its nodes and lines asks for its own. */
export class SpanIndex {
  readonly #spans: readonly UncertainSpan[];
  /** The furthest end of the spans up to here, as they may nest. */
  readonly #furthest: readonly number[];

  constructor(spans: readonly UncertainSpan[]) {
    let furthest = -1;
    this.#spans = isSorted(spans) ? spans : [...spans].sort((a, b) => a.start - b.start);
    this.#furthest = this.#spans.map(({ end }) => (furthest = Math.max(furthest, end)));
  }

  /** The spans that begin at or before `end` and end at or after `start`, in order. */
  touching(start: number, end: number): readonly UncertainSpan[] {
    const found: UncertainSpan[] = [];
    for (let at = this.#after(end) - 1; at >= 0 && (this.#furthest[at] ?? -1) >= start; at -= 1) {
      const span = this.#spans[at];
      if (span && span.end >= start) found.push(span);
    }
    return found.reverse();
  }

  /** The index of the first span that begins after a position. */
  #after(position: number): number {
    let low = 0;
    let high = this.#spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#spans[middle]?.start ?? 0) > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function isSorted(spans: readonly UncertainSpan[]): boolean {
  return spans.every(({ start }, at) => at === 0 || (spans[at - 1]?.start ?? 0) <= start);
}

const indexes = new WeakMap<Text, SpanIndex>();

/** The uncertain spans of a text that touch a stretch, in order. */
export function spansTouching(text: Text, start: number, end: number): readonly UncertainSpan[] {
  if (text.uncertain.length === 0) return text.uncertain;
  const index = indexes.get(text) ?? new SpanIndex(text.uncertain);
  indexes.set(text, index);
  return index.touching(start, end);
}

/** Why it is not known whether a stretch of the text is there at all. */
export function doubtAround(
  text: Text,
  { start, end }: { readonly start: number; readonly end: number },
): Unknown | undefined {
  const around = spansTouching(text, start, end);
  return around.find((span) => span.start <= start && end <= span.end && span.start < span.end)?.because;
}
