import type { Location, SourceRange } from './location.ts';

/** One replacement in a text, by character offsets. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  /** What stands there afterwards; empty removes, an empty span inserts. */
  readonly text: string;
}

/** What a remedy changes in one file, or the whole text of a file that does not exist yet. */
export type FileChange =
  | { readonly file: string; readonly edits: readonly Edit[] }
  | { readonly file: string; readonly created: string };

/** Intents as text, or why they cannot be written: then the remedy stays advice. */
export type Written =
  | {
      readonly changes: readonly FileChange[];
      /**
       * What else of the stack has another value then, because it comes from the same text: other instances
       * of a block, other uses of a variable. In order of resource and path; empty when only what was meant.
       */
      readonly alsoChanges: readonly Location[];
    }
  | {
      readonly notWritable: string;
      /** The text that stands in the way, such as the expression that computes the value. */
      readonly at?: SourceRange | undefined;
    };

/** The text with the edits made, every other character kept. Edits are sorted by place and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let kept = 0;
  for (const edit of edits) {
    if (edit.start < kept || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`The edit at ${edit.start} overlaps the one before it or leaves the text.`);
    }
    pieces.push(text.slice(kept, edit.start), edit.text);
    kept = edit.end;
  }
  pieces.push(text.slice(kept));
  return pieces.join('');
}

/** The edits that make one text of another, a line that stays the same between two of them at least. */
export function editsBetween(before: string, after: string): readonly Edit[] {
  if (before === after) return [];
  const old = linesOf(before);
  const now = linesOf(after);
  let same = 0;
  while (same < old.length && same < now.length && old[same] === now[same]) same += 1;
  let tail = 0;
  const most = Math.min(old.length, now.length) - same;
  while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const start = old.slice(0, same).join('').length;
  const from = old.slice(same, old.length - tail);
  const to = now.slice(same, now.length - tail);
  return hunks(from, to).map((hunk) => trimmed(hunk, start, from, to));
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

interface Hunk {
  readonly from: number;
  readonly fromEnd: number;
  readonly to: number;
  readonly toEnd: number;
}

// Beyond this many pairs of lines one edit for all of them is as good.
const MOST_PAIRS = 1_000_000;

/** Runs of lines that differ, by the longest common subsequence of lines. */
function hunks(from: readonly string[], to: readonly string[]): readonly Hunk[] {
  const width = to.length + 1;
  if ((from.length + 1) * width > MOST_PAIRS) {
    return [{ from: 0, fromEnd: from.length, to: 0, toEnd: to.length }];
  }
  const common = new Uint32Array((from.length + 1) * width);
  for (let i = from.length - 1; i >= 0; i -= 1) {
    for (let j = to.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      common[at] =
        from[i] === to[j]
          ? (common[at + width + 1] ?? 0) + 1
          : Math.max(common[at + width] ?? 0, common[at + 1] ?? 0);
    }
  }
  const found: Hunk[] = [];
  let i = 0;
  let j = 0;
  while (i < from.length || j < to.length) {
    if (i < from.length && j < to.length && from[i] === to[j]) {
      i += 1;
      j += 1;
      continue;
    }
    const hunk = { from: i, to: j };
    while (i < from.length || j < to.length) {
      if (i < from.length && j < to.length && from[i] === to[j]) break;
      const at = i * width + j;
      const isGone =
        j >= to.length || (i < from.length && (common[at + width] ?? 0) >= (common[at + 1] ?? 0));
      if (isGone) i += 1;
      else j += 1;
    }
    found.push({ ...hunk, fromEnd: i, toEnd: j });
  }
  return found;
}

/** One hunk as an edit, without what its first and last lines share with what they replace. */
function trimmed(hunk: Hunk, start: number, from: readonly string[], to: readonly string[]): Edit {
  const old = from.slice(hunk.from, hunk.fromEnd).join('');
  const now = to.slice(hunk.to, hunk.toEnd).join('');
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  const most = Math.min(old.length, now.length) - head;
  while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const at = start + from.slice(0, hunk.from).join('').length;
  return { start: at + head, end: at + old.length - tail, text: now.slice(head, now.length - tail) };
}
