import type { FileChange } from '../../../core/edit.ts';
import type { Files } from '../../../core/files.ts';
import { isDenied } from '../../../core/files.ts';
import type { SourceRange } from '../../../core/location.ts';
import type { YamlNode } from '../../../syntax/yaml/ast.ts';
import type { YamlChange, YamlPath, YamlSource } from '../../../syntax/yaml/edit.ts';
import { editYaml } from '../../../syntax/yaml/edit.ts';
import { parseYaml } from '../../../syntax/yaml/parse.ts';

/** A value in the file that states it: the document, and the keys that lead there. */
export interface SourcePlace {
  readonly file: string;
  readonly source: YamlSource;
  readonly path: YamlPath;
}

/** Finds the value of a range in its file; undefined where the file is no plain YAML (a template). */
export function sourcePlace(files: Files, range: SourceRange): SourcePlace | undefined {
  const text = files.read(range.file);
  if (isDenied(text)) return undefined;
  const { documents, diagnostics } = parseYaml(text, { file: range.file, typing: 'kubernetes' });
  if (diagnostics.some(({ severity }) => severity === 'error')) return undefined;
  for (const document of documents) {
    const path = document.root && pathTo(document.root, range);
    if (path) return { file: range.file, source: { text, document, typing: 'kubernetes' }, path };
  }
  return undefined;
}

/** The first document of a file, to change something at its top. */
export function documentOf(files: Files, file: string): SourcePlace | undefined {
  const text = files.read(file);
  if (isDenied(text)) return undefined;
  const [document] = parseYaml(text, { file, typing: 'kubernetes' }).documents;
  return document && { file, source: { text, document, typing: 'kubernetes' }, path: [] };
}

/** One change as a change of the file; undefined where the text has no place for it. */
export function changeAt({ file, source }: SourcePlace, change: YamlChange): FileChange | undefined {
  const edited = editYaml(source, change);
  return 'edits' in edited ? { file, edits: edited.edits } : undefined;
}

function pathTo(node: YamlNode, range: SourceRange): YamlPath | undefined {
  if (node.start === range.start && node.end === range.end) return [];
  if (range.start < node.start || range.end > node.end || node.kind === 'scalar') return undefined;
  const children: readonly (readonly [string | number, YamlNode])[] =
    node.kind === 'mapping'
      ? node.entries.map(({ key, value }) => [key.value, value])
      : node.items.map((item, index) => [index, item]);
  for (const [step, child] of children) {
    const inner = pathTo(child, range);
    if (inner) return [step, ...inner];
  }
  return undefined;
}
