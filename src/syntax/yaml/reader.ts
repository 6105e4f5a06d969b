import type { ScalarStyle, YamlComment, YamlEntry, YamlNode, YamlScalar, YamlTyping } from './ast.ts';
import { HASH, isBlank, NEWLINE, RETURN, SPACE, TAB } from './characters.ts';
import { YamlProblem } from './problem.ts';

/**
 * How deep collections may nest. Reading is recursive, and so is everything that walks the tree; the deepest
 * of 12,525 public manifests has 31 levels.
 */
export const DEEPEST = 400;

/**
 * How many nodes aliases and merges may stand for in one text. go-yaml refuses aliases from about as many
 * on; a text of 200 bytes could otherwise stand for millions.
 */
export const MOST_ALIASED_NODES = 400_000;

/** A node that has a name, and how many nodes a reference to it stands for. */
export interface Anchored {
  readonly node: YamlNode;
  readonly size: number;
}

/** Where reading stands in one document. The parts of the reader share one and move it forward. */
export interface Reader {
  readonly text: string;
  readonly file: string;
  readonly typing: YamlTyping;
  /** Where the document ends: every line before it ends in a newline. */
  readonly end: number;
  /** Where the part of the text starts that the careful reader counts from. */
  base: number;
  /** Whether the text itself ends without a newline, and `text` has one more. */
  readonly isPadded: boolean;
  at: number;
  /** Where the line of `at` starts. */
  lineStart: number;
  /** The last line, of those just skipped, whose indentation holds a tab; -1 if none does. */
  tabLine: number;
  /** Where the node that was read last ends in the text. */
  lastEnd: number;
  /** Whether plain scalars stay texts, because a tag says what they are. */
  isTagged: boolean;
  depth: number;
  /** Entries and items of the collections that are open; they are cut out to size when one ends. */
  readonly entryStack: YamlEntry[];
  entryTop: number;
  readonly itemStack: YamlNode[];
  itemTop: number;
  nodes: number;
  aliasedNodes: number;
  readonly comments: YamlComment[];
  readonly anchors: Map<string, Anchored>;
  /** Keys that stand twice in one mapping, where that is allowed. */
  readonly repeated: YamlEntry['key'][];
}

/** Thrown where the document needs the careful reader: rare syntax, or a mistake that it explains better. */
export class Uncommon extends Error {}

/** Leaves the document to the careful reader. */
export function giveUp(): never {
  throw new Uncommon();
}

/** Counts one more level of nesting. */
export function enter(r: Reader): void {
  r.isTagged = false;
  r.depth += 1;
  if (r.depth > DEEPEST) throw tooDeep(r.at);
}

/** The problem of nesting that goes too deep. */
export function tooDeep(at: number): YamlProblem {
  const message = `This nests more than ${DEEPEST} levels deep. Split the document.`;
  return new YamlProblem('yaml-too-deep', message, { start: at, end: at });
}

/** Moves over blanks, comments and newlines to the next content of the document, or its end. */
export function skipToContent(r: Reader): void {
  const { text, end } = r;
  let at = r.at;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === RETURN) at += 1;
    else if (code === NEWLINE) {
      at += 1;
      r.lineStart = at;
    } else if (code === HASH && (at === r.lineStart || isBlank(text.charCodeAt(at - 1)))) {
      at = takeComment(r, at);
    } else if (code === TAB) {
      if (isIndentation(r, at)) r.tabLine = r.lineStart;
      at += 1;
    } else break;
  }
  r.at = at;
}

/**
 * Moves to the next content outside brackets, where no tab may indent a line: kubectl and Kustomize refuse
 * even blank lines with one.
 */
export function skipInBlock(r: Reader): void {
  r.tabLine = -1;
  skipToContent(r);
  if (r.tabLine >= 0 && r.typing !== 'core') throw tabProblem(r.tabLine);
}

/** The problem of a tab where only blanks may stand. */
export function tabProblem(at: number): YamlProblem {
  const message = 'A tab stands where kubectl takes only blanks. Indent with blanks.';
  return new YamlProblem('yaml-tab', message, { start: at, end: at + 1 });
}

/** Checks that nothing but a comment follows on the line of a finished node. */
export function expectLineEnd(r: Reader): void {
  const { text, end } = r;
  let at = r.at;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE || (code === HASH && isBlank(text.charCodeAt(at - 1)))) break;
    if (code !== SPACE && code !== TAB && code !== RETURN) giveUp();
    at += 1;
  }
  r.at = at;
}

/** Adds an entry to the mapping that is open. */
export function pushEntry(r: Reader, key: YamlEntry['key'], value: YamlNode): void {
  r.entryStack[r.entryTop] = { key, value };
  r.entryTop += 1;
}

/** The entries since `base`, which was the top when their mapping began. */
export function takeEntries(r: Reader, base: number): readonly YamlEntry[] {
  const entries = r.entryStack.slice(base, r.entryTop);
  r.entryTop = base;
  return entries;
}

/** Adds an item to the sequence that is open. */
export function pushItem(r: Reader, item: YamlNode): void {
  r.itemStack[r.itemTop] = item;
  r.itemTop += 1;
}

/** The items since `base`, which was the top when their sequence began. */
export function takeItems(r: Reader, base: number): readonly YamlNode[] {
  const items = r.itemStack.slice(base, r.itemTop);
  r.itemTop = base;
  return items;
}

/** A scalar from the last place that was read to `end`. */
export function makeScalar(
  r: Reader,
  value: YamlScalar['value'],
  style: ScalarStyle,
  start: number,
  end: number,
): YamlScalar {
  r.nodes += 1;
  r.lastEnd = end;
  return { kind: 'scalar', value, style, file: r.file, start, end };
}

function takeComment(r: Reader, start: number): number {
  const { text } = r;
  let end = text.indexOf('\n', start);
  if (end < 0) end = r.end;
  const last = text.charCodeAt(end - 1) === RETURN ? end - 1 : end;
  r.comments.push({ file: r.file, start, end: last, text: text.slice(start + 1, last) });
  return end;
}

function isIndentation({ text, lineStart }: Reader, at: number): boolean {
  for (let before = lineStart; before < at; before += 1) {
    if (!isBlank(text.charCodeAt(before))) return false;
  }
  return true;
}
