import type { SourceRange } from './location.ts';
import type { Place } from './report.ts';

/** Turns ranges into lines and columns, reading each file once. A file that cannot be read has only a first line. */
export function placesIn(read: (file: string) => string | undefined): (range: SourceRange) => Place {
  const texts = new Map<string, { readonly text: string; readonly starts: readonly number[] }>();
  return ({ file, start, end }) => {
    let known = texts.get(file);
    if (!known) {
      const text = read(file) ?? '';
      known = { text, starts: lineStarts(text) };
      texts.set(file, known);
    }
    const { text, starts } = known;
    // A block's range may take in its line end; its last line is the one before.
    const last = end > start && text[end - 1] === '\n' ? end - 1 : Math.max(start, end);
    const line = lineAt(starts, start);
    const endLine = lineAt(starts, last);
    return {
      file, line, endLine, column: start - (starts[line - 1] ?? 0) + 1, endColumn: last - (starts[endLine - 1] ?? 0) + 1,
    };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
