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
export type Written = { readonly changes: readonly FileChange[] } | { readonly notWritable: string };

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
