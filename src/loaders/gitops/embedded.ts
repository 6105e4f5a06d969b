import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import type { YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { renderedBlock } from '../helm/template/embedded-text.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';

/**
 * YAML that stands as a text inside YAML, such as the values that an application passes to a chart. Where
 * the text is a block or a whole file, its values keep their places; else they have that of the text.
 */
export function parseEmbedded(node: YamlScalar, files: Files): YamlNode | undefined {
  const text = node.value;
  if (typeof text !== 'string') return undefined;
  const rendered = renderedBlock(node);
  if (rendered) return rendered;
  const source = files.read(node.file);
  const isFile = !isDenied(source) && source === text;
  const [document] = parseYaml(text, { file: node.file, typing: 'kubernetes' }).documents;
  if (!document?.root || isFile) return document?.root;
  const place =
    isDenied(source) || node.came ? undefined : blockPlaces(source.slice(node.start, node.end), text);
  return moved(document.root, node, place);
}

/** For each offset of a literal block's value, the offset in its source; undefined for other styles. */
function blockPlaces(source: string, value: string): ((offset: number) => number) | undefined {
  if (!source.startsWith('|')) return undefined;
  const starts: { readonly value: number; readonly source: number }[] = [];
  let at = source.indexOf('\n') + 1;
  let reached = 0;
  for (const line of value.split('\n')) {
    const end = source.indexOf('\n', at);
    const written = source.slice(at, end < 0 ? source.length : end);
    if (!written.trimEnd().endsWith(line.trimEnd())) return undefined;
    const indent = line === '' ? 0 : written.indexOf(line.trimEnd());
    starts.push({ value: reached, source: at + Math.max(0, indent) });
    reached += line.length + 1;
    at = end < 0 ? source.length : end + 1;
  }
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle]?.value ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const start = starts[low];
    return start ? start.source + offset - start.value : 0;
  };
}

function moved(node: YamlNode, by: YamlScalar, place: ((offset: number) => number) | undefined): YamlNode {
  const at = place
    ? { file: by.file, start: by.start + place(node.start), end: by.start + place(node.end) }
    : { file: by.file, start: by.start, end: by.end, came: by.came ?? COMPUTED };
  if (node.kind === 'scalar') return { ...node, ...at };
  if (node.kind === 'sequence') {
    return { ...node, ...at, items: node.items.map((item) => moved(item, by, place)) };
  }
  const entries = node.entries.map(({ key, value }) => ({
    key: { ...key, file: at.file, start: at.start, end: at.end },
    value: moved(value, by, place),
  }));
  return { ...node, ...at, entries };
}

const COMPUTED = { kind: 'computed', why: 'it is part of a text' } as const;
