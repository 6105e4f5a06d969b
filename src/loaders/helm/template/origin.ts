import type { SourceRange } from '../../../core/location.ts';
import type { Span } from '../../../syntax/gotemplate/ast.ts';
import { firstAfter } from './text.ts';
import type { GoValue, SegmentSource } from './value.ts';
import { Text, Traced } from './value.ts';

/** Where the text of a template stands. */
export interface TextOrigin {
  /** The place of a stretch of the template's text. */
  range(span: Span): SourceRange;
  /** Where the characters from `start` on are copied from; undefined: from nowhere. */
  source(span: Span): SegmentSource;
}

/** A template that is a file. */
export function fileOrigin(file: string): TextOrigin {
  return {
    range: ({ start, end }) => ({ file, start, end }),
    source: ({ start }) => ({ kind: 'literal', file, offset: start }),
  };
}

/** A template that is a value or was put together (`tpl`). */
export function textOrigin(text: GoValue, at: SourceRange): TextOrigin {
  if (text instanceof Text) return pieceOrigin(text, at);
  if (!(text instanceof Traced) || !text.node) return computedOrigin(at);
  const { file, start, end } = text.node;
  const isCopied = isVerbatim(text);
  if (!isCopied) {
    const place = { file, start, end };
    return {
      range: () => place,
      source: () => ({ kind: 'computed', why: 'a template inside a value', at: place }),
    };
  }
  return {
    range: (span) => ({ file, start: start + span.start, end: start + span.end }),
    source: (span) => ({ kind: 'literal', file, offset: start + span.start }),
  };
}

/** Whether a scalar's characters stand in its file as they are: one line, without quotes. */
function isVerbatim({ value, node }: Traced): boolean {
  if (typeof value !== 'string' || node?.kind !== 'scalar' || node.style !== 'plain' || node.came)
    return false;
  return node.end - node.start === value.length && !value.includes('\n');
}

function computedOrigin(at: SourceRange): TextOrigin {
  return {
    range: () => at,
    source: () => ({ kind: 'computed', why: 'a template that was put together', at }),
  };
}

function pieceOrigin(text: Text, at: SourceRange): TextOrigin {
  const segmentAt = ({
    start,
    end,
  }: Span): { readonly from: SegmentSource; readonly skipped: number } | undefined => {
    const segment = text.segments[firstAfter(text.segments, start)];
    if (!segment || segment.start > start || segment.end < end) return undefined;
    return { from: segment.from, skipped: start - segment.start };
  };
  return {
    range: (span) => {
      const found = segmentAt(span);
      if (found?.from.kind === 'literal') {
        const start = found.from.offset + found.skipped;
        return { file: found.from.file, start, end: start + span.end - span.start };
      }
      return found?.from.kind === 'node' ? found.from.node : at;
    },
    source: (span) => {
      const found = segmentAt(span);
      if (found?.from.kind === 'literal') return { ...found.from, offset: found.from.offset + found.skipped };
      return { kind: 'computed', why: 'a template that was put together', at };
    },
  };
}
