import type { Node, Pair } from 'yaml';
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type {
  ScalarStyle,
  YamlDocument,
  YamlEntry,
  YamlFile,
  YamlNode,
  YamlScalar,
  YamlTyping,
} from './ast.ts';

export interface YamlOptions {
  /** The path that every node's place names. */
  readonly file: string;
  readonly typing: YamlTyping;
}

/** Reads every document of a YAML text. Never fails: what cannot be read is a diagnostic. */
export function parseYaml(text: string, { file }: YamlOptions): YamlFile {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false });
  const documents: YamlDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const document of Array.isArray(parsed) ? parsed : []) {
    const [error] = document.errors;
    const [start, , end] = document.range;
    if (error) {
      const [from, to] = error.pos;
      const message = `${file}: ${error.message.split('\n')[0] ?? ''} Correct the YAML there.`;
      diagnostics.push({
        severity: 'error',
        code: 'yaml-syntax',
        message,
        at: { file, start: from, end: to },
      });
      continue;
    }
    const root = document.contents === null ? undefined : toNode(document.contents, file);
    documents.push({ root, start, end });
  }
  return { documents, comments: [], diagnostics };
}

function toNode(node: Node, file: string): YamlNode {
  const [start, end] = node.range ?? [0, 0];
  if (isMap(node)) {
    const entries = node.items.flatMap((pair) => (isPair(pair) ? entryOfPair(pair, file) : []));
    return { kind: 'mapping', entries, flow: node.flow === true, file, start, end };
  }
  if (isSeq<Node>(node)) {
    const items = node.items.map((item) => toNode(item, file));
    return { kind: 'sequence', items, flow: node.flow === true, file, start, end };
  }
  if (isAlias(node) || !isScalar(node))
    return { kind: 'scalar', value: null, style: 'plain', file, start, end };
  return toScalar(node.value, node.type, { file, start, end });
}

function entryOfPair(pair: Pair, file: string): readonly YamlEntry[] {
  const { key, value } = pair;
  if (!isScalar(key)) return [];
  const [start, end] = key.range ?? [0, 0];
  const text: YamlScalar & { readonly value: string } = {
    ...toScalar(key.value, key.type, { file, start, end }),
    value: String(key.value),
  };
  const empty: YamlScalar = { kind: 'scalar', value: null, style: 'plain', file, start: end, end };
  return [
    { key: text, value: isMap(value) || isSeq(value) || isScalar(value) ? toNode(value, file) : empty },
  ];
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

function toScalar(
  value: unknown,
  type: string | undefined,
  place: { readonly file: string; readonly start: number; readonly end: number },
): YamlScalar {
  const style = STYLES[type ?? ''] ?? 'plain';
  const isPlainValue =
    value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string';
  return { kind: 'scalar', value: isPlainValue ? value : String(value), style, ...place };
}
