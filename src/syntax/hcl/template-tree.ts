import type { Expression, TemplateFor, TemplateIf, TemplatePart, TemplateText } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { enter, fail } from './cursor.ts';
import type { ControlPiece, Piece, TextPiece } from './template-pieces.ts';

/** The tree of a template: neighbouring texts become one, directives take what stands between them. */
export function templateTree(c: Cursor, pieces: readonly Piece[]): TemplatePart[] {
  const walk = { pieces, next: 0 };
  const parts = readParts(c, walk);
  const rest = pieces[walk.next];
  if (rest?.kind === 'control') fail(c, rest, `This "${rest.word}" ends nothing that was begun.`);
  return parts;
}

interface Walk {
  readonly pieces: readonly Piece[];
  next: number;
}

/** Reads up to the end or to a directive that ends or divides another. */
function readParts(c: Cursor, walk: Walk): TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (;;) {
    const piece = walk.pieces[walk.next];
    if (!piece || c.failed) return parts;
    if (piece.kind === 'text') {
      parts.push(readText(c, walk, piece));
    } else if (piece.kind === 'interpolation') {
      parts.push(piece);
      walk.next++;
    } else {
      const { expression, word } = piece;
      if (!expression) return parts;
      parts.push(word === 'if' ? readIf(c, walk, piece, expression) : readFor(c, walk, piece, expression));
    }
  }
}

function readText(c: Cursor, walk: Walk, first: TextPiece): TemplateText {
  const { pieces } = walk;
  let asWritten = first.value === undefined;
  let last = first;
  const from = walk.next;
  for (walk.next++; walk.next < pieces.length; walk.next++) {
    const piece = pieces[walk.next];
    if (piece?.kind !== 'text') break;
    asWritten &&= piece.value === undefined && piece.start === last.end;
    last = piece;
  }
  const value = asWritten ? c.text.slice(first.start, last.end) : joined(c, pieces, from, walk.next);
  return { kind: 'text', start: first.start, end: last.end, value };
}

function joined(c: Cursor, pieces: readonly Piece[], from: number, to: number): string {
  const values: string[] = [];
  for (let i = from; i < to; i++) {
    const piece = pieces[i];
    if (piece?.kind === 'text') values.push(piece.value ?? c.text.slice(piece.start, piece.end));
  }
  return values.join('');
}

function readIf(c: Cursor, walk: Walk, open: ControlPiece, condition: Expression): TemplateIf {
  walk.next++;
  const then = readBranch(c, walk);
  const hasElse = wordAt(walk) === 'else';
  if (hasElse) walk.next++;
  const otherwise = hasElse ? readBranch(c, walk) : [];
  const end = takeEnd(c, walk, open, 'endif');
  // oxlint-disable-next-line unicorn/no-thenable -- the word of a conditional; nobody awaits a tree
  return { kind: 'if', start: open.start, end, condition, then, otherwise };
}

function readFor(c: Cursor, walk: Walk, open: ControlPiece, collection: Expression): TemplateFor {
  walk.next++;
  const { start, keyName, valueName } = open;
  const body = readBranch(c, walk);
  return { kind: 'for', start, end: takeEnd(c, walk, open, 'endfor'), keyName, valueName, collection, body };
}

function readBranch(c: Cursor, walk: Walk): TemplatePart[] {
  if (!enter(c)) return [];
  const parts = readParts(c, walk);
  c.depth--;
  return parts;
}

function takeEnd(c: Cursor, walk: Walk, open: ControlPiece, word: 'endif' | 'endfor'): number {
  const close = walk.pieces[walk.next];
  if (wordAt(walk) === word && close) {
    walk.next++;
    return close.end;
  }
  fail(c, open, `This "${open.word}" has no "%{ ${word} }".`);
  return open.end;
}

function wordAt(walk: Walk): string | undefined {
  const piece = walk.pieces[walk.next];
  return piece?.kind === 'control' ? piece.word : undefined;
}
