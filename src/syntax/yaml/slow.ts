import type { Document, Node, Pair, YAMLError } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, Lexer, parseAllDocuments } from 'yaml';
import type { ScalarStyle, YamlEntry, YamlNode, YamlScalar } from './ast.ts';
import { isBlank } from './characters.ts';
import type { DocumentSpan } from './documents.ts';
import type { YamlKey } from './entries.ts';
import { finishEntries, TEXT_KEY, typedKey } from './entries.ts';
import { plainValue } from './plain-value.ts';
import { YamlProblem } from './problem.ts';
import { nodeOfAlias } from './properties.ts';
import type { Reader } from './reader.ts';
import { DEEPEST, makeScalar, tooDeep } from './reader.ts';
import { syntaxAdvice } from './syntax-advice.ts';
import { valueByTag } from './tags.ts';

/**
 * Reads one document with the `yaml` package: everything that YAML 1.2 has, about ten times slower. Same
 * nodes, same typing.
 */
export function readSlowly(reader: Reader, span: DocumentSpan): YamlNode | undefined {
  const marker = span.hasMarker ? span.content - 3 : span.content;
  const base = span.tagDirectives >= 0 ? span.tagDirectives : marker;
  const source = reader.text.slice(base, span.end);
  takeComments(reader, source, base);
  const document = parsedBy(source, base);
  reader.base = base;
  const content = document?.contents;
  return content && !isNothing(content) ? toNode(reader, content, 0) : undefined;
}

function parsedBy(source: string, base: number): Document.Parsed | undefined {
  const parsed = withinStack(base, () =>
    parseAllDocuments(source, {
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    }),
  );
  const documents = Array.isArray(parsed) ? parsed : [];
  for (const { errors } of documents) {
    const [error] = errors;
    if (error) throw problemOf(error, base, source.length);
  }
  return documents[0];
}

/** The package recurses without a limit: a stack that is used up means nesting that is too deep. */
function withinStack<T>(at: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(at);
    throw error;
  }
}

function problemOf(error: YAMLError, base: number, length: number): YamlProblem {
  const [from, to] = error.pos;
  const start = Math.min(from, length);
  if (error.code === 'RESOURCE_EXHAUSTION') return tooDeep(base + start);
  const at = { start: base + start, end: base + Math.max(start, Math.min(to, length)) };
  return new YamlProblem('yaml-syntax', syntaxAdvice(error.code), at);
}

function toNode(c: Reader, node: Node, depth: number): YamlNode {
  if (depth > DEEPEST) throw tooDeep(c.base + (node.range?.[0] ?? 0));
  const before = c.nodes + c.aliasedNodes;
  if (isAlias(node)) {
    const [start, end] = placeOf(c, node);
    const found = nodeOfAlias(c, c.anchors.get(node.source), { start, end });
    c.lastEnd = end;
    return found;
  }
  const made = isMap(node) || isSeq(node) ? toCollection(c, node, depth) : toScalar(c, node);
  const { anchor } = node;
  if (anchor !== undefined) c.anchors.set(anchor, { node: made, size: c.nodes + c.aliasedNodes - before });
  return made;
}

function toCollection(c: Reader, node: Node, depth: number): YamlNode {
  const [start, flowEnd] = placeOf(c, node);
  const { file } = c;
  const flow = (isMap(node) || isSeq(node)) && node.flow === true;
  c.lastEnd = start;
  if (isSeq<Node>(node)) {
    const items = node.items.map((item) => toNode(c, item, depth + 1));
    return { kind: 'sequence', items, flow, file, start, end: endOf(c, flow, flowEnd) };
  }
  const pairs = isMap(node) ? node.items : [];
  const entries = finishEntries(
    c,
    pairs.map((pair) => toEntry(c, pair, depth)),
  );
  return { kind: 'mapping', entries, flow, file, start, end: endOf(c, flow, flowEnd) };
}

/** Where a collection ends that was just read: at its bracket, or with its last value. */
function endOf(c: Reader, isFlow: boolean, flowEnd: number): number {
  c.nodes += 1;
  if (isFlow) c.lastEnd = flowEnd;
  return c.lastEnd;
}

function toEntry(c: Reader, { key, value }: Pair, depth: number): YamlEntry {
  const text = toKey(c, key);
  if (isNode(value)) return { key: text, value: toNode(c, value, depth + 1) };
  return { key: text, value: makeScalar(c, null, 'plain', text.end, text.end) };
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value);
}

function toKey(c: Reader, key: unknown): YamlKey {
  const found = isAlias(key) ? c.anchors.get(key.source)?.node : undefined;
  if (found?.kind === 'scalar' && isAlias(key)) {
    const [start, end] = placeOf(c, key);
    return { ...found, value: String(found.value), start, end };
  }
  if (!isScalar(key)) {
    const [start, end] = isNode(key) ? placeOf(c, key) : [c.lastEnd, c.lastEnd];
    throw new YamlProblem('yaml-key', TEXT_KEY, { start, end });
  }
  const scalar = toScalar(c, key);
  const isTyped = key.tag === undefined || (key.tag === '!' && c.typing === 'kustomize');
  const isPlain = scalar.style === 'plain' && isTyped;
  const value = isPlain ? typedKey(c, key.source ?? '', scalar.start) : String(scalar.value);
  if (key.anchor !== undefined) c.anchors.set(key.anchor, { node: { ...scalar, value }, size: 1 });
  return { ...scalar, value };
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

function toScalar(c: Reader, node: Node): YamlScalar {
  const [rawStart, rawEnd] = placeOf(c, node);
  const start = rawStart === rawEnd ? endOfMark(c.text, rawStart) : rawStart;
  if (start < rawStart) return makeScalar(c, node.tag === undefined ? null : '', 'plain', start, start);
  if (!isScalar(node)) return makeScalar(c, null, 'plain', start, rawEnd);
  const style = STYLES[node.type ?? ''] ?? 'plain';
  const isBlock = style === 'literal' || style === 'folded';
  const end = isBlock ? endOfBlock(c.text, start, rawEnd) : rawEnd;
  const text = node.source ?? '';
  if (node.tag !== undefined) {
    const value = valueByTag(text, shortTag(node.tag), c.typing);
    if (value !== undefined) return makeScalar(c, value, style, start, end);
    const message = `The value does not fit its tag ${node.tag}. Correct one of the two.`;
    throw new YamlProblem('yaml-tag', message, { start, end });
  }
  return makeScalar(c, style === 'plain' ? plainValue(c, text, start) : text, style, start, end);
}

function shortTag(tag: string): string {
  return tag.startsWith('tag:yaml.org,2002:') ? `!!${tag.slice('tag:yaml.org,2002:'.length)}` : tag;
}

/** What the package makes of a document without content. */
function isNothing(node: Node): boolean {
  const [start, end] = node.range ?? [0, 0];
  return isScalar(node) && start === end && node.anchor === undefined && node.tag === undefined;
}

/** An empty value stands right behind its colon or dash, whatever blanks follow. */
function endOfMark(text: string, at: number): number {
  let mark = at;
  while (mark > 0 && isBlank(text.charCodeAt(mark - 1))) mark -= 1;
  return mark;
}

/** Without the line breaks behind the last line that has content. */
function endOfBlock(text: string, start: number, end: number): number {
  let to = end;
  while (to > start && /[\r\n]/.test(text.charAt(to - 1))) to -= 1;
  return to;
}

function placeOf({ base }: Reader, node: Node): readonly [start: number, end: number] {
  const [start, end] = node.range ?? [0, 0];
  return [base + start, base + end];
}

/** Tokens of the package that stand for no character. */
const MARKS = new Set(['\u0002', '\u0018', '\u001F']);

function takeComments({ comments, file }: Reader, source: string, base: number): void {
  let at = base;
  let isScalarNext = false;
  for (const token of new Lexer().lex(source)) {
    if (MARKS.has(token)) {
      isScalarNext = token === '\u001F';
      continue;
    }
    const end = at + token.length;
    if (token.startsWith('#') && !isScalarNext) {
      const text = token.slice(1).replace(/\r$/, '');
      comments.push({ file, start: at, end: at + 1 + text.length, text });
    }
    isScalarNext = false;
    at = end;
  }
}
