import type { YamlMapping, YamlNode, YamlSequence } from './ast.ts';
import type { YamlEdited, YamlPath, YamlSource } from './edit.ts';
import { childOf, isElsewhere, setAt } from './edit-set.ts';
import { columnOf, endOfLines, isFirstOnLine, lineStartOf, nextLineOf, startWithComments } from './layout.ts';

/** One entry or item: where its text starts (at its key or behind its dash) and ends. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly value: YamlNode;
}

/** The edits that remove the entry or item at a path with its comments; brackets stay where all is gone. */
export function removeAt(source: YamlSource, root: YamlNode, path: YamlPath): YamlEdited {
  const step = path.at(-1);
  if (step === undefined) return { notWritable: 'a whole document is not removed' };
  let node = root;
  for (const each of path.slice(0, -1)) {
    const next = childOf(node, each);
    if (!next || isElsewhere(source.text, next)) return { notWritable: SHARED };
    node = next.node;
  }
  const child = childOf(node, step);
  if (!child || node.kind === 'scalar') return { notWritable: SHARED };
  const parts = partsOf(node);
  const index = typeof step === 'number' ? step : indexOfKey(node, step);
  const part = parts[index];
  if (!part || part.end > node.end || part.start < node.start) return { notWritable: SHARED };
  if (parts.length === 1) {
    const value = node.kind === 'mapping' ? {} : [];
    return setAt(source, root, { op: 'set', path: path.slice(0, -1), value });
  }
  return node.flow
    ? removeInFlow(parts, index, part)
    : removeLines(source.text, node, { part, next: parts[index + 1] });
}

const SHARED = 'an anchor, an alias or a merge brings it in, so that its text counts in other places too';

function partsOf(node: YamlMapping | YamlSequence): readonly Part[] {
  if (node.kind === 'sequence')
    return node.items.map((value) => ({ start: value.start, end: value.end, value }));
  return node.entries.map(({ key, value }) => ({
    start: key.start,
    end: Math.max(key.end, value.end),
    value,
  }));
}

function indexOfKey(node: YamlNode, step: string): number {
  return node.kind === 'mapping' ? node.entries.findIndex(({ key }) => key.value === step) : -1;
}

function removeInFlow(parts: readonly Part[], index: number, part: Part): YamlEdited {
  const next = parts[index + 1];
  if (next) return { edits: [{ start: part.start, end: next.start, text: '' }] };
  const before = parts[index - 1];
  return { edits: [{ start: before ? before.end : part.start, end: part.end, text: '' }] };
}

function removeLines(
  text: string,
  node: YamlMapping | YamlSequence,
  { part, next }: { readonly part: Part; readonly next: Part | undefined },
): YamlEdited {
  const column = columnOf(text, node.start);
  const start = node.kind === 'sequence' ? dashOf(text, part.start, column) : part.start;
  if (start === undefined) return { notWritable: 'its dash was not found' };
  if (!isFirstOnLine(text, start)) {
    // The first entry stands behind the dash of the item: what follows takes its place there.
    const follows = next && (node.kind === 'sequence' ? dashOf(text, next.start, column) : next.start);
    if (follows === undefined) return { notWritable: 'nothing could take its place behind the dash' };
    return { edits: [{ start, end: follows, text: '' }] };
  }
  const from = startWithComments(text, lineStartOf(text, start), column);
  const end = endOfLines(text, part.value, part.end);
  const after = nextLineOf(text, end);
  if (after > end && (after < text.length || text.endsWith('\n'))) {
    return { edits: [{ start: from, end: after, text: '' }] };
  }
  // The last line of a text without a newline at its end: the one before it goes instead.
  const before = from > 1 && text.charAt(from - 2) === '\r' ? from - 2 : from - 1;
  return { edits: [{ start: Math.max(0, before), end, text: '' }] };
}

/** The dash of the item that starts here: in the column of its sequence, on its line or above. */
function dashOf(text: string, at: number, column: number): number | undefined {
  for (let line = lineStartOf(text, at); ; line = lineStartOf(text, line - 1)) {
    const dash = line + column;
    if (dash <= at && text.charAt(dash) === '-' && /^[\s-]*$/.test(text.slice(line, dash))) return dash;
    if (line === 0) return undefined;
  }
}
