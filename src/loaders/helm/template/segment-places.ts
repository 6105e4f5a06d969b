import type { SourceRange } from '../../../core/location.ts';
import type { Came, YamlNode, YamlScalar } from '../../../syntax/yaml/ast.ts';
import type { Segment, SegmentSource } from './value.ts';

/** A place with how the value came from there. */
export interface Place extends SourceRange {
  readonly came?: Came | undefined;
}

/** The scalar at another place. Written out: copies by spread took a quarter of placing. */
export function scalarAt<T extends YamlScalar>(
  { kind, value, style }: T,
  { file, start, end, came }: Place,
): Pick<T, 'kind' | 'value' | 'style'> & Place {
  return { kind, value, style, file, start, end, came };
}

/** What a regular expression calls space. */
export function isSpace(code: number): boolean {
  if (code < 160) return code === 32 || (code >= 9 && code <= 13);
  return /\s/.test(String.fromCharCode(code));
}

/** Whether literals follow each other in their file without anything between. */
export function isCopied(segments: readonly Segment[]): boolean {
  return segments.every(({ from }, index) => {
    const before = segments[index - 1];
    if (!before) return true;
    if (from.kind !== 'literal' || before.from.kind !== 'literal' || from.file !== before.from.file)
      return false;
    return before.from.offset + before.end - before.start === from.offset;
  });
}

/** Where a value of a values file stands, reached through these actions and those before. */
export function through({ file, start, end, came }: YamlNode, actions: readonly SourceRange[]): Place {
  if (came?.kind === 'computed') return { file, start, end, came };
  const all = came ? [...actions, ...came.through] : actions;
  return { file, start, end, came: { kind: 'chain', through: all } };
}

/** The part of the template that wrote what a segment has of a stretch. */
export function inTemplate(
  { start, end, from }: Segment,
  at: { readonly start: number; readonly end: number },
): { file: string; start: number; end: number } {
  if (from.kind !== 'literal') return rangeOf(templateRange(from));
  const first = Math.max(start, at.start);
  const last = Math.min(end, at.end);
  return { file: from.file, start: from.offset + first - start, end: from.offset + last - start };
}

/** The action that wrote a segment. */
export function templateRange(from: Exclude<SegmentSource, { readonly kind: 'literal' }>): SourceRange {
  if (from.kind === 'computed') return from.at;
  return from.through[0] ?? (from.kind === 'node' ? from.node : from.holder);
}

/** Only the range. */
export function rangeOf({ file, start, end }: SourceRange): { file: string; start: number; end: number } {
  return { file, start, end };
}
