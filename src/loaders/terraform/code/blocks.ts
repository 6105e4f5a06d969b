import { literalText } from '../../../syntax/hcl/literal-text.ts';
import { byCodeUnit } from '../../../core/order.ts';
import type { FileSize, StackCode } from '../../../core/stack-code.ts';
import { attributeOf, blocksOf } from './input.ts';
import type { SourceText } from './input.ts';

/** How many lines and resource blocks each file of the root has. */
export function sizesOf(sources: readonly SourceText[]): readonly FileSize[] {
  return sources.map((source) => {
    const blocks = blocksOf([source], 'resource');
    return {
      file: source.file,
      lines: linesIn(source.text),
      resourceBlocks: blocks.length,
      resourceLines: sum(blocks.map(({ block }) => linesIn(source.text.slice(block.start, block.end)))),
      isGenerated: GENERATED.test(source.text.slice(0, 500)),
    };
  });
}

const GENERATED = /\b(generated (by|with|from)|do not edit|DO NOT EDIT|auto-?generated)\b/i;

function linesIn(text: string): number {
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** How many resource blocks of each type the files have, most first. */
export function typesOf(sources: readonly SourceText[]): StackCode['resourceTypes'] {
  const counts = new Map<string, number>();
  for (const { block } of blocksOf(sources, 'resource')) {
    const type = block.labels[0]?.text ?? '';
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const types = [...counts].map(([type, blocks]) => ({ type, blocks }));
  return types.sort((a, b) => b.blocks - a.blocks || byCodeUnit(a.type, b.type));
}

/** The `required_version` of the root, when it is a literal. */
export function requiredVersionOf(sources: readonly SourceText[]): string | undefined {
  for (const { block } of blocksOf(sources, 'terraform')) {
    const text = literalText(attributeOf(block, 'required_version'));
    if (text !== undefined) return text;
  }
  return undefined;
}
