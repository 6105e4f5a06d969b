import type { FileSize } from '../../../core/resource.ts';
import { attributeOf, blocksOf, literalText } from './input.ts';
import type { SourceText } from './input.ts';

/** How many lines and resource blocks each file of the root has. */
export function sizesOf(sources: readonly SourceText[]): readonly FileSize[] {
  return sources.map((source) => {
    const blocks = blocksOf([source], 'resource');
    return {
      file: source.file,
      lines: linesIn(source.text),
      resourceBlocks: blocks.length,
      resourceLines: blocks.reduce((sum, { block }) => sum + linesIn(source.text.slice(block.start, block.end)), 0),
      isGenerated: GENERATED.test(source.text.slice(0, 500)),
    };
  });
}

const GENERATED = /\b(generated (by|with|from)|do not edit|DO NOT EDIT|auto-?generated)\b/i;

function linesIn(text: string): number {
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
}

/** The `required_version` of the root, when it is a literal. */
export function requiredVersionOf(sources: readonly SourceText[]): string | undefined {
  for (const { block } of blocksOf(sources, 'terraform')) {
    const text = literalText(attributeOf(block, 'required_version'));
    if (text !== undefined) return text;
  }
  return undefined;
}
