import { isBlank, NEWLINE, RETURN } from './characters.ts';

/**
 * The lines of a scalar over several lines, joined: one line break becomes a blank, n of them n - 1 breaks.
 * Blanks around the breaks do not count.
 */
export function foldLines(text: string, start: number, end: number): string {
  let folded = '';
  let at = start;
  let breaks = 0;
  for (;;) {
    let lineEnd = text.indexOf('\n', at);
    const isLast = lineEnd < 0 || lineEnd >= end;
    if (isLast) lineEnd = end;
    let from = at;
    if (at !== start) while (from < lineEnd && isBlank(text.charCodeAt(from))) from += 1;
    const to = isLast ? lineEnd : trimmedEnd(text, from, lineEnd);
    if (to > from || isLast || at === start) {
      if (at !== start) folded += breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
      folded += text.slice(from, to);
      breaks = 0;
    }
    if (isLast) return folded;
    breaks += 1;
    at = lineEnd + 1;
  }
}

/** Where the content of a line ends, without blanks and a carriage return. */
export function trimmedEnd(text: string, from: number, end: number): number {
  let to = end;
  while (to > from && isTrailing(text.charCodeAt(to - 1))) to -= 1;
  return to;
}

function isTrailing(code: number): boolean {
  return isBlank(code) || code === RETURN || code === NEWLINE;
}
