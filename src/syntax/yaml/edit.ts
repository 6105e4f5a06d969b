import type { Edit } from '../../core/edit.ts';
import { applyEdits } from '../../core/edit.ts';
import type { YamlDocument, YamlNode, YamlTyping } from './ast.ts';
import { insertItem } from './edit-insert.ts';
import { removeAt } from './edit-remove.ts';
import { setAt } from './edit-set.ts';
import { lineBreakOf } from './layout.ts';
import { parseYaml } from './parse.ts';
import type { YamlValue } from './print.ts';
import { printYaml } from './print.ts';
import { valueOf, withChange } from './value-change.ts';

/** A document and the text that it was parsed from. */
export interface YamlSource {
  readonly text: string;
  readonly document: YamlDocument;
  readonly typing: YamlTyping;
}

export type YamlPath = readonly (string | number)[];

/** What to change at a path. `insert` names a place in a sequence; its length is the end. */
export type YamlChange =
  | { readonly op: 'set'; readonly path: YamlPath; readonly value: YamlValue }
  | { readonly op: 'insert'; readonly path: YamlPath; readonly value: YamlValue }
  | { readonly op: 'remove'; readonly path: YamlPath };

/** The edits of one change, or why the text has no place for it. */
export type YamlEdited = { readonly edits: readonly Edit[] } | { readonly notWritable: string };

/**
 * Writes one change into the text of a document. Every byte outside the edits stays, and the text was read
 * again: exactly the named value differs, in this document and in every other.
 */
export function editYaml(source: YamlSource, change: YamlChange): YamlEdited {
  const { document } = source;
  const { root } = document;
  const wanted = withChange(dataOf(root), change);
  if (wanted === undefined) return { notWritable: `nothing stands at ${change.path.join('.')}` };
  const written = edited(source, root, change);
  if ('notWritable' in written) return written;
  const isSafe = isInOrder(source.text, written.edits) && isProved(source, written.edits, wanted);
  return isSafe ? written : { notWritable: 'the text around it would then mean something else' };
}

/** The edit that adds a document at the end of a text. */
export function addDocument(text: string, value: YamlValue): Edit {
  const newline = lineBreakOf(text);
  const printed = printYaml(value).replaceAll('\n', newline);
  const isEmpty = text.trim() === '';
  const gap = isEmpty || text.endsWith('\n') ? '' : newline;
  const marker = isEmpty ? '' : `---${newline}`;
  return { start: text.length, end: text.length, text: `${gap}${marker}${printed}${newline}` };
}

function edited(source: YamlSource, root: YamlNode | undefined, change: YamlChange): YamlEdited {
  if (root === undefined) return { notWritable: 'the document is empty' };
  const { text } = source;
  const written =
    change.op === 'set'
      ? setAt(source, root, change)
      : change.op === 'insert'
        ? insertItem(source, root, change)
        : removeAt(source, root, change.path);
  if ('notWritable' in written || lineBreakOf(text) === '\n') return written;
  return { edits: written.edits.map((edit) => ({ ...edit, text: edit.text.replaceAll('\n', '\r\n') })) };
}

/** A rare layout (`? key`) can lead an edit astray; then nothing is written. */
function isInOrder(text: string, edits: readonly Edit[]): boolean {
  let last = 0;
  for (const { start, end } of edits) {
    if (start < last || end < start || end > text.length) return false;
    last = end;
  }
  return true;
}

/** Whether the text with the edits reads as before, but for the wanted value of this document. */
function isProved(
  { text, document, typing }: YamlSource,
  edits: readonly Edit[],
  wanted: YamlValue,
): boolean {
  const options = { file: '', typing };
  const before = parseYaml(text, options);
  const after = parseYaml(applyEdits(text, edits), options);
  const index = before.documents.findIndex(({ start }) => start === document.start);
  if (after.documents.length !== before.documents.length || index < 0) return false;
  if (after.diagnostics.length > before.diagnostics.length) return false;
  return after.documents.every(({ root }, at) => {
    const expected = at === index ? wanted : dataOf(before.documents[at]?.root);
    return isSame(dataOf(root), expected);
  });
}

function dataOf(root: YamlNode | undefined): YamlValue {
  return root === undefined ? null : valueOf(root);
}

/** Equal without regard to the order of keys, which a merge may change. */
function isSame(left: YamlValue, right: YamlValue): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
}

function sorted(value: YamlValue): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
}
