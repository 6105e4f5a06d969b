import { isMap, isScalar, isSeq, parseDocument } from 'yaml';

export interface NewAccept {
  readonly rule: string;
  readonly on: string;
  /** For the reader of the file, where `on` is an id. */
  readonly note: string | undefined;
  readonly reason: string;
  readonly until: string;
  readonly by: string | undefined;
}

/**
 * The configuration with one more accept and every other byte kept; undefined where the list is not a plain
 * one.
 */
export function addAccept(text: string, accept: NewAccept): string | undefined {
  const document = parseDocument(text);
  const lineEnd = text === '' || text.endsWith('\n') ? '' : '\n';
  const root = document.contents;
  const pair = isMap(root)
    ? root.items.find(({ key }) => isScalar(key) && key.value === 'accept')
    : undefined;
  if (!pair)
    return root === null || isMap(root) ? `${text}${lineEnd}accept:\n${entryText(accept, '  ')}` : undefined;
  const list = pair.value;
  if (!isSeq(list) || list.flow === true || !list.range || list.items.length === 0) return undefined;
  const first = list.range[0];
  const indent = text.slice(text.lastIndexOf('\n', first) + 1, first);
  if (indent.trim() !== '') return undefined;
  // After the line on which the list ends: a comment may stand behind its last entry.
  const lineEnds = text.indexOf('\n', list.range[1] - 1);
  const before = lineEnds < 0 ? `${text}\n` : text.slice(0, lineEnds + 1);
  return before + entryText(accept, indent) + (lineEnds < 0 ? '' : text.slice(lineEnds + 1));
}

/** The lines of one accept, as `whatfails.yaml` holds it. */
export function entryText({ rule, on, note, reason, until, by }: NewAccept, indent: string): string {
  const lines = [
    `- rule: ${rule}`,
    `  on: ${quoted(on)}${note === undefined ? '' : `  # ${note}`}`,
    `  reason: ${quoted(reason)}`,
    `  until: ${until}`,
    ...(by === undefined ? [] : [`  by: ${quoted(by)}`]),
  ];
  return lines.map((line) => `${indent}${line}\n`).join('');
}

/** Double quotes: JSON strings are YAML strings. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
