import type { Span } from './ast.ts';
import { actionTokens } from './tokens.ts';
import type { Token } from './tokens.ts';

/** A source cut into texts and actions. Comments leave nothing but their trimming. */
export type Piece = TextPiece | ActionPiece | BadPiece;

export interface TextPiece extends Span {
  readonly kind: 'text';
}

export interface ActionPiece extends Span {
  readonly kind: 'action';
  readonly tokens: readonly Token[];
}

export interface BadPiece extends Span {
  readonly kind: 'bad';
  /** What could be read before the error: its first word says what it would open or close. */
  readonly tokens: readonly Token[];
  readonly message: string;
}

const SPACE = new Set([' ', '\t', '\r', '\n']);

/** Cuts a source into texts and actions, trims applied. */
export function lexTemplate(source: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let position = 0;
  let trimNext = false;
  while (position < source.length) {
    const open = source.indexOf('{{', position);
    const end = open < 0 ? source.length : open;
    const trimsBefore = open >= 0 && source[open + 2] === '-' && SPACE.has(source[open + 3] ?? '');
    pushText(pieces, source, { start: position, end }, { before: trimNext, after: trimsBefore });
    if (open < 0) break;
    const inside = open + (trimsBefore ? 3 : 2);
    const closed = closeOf(source, open, inside);
    if (closed.piece) pieces.push(closed.piece);
    trimNext = closed.trims;
    position = closed.end;
  }
  return pieces;
}

function pushText(
  pieces: Piece[],
  source: string,
  span: Span,
  trims: { readonly before: boolean; readonly after: boolean },
): void {
  let { start, end } = span;
  if (trims.before) while (start < end && SPACE.has(source[start] ?? '')) start += 1;
  if (trims.after) while (end > start && SPACE.has(source[end - 1] ?? '')) end -= 1;
  if (start < end) pieces.push({ kind: 'text', start, end });
}

interface Closed {
  readonly piece: ActionPiece | BadPiece | undefined;
  readonly end: number;
  readonly trims: boolean;
}

function closeOf(source: string, open: number, inside: number): Closed {
  const comment = SPACE.has(source[inside] ?? '') && inside > open + 2 ? inside + 1 : inside;
  if (source.startsWith('/*', comment)) return commentAt(source, open, comment);
  const { tokens, end, trims, problem } = actionTokens(source, inside);
  if (problem === undefined) return { piece: { kind: 'action', start: open, end, tokens }, end, trims };
  // The next `}}` is the best guess of where the broken action was meant to end.
  const close = source.indexOf('}}', end);
  const stop = close < 0 ? source.length : close + 2;
  return {
    piece: { kind: 'bad', start: open, end: stop, tokens, message: problem },
    end: stop,
    trims: source[stop - 3] === '-',
  };
}

function commentAt(source: string, open: number, start: number): Closed {
  const close = source.indexOf('*/', start + 2);
  const bad = (end: number, message: string): Closed => ({
    piece: { kind: 'bad', start: open, end, tokens: [], message },
    end,
    trims: false,
  });
  if (close < 0) return bad(source.length, 'unclosed comment');
  const after = close + 2;
  if (source.startsWith('}}', after)) return { piece: undefined, end: after + 2, trims: false };
  if (SPACE.has(source[after] ?? '') && source.startsWith('-}}', after + 1)) {
    return { piece: undefined, end: after + 4, trims: true };
  }
  const next = source.indexOf('}}', after);
  return bad(next < 0 ? source.length : next + 2, 'comment ends before closing delimiter');
}
