import type { YamlDocument, YamlNode } from './ast.ts';
import type { PrintOptions } from './print.ts';
import { COMMON_STYLE } from './print.ts';

/** Where the line of a place starts. */
export function lineStartOf(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the line of a place ends, before its line break. */
export function lineEndOf(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end < 0) return text.length;
  return end > at && text.charAt(end - 1) === '\r' ? end - 1 : end;
}

/** Where the line after a place's starts; the end of the text where there is none. */
export function nextLineOf(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** How far right of its line's start a place stands. */
export function columnOf(text: string, at: number): number {
  return at - lineStartOf(text, at);
}

/** Whether only blanks stand before a place on its line. */
export function isFirstOnLine(text: string, at: number): boolean {
  return text.slice(lineStartOf(text, at), at).trim() === '';
}

/** The line break that a text uses. */
export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/**
 * Where an entry or item that starts on this line begins with its own comments: the comment lines right above
 * it, in its column, up to a blank line.
 */
export function startWithComments(text: string, lineStart: number, column: number): number {
  let start = lineStart;
  while (start > 0) {
    const above = lineStartOf(text, start - 1);
    const line = text.slice(above, start);
    if (!line.trimStart().startsWith('#') || line.length - line.trimStart().length !== column) break;
    start = above;
  }
  return start;
}

/** Where the lines of a node end: its last line's end, with the blank lines that a `+` block keeps. */
export function endOfLines(text: string, node: YamlNode | undefined, end: number): number {
  const lineEnd = lineEndOf(text, end);
  const last = lastScalar(node);
  const isKept = last !== undefined && /^[|>]\d?\+/.test(text.slice(last.start, last.start + 3));
  if (!isKept) return lineEnd;
  let at = lineEnd;
  for (;;) {
    const next = nextLineOf(text, at);
    if (next >= text.length || text.slice(next, lineEndOf(text, next)).trim() !== '') return at;
    at = lineEndOf(text, next);
  }
}

/** How a document indents, found from its first mapping in a mapping and its first sequence below a key. */
export function styleOf(text: string, { root }: YamlDocument): PrintOptions {
  const found: { step?: number; sequenceStep?: number } = {};
  if (root) findStyle(text, root, found);
  return {
    step: found.step ?? COMMON_STYLE.step,
    sequenceStep: found.sequenceStep ?? COMMON_STYLE.sequenceStep,
  };
}

function findStyle(text: string, node: YamlNode, found: { step?: number; sequenceStep?: number }): void {
  if (node.kind === 'scalar' || node.flow) return;
  if (found.step !== undefined && found.sequenceStep !== undefined) return;
  if (node.kind === 'sequence') {
    for (const item of node.items) findStyle(text, item, found);
    return;
  }
  for (const { key, value } of node.entries) {
    if (value.kind === 'scalar' || value.flow || value.start < key.end) continue;
    const inner = columnOf(text, value.start) - columnOf(text, key.start);
    if (value.kind === 'sequence') found.sequenceStep ??= inner;
    else if (inner > 0) found.step ??= inner;
    findStyle(text, value, found);
  }
}

function lastScalar(node: YamlNode | undefined): YamlNode | undefined {
  let last = node;
  while (last && last.kind !== 'scalar') {
    last = last.kind === 'mapping' ? last.entries.at(-1)?.value : last.items.at(-1);
  }
  return last;
}
