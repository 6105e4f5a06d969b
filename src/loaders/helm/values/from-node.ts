import { Unknown } from '../../../core/value.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../../../syntax/yaml/ast.ts';
import type { GoValue } from '../template/value.ts';
import { Dict, List, Traced } from '../template/value.ts';

/**
 * A part of a values file as templates see it. Helm reads values through JSON, so that every number is a
 * float64.
 */
export function fromNode(node: YamlNode): GoValue {
  if (node.kind === 'mapping') return dictFrom(node);
  if (node.kind === 'sequence') return new List(node.items.map(fromNode), { node });
  return scalarFrom(node);
}

/** A mapping of a values file; none is an empty one. */
export function dictFrom(node: YamlMapping | undefined): Dict {
  const dict = new Dict({ node });
  for (const { key, value } of node?.entries ?? []) dict.set(key.value, fromNode(value));
  return dict;
}

function scalarFrom(node: YamlScalar): Traced {
  const { value, style } = node;
  if (Unknown.is(value)) return new Traced(value.toString(), { node, uncertain: value });
  const isHugeInteger = style === 'plain' && typeof value === 'string' && /^-?\d+$/.test(value);
  return new Traced(isHugeInteger ? Number(value) : value, { node });
}
