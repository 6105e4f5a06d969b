import type { YamlNode, YamlScalar } from '../../../syntax/yaml/ast.ts';
import { parseYaml } from '../../../syntax/yaml/parse.ts';
import type { RenderedDocument } from './place-nodes.ts';

/** Where a block of text stands in what a template rendered. */
interface Block {
  readonly document: RenderedDocument;
  readonly start: number;
  readonly end: number;
  readonly place: (root: YamlNode, document: RenderedDocument) => YamlNode;
}

// Beside the tree, so that only who asks pays: most blocks of text are no YAML, or nobody reads them as such.
const blocks = new WeakMap<YamlScalar, Block>();

/** Remembers where a literal block came from. */
export function rememberBlock(
  placed: YamlScalar,
  written: YamlScalar,
  block: Omit<Block, 'start' | 'end'>,
): void {
  if (written.style !== 'literal') return;
  blocks.set(placed, { ...block, start: written.start, end: written.end });
}

/**
 * The YAML inside a literal block that a template rendered (values that an application passes to a chart),
 * with the places of its values in templates and values files; undefined for other texts.
 */
export function renderedBlock(scalar: YamlScalar): YamlNode | undefined {
  const block = blocks.get(scalar);
  if (!block) return undefined;
  const { document, place } = block;
  const whole = document.text.value.slice(0, document.offset + block.end);
  const header = whole.indexOf('\n', document.offset + block.start);
  if (header < 0) return undefined;
  const offset = header + 1;
  const { file } = document;
  const [inner] = parseYaml(whole.slice(offset), { file, typing: 'kubernetes' }).documents;
  return inner?.root && place(inner.root, { ...document, offset });
}
