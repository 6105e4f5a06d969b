import type { Diagnostic } from '../../core/diagnostic.ts';
import { UNKNOWN_PIECE } from '../../core/partial-text.ts';
import type { Data } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { parseJson } from '../../syntax/json/parse.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import { jsonNode } from './json-node.ts';
import { maskTemplates } from './templates.ts';

/** A document as a tree, with the text that its places refer to. */
export interface Parsed {
  readonly file: string;
  readonly text: string;
  readonly root: YamlNode;
  /** Why parts of it may be there or not: directives of a template. */
  readonly more: Unknown | undefined;
  /** What each stand-in of a text with unknown parts stands for, by its place. */
  readonly pieces?: ReadonlyMap<number, Unknown> | undefined;
}

// Contracts written by people are far below; the largest public ones are those of whole clouds.
export const LONGEST = 5_000_000;

/** Reads a contract in JSON or YAML, also one that is a template: what is filled in stays a stand-in. */
export function parseDocument(
  text: string,
  file: string,
): { readonly parsed: Parsed | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const masked = maskTemplates(text);
  const more = masked.hasDirectives ? directives(file) : undefined;
  if (/^\s*\{/.test(masked.text)) {
    const { value } = parseJson(masked.text);
    if (value) return { parsed: { file, text, root: jsonNode(value, file), more }, diagnostics: [] };
  }
  const { documents, diagnostics } = parseYaml(masked.text, { file, typing: 'core' });
  const root = documents.find((document) => document.root?.kind === 'mapping')?.root;
  return { parsed: root && { file, text, root, more }, diagnostics };
}

/** The text of a scalar, unknown where a template fills it in; undefined for all that is no scalar. */
export function scalarAt(node: YamlNode | undefined, document: Parsed): string | Unknown | undefined {
  if (node?.kind !== 'scalar' || node.value === null) return undefined;
  if (Unknown.is(node.value)) return node.value;
  const text = String(node.value);
  return text.includes(UNKNOWN_PIECE) ? filledIn(node, document) : text;
}

/** A key as text, unknown where a template fills it in. */
export function keyText(key: YamlNode & { readonly value: string }, document: Parsed): Data {
  return key.value.includes(UNKNOWN_PIECE) ? filledIn(key, document) : key.value;
}

/** A text whose parts are known to come from somewhere leads there. */
function filledIn({ start, end }: YamlNode, { text, pieces }: Parsed): Unknown {
  const shown = text.slice(start, end);
  const inside = [...(pieces ?? [])].filter(([at]) => at >= start && at < end).map(([, piece]) => piece);
  const [first] = inside;
  return new Unknown({
    reason: first?.reason ?? 'variable-without-value',
    detail: first?.detail ?? `${shown} is filled in when the template is rendered`,
    settledBy: first?.settledBy ?? 'the values that the template is rendered with',
    refs: inside.flatMap(({ refs }) => refs),
  });
}

function directives(file: string): Unknown {
  return new Unknown({
    reason: 'variable-without-value',
    detail: `directives of the template ${file} decide which parts are there`,
    settledBy: 'the values that the template is rendered with',
  });
}
