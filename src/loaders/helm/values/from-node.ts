import type { YamlMapping } from '../../../syntax/yaml/ast.ts';
import { fromNode } from '../template/from-node.ts';
import { Dict } from '../template/value.ts';

/** A mapping of a values file as templates see it; none is an empty one. */
export function dictFrom(node: YamlMapping | undefined): Dict {
  const dict = new Dict({ node });
  for (const { key, value } of node?.entries ?? []) dict.set(key.value, fromNode(value));
  return dict;
}
