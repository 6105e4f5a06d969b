import { isGap, NEWLINE } from './characters.ts';

/** Where one document of a text stands. Documents lie side by side: one ends where the next one starts. */
export interface DocumentSpan {
  /** Where it starts, with the comments and directives before its marker. */
  readonly start: number;
  /** Where its content starts: behind the `---`, or at its start. */
  readonly content: number;
  readonly hasMarker: boolean;
  readonly end: number;
  /** Where its directives start if there is one for tags, which only the careful reader knows; else -1. */
  readonly tagDirectives: number;
}

/** Finds the documents of a text by their markers: a line that starts with `---` or `...`. */
export function splitDocuments(text: string): readonly DocumentSpan[] {
  const spans: DocumentSpan[] = [];
  const first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let open = { start: 0, content: first, hasMarker: false, tagDirectives: -1 };
  let nextStart = findMarker(text, '---', first);
  let nextEnd = findMarker(text, '...', first);
  while (nextStart >= 0 || nextEnd >= 0) {
    const isStart = nextStart >= 0 && (nextEnd < 0 || nextStart < nextEnd);
    const at = isStart ? nextStart : nextEnd;
    const isDocument = open.hasMarker || !isPrefix(text, open.content, at);
    if (isDocument) spans.push({ ...open, end: at });
    const start = isDocument ? at : open.start;
    const hasTagDirective = isStart && !isDocument && /^%TAG/m.test(text.slice(open.content, at));
    const tagDirectives = hasTagDirective ? open.content : -1;
    open = { start, content: at + 3, hasMarker: isStart, tagDirectives };
    if (isStart) nextStart = findMarker(text, '---', at + 3);
    else nextEnd = findMarker(text, '...', at + 3);
  }
  if (open.hasMarker || !isPrefix(text, open.content, text.length)) {
    spans.push({ ...open, end: text.length });
  }
  return spans;
}

function findMarker(text: string, marker: string, from: number): number {
  if (from <= 1 && text.startsWith(marker, from) && isGap(text.charCodeAt(from + 3))) return from;
  const line = `\n${marker}`;
  let at = text.indexOf(line, Math.max(0, from - 1));
  while (at >= 0 && !isGap(text.charCodeAt(at + 4))) at = text.indexOf(line, at + 4);
  return at < 0 ? -1 : at + 1;
}

/** Whether a stretch of text holds only blank lines, comments and directives. */
function isPrefix(text: string, from: number, to: number): boolean {
  let at = from;
  while (at < to) {
    const lineStart = at;
    while (at < to && isGap(text.charCodeAt(at)) && text.charCodeAt(at) !== NEWLINE) at += 1;
    if (at >= to) return true;
    const letter = text[at];
    const isDirective = letter === '%' && at === lineStart;
    if (letter !== '\n' && letter !== '#' && !isDirective) return false;
    const lineEnd = text.indexOf('\n', at);
    at = lineEnd < 0 ? to : lineEnd + 1;
  }
  return true;
}
