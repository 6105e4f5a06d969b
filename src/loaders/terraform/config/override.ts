import type { ConfigBlock } from './module-config.ts';

/**
 * An override file's block on top of the original, as terraform merges it: attributes replace attributes, and
 * nested blocks of a type replace all nested blocks of that type (`lifecycle` merges attribute by attribute,
 * which for the settings read here is the same as replacing those given).
 * https://developer.hashicorp.com/terraform/language/files/override
 */
export function mergeOverride(
  base: ConfigBlock,
  override: ConfigBlock,
): Pick<ConfigBlock, 'attributes' | 'blocks'> {
  const replaced = new Set(override.blocks.map(({ block }) => typeKey(block)));
  return {
    attributes: new Map([...base.attributes, ...override.attributes]),
    blocks: [...base.blocks.filter(({ block }) => !replaced.has(typeKey(block))), ...override.blocks],
  };
}

function typeKey(block: {
  readonly type: string;
  readonly labels: readonly { readonly text: string }[];
}): string {
  return block.type === 'dynamic' ? (block.labels[0]?.text ?? '') : block.type;
}
