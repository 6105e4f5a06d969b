import type { Edit } from '../../../core/edit.ts';
import { applyEdits } from '../../../core/edit.ts';
import { lineAt } from '../../lines.ts';
import { parseHcl } from '../parse.ts';
import type { HclDocument, Span } from '../ast.ts';
import type { AlignedLines } from './line-cells.ts';
import { alignedLines, columnsOf } from './line-cells.ts';

/** A text and what it was parsed to. */
export interface HclSource {
  readonly text: string;
  readonly document: HclDocument;
}

type Cell = 'assign' | 'comment';

/** Lines that a change wrote or touched, and how they map to the lines before. */
interface Region {
  readonly first: number;
  readonly last: number;
  /** Whether the first of them was there before, with another text in it. */
  readonly beginsInLine: boolean;
  /** The line before the change that a line outside the region was; both from 0. */
  readonly before: (line: number) => number;
}

/**
 * The text after edits, aligned as `terraform fmt` aligns it where the lines around the edits were aligned
 * so; elsewhere only what was written is.
 */
export function editAligned(
  source: HclSource,
  edits: readonly Edit[],
  layout: 'aligned' | 'as-written' = 'aligned',
): string {
  const raw = applyEdits(source.text, edits);
  if (layout === 'as-written') return raw;
  const region = regionOf(source.text, raw, edits);
  const start = edits[0]?.start ?? 0;
  const end = edits.at(-1)?.end ?? 0;
  const old = alignedLines(source.text, source.document, near(start, end));
  const around = near(start, end + raw.length - source.text.length);
  const lines = linesOf(raw, around);
  const assigned = alignCell('assign', old, lines, region);
  return alignCell('comment', old, assigned === raw ? lines : linesOf(assigned, around), region);
}

// Alignment of a few neighbouring lines may move what stands behind them by some hundred columns.
const SLACK = 1000;

function near(start: number, end: number): Span {
  return { start: start - SLACK, end: end + SLACK };
}

function linesOf(text: string, around: Span): AlignedLines {
  return alignedLines(text, parseHcl(text), around);
}

function regionOf(old: string, after: string, edits: readonly Edit[]): Region {
  const start = edits[0]?.start ?? 0;
  const end = edits.at(-1)?.end ?? 0;
  const reached = end + after.length - old.length;
  const endLine = countLines(after, reached);
  const shift = endLine - countLines(old, end);
  // Whole lines that are put in or taken out touch neither the line before nor the line after.
  const isAfterLine = /^\r?\n/.test(edits[0]?.text ?? '');
  const isLineStart = edits.at(-1)?.text.endsWith('\n') === true;
  const isGone = start === reached && (start === 0 || after.charAt(start - 1) === '\n');
  const first = countLines(after, start) + (isAfterLine ? 1 : 0);
  const last = endLine - (isLineStart || isGone ? 1 : 0);
  const beginsInLine = !isAfterLine && !isLineStart && !isGone;
  const before = (line: number): number =>
    line < first || (beginsInLine && line === first) ? line : line - shift;
  return { first, last, beginsInLine, before };
}

function countLines(text: string, until: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < until; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

function alignCell(cell: Cell, old: AlignedLines, lines: AlignedLines, region: Region): string {
  const edits: Edit[] = [];
  let line = region.first;
  while (placeOf(lines, above(lines, line), cell)) line = above(lines, line);
  while (line <= region.last + 1) {
    const run = runFrom(cell, lines, line);
    if (run.length > 0) edits.push(...alignRun(cell, { old, lines, region }, run));
    line = below(lines, run.at(-1) ?? line);
  }
  return applyEdits(lines.text, edits);
}

interface Around {
  readonly old: AlignedLines;
  readonly lines: AlignedLines;
  readonly region: Region;
}

/** The line above or below, past the inside of heredocs. */
function above({ hidden }: AlignedLines, line: number): number {
  let at = line - 1;
  while (hidden.has(at)) at -= 1;
  return at;
}

function below({ hidden }: AlignedLines, line: number): number {
  let at = line + 1;
  while (hidden.has(at)) at += 1;
  return at;
}

/** A line and those below it that are aligned with it. */
function runFrom(cell: Cell, lines: AlignedLines, line: number): readonly number[] {
  const run: number[] = [];
  for (let at = line; placeOf(lines, at, cell); at = below(lines, at)) run.push(at);
  return run;
}

/** Aligns neighbouring lines, if those that nobody touched were aligned before. */
function alignRun(cell: Cell, { old, lines, region }: Around, run: readonly number[]): readonly Edit[] {
  const { first, last, beginsInLine } = region;
  const others = run.filter((line) => line < first || line > last || (beginsInLine && line === first));
  const isClean = others.every((line) => isCleanRun(cell, old, region.before(line)));
  const wanted = isClean ? wantedColumn(cell, lines, run) : undefined;
  return run.flatMap((line) => {
    const place = placeOf(lines, line, cell);
    if (!place || (wanted === undefined && others.includes(line))) return [];
    const lead = place.column - place.gap;
    const column = wanted ?? neighbourColumn(cell, lines, others, lead);
    const text = ' '.repeat(Math.max(column - lead, 1));
    return text.length === place.gap ? [] : [{ start: place.gapStart, end: place.gapEnd, text }];
  });
}

function neighbourColumn(cell: Cell, lines: AlignedLines, others: readonly number[], lead: number): number {
  const last = others.at(-1);
  const column = last === undefined ? undefined : placeOf(lines, last, cell)?.column;
  return column !== undefined && column > lead ? column : lead + 1;
}

function isCleanRun(cell: Cell, lines: AlignedLines, line: number): boolean {
  let start = line;
  while (placeOf(lines, above(lines, start), cell)) start = above(lines, start);
  const run = runFrom(cell, lines, start);
  const wanted = wantedColumn(cell, lines, run);
  return run.every((one) => placeOf(lines, one, cell)?.column === wanted);
}

function wantedColumn(cell: Cell, lines: AlignedLines, run: readonly number[]): number {
  return Math.max(
    ...run.map((line) => {
      const place = placeOf(lines, line, cell);
      return place ? place.column - place.gap + 1 : 0;
    }),
  );
}

interface CellPlace {
  readonly gapStart: number;
  readonly gapEnd: number;
  /** Columns between the text before it and it. */
  readonly gap: number;
  readonly column: number;
}

function placeOf({ text, table, cells }: AlignedLines, line: number, cell: Cell): CellPlace | undefined {
  const found = cells.get(line);
  const [gapStart, gapEnd] =
    cell === 'assign'
      ? [found?.assign?.leadEnd, found?.assign?.equals]
      : [found?.comment?.codeEnd, found?.comment?.start];
  if (gapStart === undefined || gapEnd === undefined) return undefined;
  const gap = gapEnd - gapStart;
  const column = columnsOf(text.slice(table[lineAt(table, gapEnd).line - 1] ?? 0, gapEnd));
  return { gapStart, gapEnd, gap, column };
}
