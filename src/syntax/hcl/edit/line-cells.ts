import type { HclDocument, Span } from '../ast.ts';
import { lineAt, lineTable } from '../../lines.ts';
import type { LineTable } from '../../lines.ts';
import { isFirstOnLine, lineEndOf } from '../../yaml/layout.ts';

/** What `terraform fmt` aligns in a line: the `=` of an assignment and the comment at the end. */
export interface LineCells {
  /** Where the text before `=` ends, and where `=` stands. */
  readonly assign: { readonly leadEnd: number; readonly equals: number } | undefined;
  /** Where the text before the comment ends, and where the comment stands. */
  readonly comment: { readonly codeEnd: number; readonly start: number } | undefined;
}

/** The lines of a file with what is aligned in them, by line number from 0. */
export interface AlignedLines {
  readonly text: string;
  readonly table: LineTable;
  readonly cells: ReadonlyMap<number, LineCells>;
  /** Lines of heredocs after the one that opens them: what stands below is a neighbour of that one. */
  readonly hidden: ReadonlySet<number>;
}

interface Assignment {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly isHeredoc: boolean;
}

/**
 * Splits lines into cells as hclwrite's formatter does: an assignment counts when its brackets are closed on
 * the same line or it opens a heredoc; a comment counts when something stands before it. Assignments of
 * blocks that do not touch `near` are left out.
 */
export function alignedLines(text: string, document: HclDocument, near: Span): AlignedLines {
  const table = lineTable(text);
  const comments = new Map<number, number>();
  for (const { start, text: words } of document.comments) {
    if (words.startsWith('/*') || isFirstOnLine(text, start)) continue;
    comments.set(lineAt(table, start).line - 1, start);
  }
  const cells = new Map<number, LineCells>();
  for (const [line, start] of comments) {
    cells.set(line, { assign: undefined, comment: { codeEnd: trimmedEnd(text, start), start } });
  }
  const found = foundIn(document, near);
  for (const one of found.assignments) {
    if (!isFirstOnLine(text, one.keyStart)) continue;
    const line = lineAt(table, one.keyStart).line - 1;
    const equals = text.indexOf('=', one.keyEnd);
    const end = comments.get(line) ?? lineEndOf(text, one.keyStart);
    if (equals < 0 || equals >= one.valueStart || equals >= end) continue;
    if (!one.isHeredoc && (one.valueEnd > end || opened(text.slice(one.valueEnd, end)) !== 0)) continue;
    const assign = { leadEnd: trimmedEnd(text, equals), equals };
    cells.set(line, { assign, comment: cells.get(line)?.comment });
  }
  return { text, table, cells, hidden: hiddenLines(table, found) };
}

function hiddenLines(table: LineTable, { heredocs }: Found): ReadonlySet<number> {
  const hidden = new Set<number>();
  for (const { start, end } of heredocs) {
    const last = lineAt(table, end).line - 1;
    for (let line = lineAt(table, start).line; line <= last; line += 1) hidden.add(line);
  }
  return hidden;
}

/** The columns that a piece of a line takes. */
export function columnsOf(text: string): number {
  return [...text].length;
}

function trimmedEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && (text.charAt(at - 1) === ' ' || text.charAt(at - 1) === '\t')) at -= 1;
  return at;
}

function opened(text: string): number {
  let depth = 0;
  for (const character of text) {
    if ('[{('.includes(character)) depth += 1;
    else if (']})'.includes(character)) depth -= 1;
  }
  return depth;
}

interface Found {
  readonly assignments: Assignment[];
  readonly heredocs: Span[];
}

/** Every `name = value` of blocks and of objects inside expressions, but for blocks that are far off. */
function foundIn({ body }: HclDocument, near: Span): Found {
  const found: Found = { assignments: [], heredocs: [] };
  collect(body.attributes, found);
  const isNear = ({ start, end }: Span): boolean => end >= near.start && start <= near.end;
  collect(body.blocks.filter(isNear), found);
  return found;
}

/** Any node of the tree: what is assigned in it is told by its shape alone. */
function collect(node: unknown, found: Found): void {
  if (Array.isArray(node)) {
    for (const item of node) collect(item, found);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if (isHeredoc(node)) found.heredocs.push(node);
  if ('nameSpan' in node && 'expression' in node) add(node.nameSpan, node.expression, found);
  if ('key' in node && 'value' in node && !('kind' in node)) add(node.key, node.value, found);
  for (const child of Object.values(node)) if (typeof child === 'object') collect(child, found);
}

function add(key: unknown, value: unknown, { assignments }: Found): void {
  if (!isSpan(key) || !isSpan(value)) return;
  assignments.push({
    keyStart: key.start,
    keyEnd: key.end,
    valueStart: value.start,
    valueEnd: value.end,
    isHeredoc: isHeredoc(value),
  });
}

function isHeredoc(node: unknown): node is Span {
  return isSpan(node) && 'form' in node && node.form === 'heredoc';
}

function isSpan(node: unknown): node is Span {
  if (typeof node !== 'object' || node === null || !('start' in node) || !('end' in node)) return false;
  return typeof node.start === 'number' && typeof node.end === 'number';
}
