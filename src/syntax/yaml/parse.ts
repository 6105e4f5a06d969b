import type { Diagnostic } from '../../core/diagnostic.ts';
import type { YamlComment, YamlDocument, YamlFile, YamlNode, YamlTyping } from './ast.ts';
import type { DocumentSpan } from './documents.ts';
import { splitDocuments } from './documents.ts';
import type { YamlKey } from './entries.ts';
import { repeatedKeyAdvice } from './entries.ts';
import { YamlProblem } from './problem.ts';
import { readDocumentContent } from './read-block.ts';
import type { Reader } from './reader.ts';
import { skipToContent, Uncommon } from './reader.ts';
import { readSlowly } from './slow.ts';

export interface YamlOptions {
  /** The path that every node's place names. */
  readonly file: string;
  readonly typing: YamlTyping;
  /** `careful` leaves out the fast reader; the answer is the same, ten times later. */
  readonly reader?: 'fast' | 'careful' | undefined;
}

// What go-yaml's reader does not take as a character of a text.
const CONTROL = /[\0-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F]/g;

/** Reads every document of a YAML text. Never fails: what cannot be read is a diagnostic. */
export function parseYaml(text: string, options: YamlOptions): YamlFile {
  const lines = withLineEnds(text);
  const documents: YamlDocument[] = [];
  const comments: YamlComment[] = [];
  const diagnostics: Diagnostic[] = [];
  const isCareful = options.reader === 'careful' || hasInnerMark(lines);
  const controls = options.typing === 'core' ? [] : [...lines.matchAll(CONTROL)];
  let nextControl = 0;
  let aliasedNodes = 0;
  for (const span of splitDocuments(lines)) {
    while (nextControl < controls.length && (controls[nextControl]?.index ?? 0) < span.start)
      nextControl += 1;
    const control = controls[nextControl]?.index ?? Infinity;
    const reader = createReader(lines, options, span, { comments, isPadded: lines.length > text.length });
    reader.aliasedNodes = aliasedNodes;
    try {
      if (control < span.end) throw controlProblem(control);
      if (span.hasMarker) takeCommentsBefore(reader, span);
      const root = isCareful || span.tagDirectives >= 0 ? readSlowly(reader, span) : readEither(reader, span);
      documents.push({ root, start: span.start, end: Math.min(span.end, text.length) });
    } catch (error) {
      if (!(error instanceof YamlProblem)) throw error;
      diagnostics.push(diagnosticOf(error, options.file, text.length));
    }
    for (const key of reader.repeated) diagnostics.push(repeatedDiagnostic(key));
    aliasedNodes = reader.aliasedNodes;
  }
  return { documents, comments, diagnostics };
}

/** The fast reader's answer; where it gives up, the careful reader starts over. */
function readEither(reader: Reader, span: DocumentSpan): YamlNode | undefined {
  const { comments, aliasedNodes } = reader;
  const commentsBefore = comments.length;
  try {
    return readDocumentContent(reader, span.hasMarker);
  } catch (error) {
    if (!(error instanceof Uncommon)) throw error;
  }
  comments.length = commentsBefore;
  reader.anchors.clear();
  reader.repeated.length = 0;
  reader.aliasedNodes = aliasedNodes;
  return readSlowly(reader, span);
}

/** Comments above the marker; directives are of no use here. */
function takeCommentsBefore(reader: Reader, { start, content }: DocumentSpan): void {
  const marker = content - 3;
  if (start === marker) return;
  reader.at = start;
  reader.lineStart = start;
  for (;;) {
    skipToContent(reader);
    if (reader.at >= marker) break;
    reader.at = reader.text.indexOf('\n', reader.at);
  }
  reader.at = content;
  reader.lineStart = marker;
}

function createReader(
  text: string,
  { file, typing }: YamlOptions,
  span: DocumentSpan,
  { comments, isPadded }: { readonly comments: YamlComment[]; readonly isPadded: boolean },
): Reader {
  return {
    text,
    file,
    typing,
    end: span.end,
    base: 0,
    isPadded,
    at: span.content,
    lineStart: span.hasMarker ? span.content - 3 : span.content,
    tabLine: -1,
    lastEnd: span.content,
    isTagged: false,
    depth: 0,
    entryStack: [],
    entryTop: 0,
    itemStack: [],
    itemTop: 0,
    nodes: 0,
    aliasedNodes: 0,
    comments,
    anchors: new Map(),
    repeated: [],
  };
}

/**
 * The text with a newline at the end of every line, on which the reader relies; every character keeps its
 * place. A carriage return alone ends a line too.
 */
function withLineEnds(text: string): string {
  const lines = text.includes('\r') ? text.replaceAll(/\r(?!\n)/g, '\n') : text;
  return lines.endsWith('\n') ? lines : `${lines}\n`;
}

/** A byte order mark may stand before any document, which the careful reader knows. */
function hasInnerMark(text: string): boolean {
  return text.includes('\uFEFF', 1);
}

function controlProblem(at: number): YamlProblem {
  const message =
    'kubectl refuses this invisible control character. Remove it, or escape it in double quotes.';
  return new YamlProblem('yaml-character', message, { start: at, end: at + 1 });
}

function diagnosticOf(problem: YamlProblem, file: string, length: number): Diagnostic {
  const { code, message, start, end } = problem;
  const at = { file, start: Math.min(start, length), end: Math.min(end, length) };
  return { severity: 'error', code, message, at };
}

function repeatedDiagnostic(key: YamlKey): Diagnostic {
  const { file, start, end } = key;
  const message = `Only the last one counts, as with kubectl: ${repeatedKeyAdvice(key)}`;
  return { severity: 'warning', code: 'yaml-repeated-key', message, at: { file, start, end } };
}
