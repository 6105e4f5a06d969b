import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import type { SourceRange } from '../../core/location.ts';
import type { YamlFile, YamlNode } from '../../syntax/yaml/ast.ts';
import { textAt } from '../../syntax/yaml/node.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import type { NamePlace } from './trace.ts';

/** Names places by the keys that lead to them, so that reformatting changes no name. Reads each file once. */
export function placeNames(files: Files): NamePlace {
  const parsed = new Map<string, YamlFile | undefined>();
  const read = (file: string): YamlFile | undefined => {
    if (!parsed.has(file)) {
      const text = files.read(file);
      parsed.set(file, isDenied(text) ? undefined : parseYaml(text, { file, typing: 'core' }));
    }
    return parsed.get(file);
  };
  return ({ file, start, end }) => {
    const documents = read(file)?.documents ?? [];
    const document = documents.find((one) => one.start <= start && end <= one.end);
    if (!document?.root) return file;
    const kind = textAt(document.root, 'kind');
    const name = textAt(document.root, 'metadata', 'name');
    const object = kind === undefined || name === undefined ? '' : `${kind}/${name} `;
    return `${file} ${object}${keysTo(document.root, { file, start, end }).join('.')}`.trimEnd();
  };
}

function keysTo(node: YamlNode, range: SourceRange): readonly string[] {
  if (node.kind === 'mapping') {
    for (const { key, value } of node.entries) {
      if (contains(value, range)) return [key.value, ...keysTo(value, range)];
    }
  }
  if (node.kind === 'sequence') {
    for (const [index, item] of node.items.entries()) {
      if (contains(item, range)) return [textAt(item, 'name') ?? String(index), ...keysTo(item, range)];
    }
  }
  return [];
}

function contains(node: YamlNode, { start, end }: SourceRange): boolean {
  return node.start <= start && end <= node.end;
}
