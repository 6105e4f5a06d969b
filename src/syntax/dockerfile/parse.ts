import type { SourceRange } from '../../core/location.ts';

/** A word of an instruction with its place; quotes around it are gone, variables still stand in it. */
export interface DockerfileWord extends SourceRange {
  readonly text: string;
}

/** One instruction, continued lines included. */
export interface Instruction extends SourceRange {
  /** In capitals: `FROM`. */
  readonly keyword: string;
  readonly words: readonly DockerfileWord[];
}

/**
 * Reads a Dockerfile into its instructions, as far as words go: comments, continued lines, the escape
 * directive and here-documents are followed, what a shell would do is not.
 * https://docs.docker.com/reference/dockerfile/
 */
export function parseDockerfile(text: string, file: string): readonly Instruction[] {
  const lines = linesOf(text);
  const escape = escapeOf(lines);
  const instructions: Instruction[] = [];
  let next = 0;
  while (next < lines.length) {
    const logical = logicalLine(lines, next, escape);
    next = logical.next;
    const words = logical.parts.flatMap((part) => wordsOf(part, file));
    const [keyword, ...rest] = words;
    if (!keyword) continue;
    next = afterHereDocuments(lines, next, rest);
    const end = (rest.at(-1) ?? keyword).end;
    instructions.push({ keyword: keyword.text.toUpperCase(), words: rest, file, start: keyword.start, end });
  }
  return instructions;
}

interface Line {
  readonly text: string;
  readonly start: number;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ text: line.endsWith('\r') ? line.slice(0, -1) : line, start });
    start += line.length + 1;
  }
  return lines;
}

/** `# escape=` is a directive only before anything else. */
function escapeOf(lines: readonly Line[]): string {
  for (const { text } of lines) {
    const directive = /^#\s*(\w+)\s*=\s*(\S+)\s*$/.exec(text);
    if (!directive) return '\\';
    if (directive[1]?.toLowerCase() === 'escape' && directive[2] === '`') return '`';
  }
  return '\\';
}

/** The lines that one instruction goes over, without comments between them. */
function logicalLine(
  lines: readonly Line[],
  first: number,
  escape: string,
): { readonly parts: readonly Line[]; readonly next: number } {
  const parts: Line[] = [];
  let next = first;
  for (; next < lines.length; next += 1) {
    const line = lines[next];
    if (!line) break;
    const isSkipped = /^\s*(?:#|$)/.test(line.text);
    if (isSkipped && parts.length > 0) continue;
    if (isSkipped) return { parts, next: next + 1 };
    const trimmed = line.text.trimEnd();
    const goesOn = trimmed.endsWith(escape);
    parts.push({ ...line, text: goesOn ? trimmed.slice(0, -1) : trimmed });
    if (!goesOn) return { parts, next: next + 1 };
  }
  return { parts, next };
}

const WORD = /"((?:[^"\\]|\\.)*)"|'([^']*)'|[^\s"']\S*/g;

function wordsOf({ text, start }: Line, file: string): readonly DockerfileWord[] {
  return [...text.matchAll(WORD)].map((match) => {
    const at = start + match.index;
    return { text: match[1] ?? match[2] ?? match[0], file, start: at, end: at + match[0].length };
  });
}

/** Skips the texts that `<<EOF` announces. */
function afterHereDocuments(lines: readonly Line[], first: number, words: readonly DockerfileWord[]): number {
  let next = first;
  for (const { text } of words) {
    const found = /^<<(-?)(["']?)(\w+)\2$/.exec(text);
    const [, dash, , ending] = found ?? [];
    if (ending === undefined) continue;
    const isEnd = (line: string): boolean => (dash === '-' ? line.replace(/^\t+/, '') : line) === ending;
    while (next < lines.length && !isEnd(lines[next]?.text ?? '')) next += 1;
    next += 1;
  }
  return next;
}
