import { isDenied } from '../../core/files.ts';
import type { SourceRange } from '../../core/location.ts';
import type { YamlFile, YamlNode, YamlScalar, YamlTyping } from '../../syntax/yaml/ast.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import { computedAt } from './nodes.ts';
import type { Place } from '../objects/make-node.ts';
import type { SourceReader } from './source-reader.ts';

/**
 * Reads YAML that stands in a text of another YAML file (an inline patch). In a literal block every value
 * points at its own place in that file; in any other text all point at the whole text.
 */
export function readInline(
  text: YamlScalar,
  typing: YamlTyping,
  reader: SourceReader,
  { isTrimmed = false }: { readonly isTrimmed?: boolean } = {},
): YamlFile {
  const whole = typeof text.value === 'string' ? text.value : '';
  const value = isTrimmed ? whole.trimEnd() : whole;
  const inner = parseYaml(value, { file: text.file, typing });
  const toOuter = outerPlaces(text, value, reader);
  const place = (node: SourceRange): Place =>
    toOuter
      ? { file: text.file, start: toOuter(node.start), end: toOuter(node.end) }
      : computedAt(text, 'it stands in a text that is read as YAML');
  return {
    documents: inner.documents.map(({ root, start, end }) => ({
      root: root && moved(withoutLastBreak(root, value), place),
      start,
      end,
    })),
    comments: [],
    diagnostics: inner.diagnostics.map((one) => ({ ...one, ...(one.at ? { at: place(one.at) } : {}) })),
  };
}

/**
 * A block that ends the text without a newline has none. Only kubectl's own reading of manifests, which the
 * typing `kubernetes` follows, adds one.
 */
function withoutLastBreak(node: YamlNode, text: string): YamlNode {
  if (node.end < text.length || text.endsWith('\n')) return node;
  if (node.kind === 'scalar') {
    const isBlock = node.style === 'literal' || node.style === 'folded';
    return isBlock && typeof node.value === 'string'
      ? { ...node, value: node.value.replace(/\n$/, '') }
      : node;
  }
  if (node.kind === 'sequence') {
    return { ...node, items: node.items.map((item) => withoutLastBreak(item, text)) };
  }
  const entries = node.entries.map(({ key, value }) => ({ key, value: withoutLastBreak(value, text) }));
  return { ...node, entries };
}

function moved(node: YamlNode, place: (node: SourceRange) => Place): YamlNode {
  const at = place(node);
  if (node.kind === 'scalar') return { ...node, ...at };
  if (node.kind === 'sequence')
    return { ...node, items: node.items.map((item) => moved(item, place)), ...at };
  const entries = node.entries.map(({ key, value }) => ({
    key: { ...key, ...place(key) },
    value: moved(value, place),
  }));
  return { ...node, entries, ...at };
}

/** From offsets in the value of a literal block to offsets in its file. */
function outerPlaces(
  text: YamlScalar,
  value: string,
  reader: SourceReader,
): ((offset: number) => number) | undefined {
  if (text.style !== 'literal' || text.came) return undefined;
  const source = reader.text(text.file);
  if (isDenied(source)) return undefined;
  const lines = value.split('\n');
  const starts: number[] = [];
  const outer: number[] = [];
  let inner = 0;
  let at = firstLine(source, text, lines);
  if (at === undefined) return undefined;
  const indent = indentOf(source, at, lines);
  for (const line of lines) {
    const content = line === '' ? at : at + indent;
    if (!source.startsWith(line, content)) return undefined;
    starts.push(inner);
    outer.push(content);
    inner += line.length + 1;
    const next = source.indexOf('\n', at);
    at = next < 0 ? source.length : next + 1;
  }
  return (offset) => {
    const line = lineOf(starts, offset);
    return (outer[line] ?? 0) + offset - (starts[line] ?? 0);
  };
}

/** Where the first line of the block starts: behind the line with its `|`. */
function firstLine(source: string, { start }: YamlScalar, lines: readonly string[]): number | undefined {
  const isHeader = source[start] === '|';
  if (isHeader) return source.indexOf('\n', start) + 1;
  // The range may leave the header out: then it starts somewhere in the first line that has content.
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  const blank = lines.findIndex((line) => line.trim() !== '');
  return blank <= 0 ? lineStart : undefined;
}

function indentOf(source: string, first: number, lines: readonly string[]): number {
  let at = first;
  for (const line of lines) {
    if (line.trim() !== '') {
      const written = /^ */.exec(source.slice(at, at + 500))?.[0].length ?? 0;
      const kept = /^ */.exec(line)?.[0].length ?? 0;
      return Math.max(0, written - kept);
    }
    at = source.indexOf('\n', at) + 1;
  }
  return 0;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
