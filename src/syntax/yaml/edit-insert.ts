import type { Edit } from '../../core/edit.ts';
import type { YamlMapping, YamlNode, YamlSequence } from './ast.ts';
import type { YamlChange, YamlEdited, YamlSource } from './edit.ts';
import { childOf, isElsewhere, isQuotedStyle, setAt } from './edit-set.ts';
import { columnOf, endOfLines, isFirstOnLine, lineEndOf, lineStartOf, styleOf } from './layout.ts';
import type { YamlValue } from './print.ts';
import { printBehindDash, printEntry, printFlow, printFlowText } from './print.ts';

/** The edits that put an item into a sequence, before the one that has this index. */
export function insertItem(
  source: YamlSource,
  root: YamlNode,
  { path, value }: YamlChange & { op: 'insert' },
): YamlEdited {
  const index = path.at(-1);
  if (typeof index !== 'number') return { notWritable: 'only a list takes an item in between' };
  let node = root;
  for (const step of path.slice(0, -1)) {
    const next = childOf(node, step);
    if (!next || isElsewhere(source.text, next)) {
      return next
        ? { notWritable: 'the list has an anchor or stands behind an alias' }
        : setAt(source, root, { op: 'set', path, value });
    }
    node = next.node;
  }
  if (node.kind !== 'sequence' || node.items.length === 0) {
    return setAt(source, root, { op: 'set', path, value });
  }
  if (index === node.items.length) return addItem(source, node, value);
  return node.flow ? insertInFlow(node, index, value) : insertInBlock(source, node, index, value);
}

/** The edits that add an entry behind the last one of a mapping. */
export function addEntry(source: YamlSource, node: YamlMapping, key: string, value: YamlValue): YamlEdited {
  const { text, document } = source;
  if (node.flow) {
    const isQuoted = isQuotedStyle(node);
    const printed = `${printFlowText(key, isQuoted)}: ${printFlow(value, isQuoted)}`;
    return addInFlow(text, node, printed);
  }
  const column = columnOf(text, node.start);
  const at = endOfLines(text, node, node.end);
  const printed = printEntry(key, value, column, styleOf(text, document));
  return { edits: [onNewLine(at, column, printed)] };
}

/** The edits that add an item behind the last one of a sequence. */
export function addItem(source: YamlSource, node: YamlSequence, value: YamlValue): YamlEdited {
  const { text, document } = source;
  if (node.flow) return addInFlow(text, node, printFlow(value, isQuotedStyle(node)));
  const column = columnOf(text, node.start);
  const printed = `- ${printBehindDash(value, column, styleOf(text, document))}`;
  return { edits: [onNewLine(endOfLines(text, node, node.end), column, printed)] };
}

function onNewLine(at: number, column: number, printed: string): Edit {
  return { start: at, end: at, text: `\n${' '.repeat(column)}${printed}` };
}

/** Adds behind the last child inside brackets, on its own line where the children have one each. */
function addInFlow(text: string, node: YamlMapping | YamlSequence, printed: string): YamlEdited {
  const close = node.end - 1;
  const last = node.kind === 'mapping' ? node.entries.at(-1)?.value : node.items.at(-1);
  const first = node.kind === 'mapping' ? node.entries[0]?.key : node.items[0];
  if (!last || !first) return { edits: [{ start: close, end: close, text: printed }] };
  if (last.end > close || last.start < node.start) {
    return { notWritable: 'the last of the brackets is an alias' };
  }
  const rest = text.slice(last.end, close).replaceAll(/#[^\n]*/g, (comment) => ' '.repeat(comment.length));
  const comma = rest.indexOf(',');
  const isOwnLine = isFirstOnLine(text, first.start) && first.start > node.start;
  const before = isOwnLine ? `\n${text.slice(lineStartOf(text, first.start), first.start)}` : ' ';
  if (comma >= 0) {
    const at = last.end + comma + 1;
    return { edits: [{ start: at, end: at, text: `${before}${printed}` }] };
  }
  if (!isOwnLine) return { edits: [{ start: last.end, end: last.end, text: `,${before}${printed}` }] };
  const lineEnd = Math.min(lineEndOf(text, last.end), close);
  const edits = [
    { start: last.end, end: last.end, text: ',' },
    { start: lineEnd, end: lineEnd, text: `${before}${printed}` },
  ];
  return { edits };
}

function insertInFlow(node: YamlSequence, index: number, value: YamlValue): YamlEdited {
  const next = node.items[index];
  if (!next || next.start < node.start || next.end > node.end) {
    return { notWritable: 'an alias stands there' };
  }
  const printed = `${printFlow(value, isQuotedStyle(node))}, `;
  return { edits: [{ start: next.start, end: next.start, text: printed }] };
}

function insertInBlock(source: YamlSource, node: YamlSequence, index: number, value: YamlValue): YamlEdited {
  const { text, document } = source;
  const column = columnOf(text, node.start);
  const printed = `- ${printBehindDash(value, column, styleOf(text, document))}`;
  const before = node.items[index - 1];
  if (before === undefined) {
    const gap = `\n${' '.repeat(column)}`;
    return { edits: [{ start: node.start, end: node.start, text: `${printed}${gap}` }] };
  }
  if (before.start < node.start || before.end > node.end) return { notWritable: 'an alias stands there' };
  return { edits: [onNewLine(endOfLines(text, before, before.end), column, printed)] };
}
