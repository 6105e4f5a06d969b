import type { Unknown } from '../../../core/value.ts';
import type { YamlNode } from '../../../syntax/yaml/ast.ts';
import type { GoValue, Scalar } from './value.ts';
import { Dict, List, Traced } from './value.ts';

/**
 * A node of a values file as a value that knows its place. All of it may be overridden when `uncertain` is
 * set.
 */
export function fromNode(node: YamlNode, uncertain?: Unknown): GoValue {
  const about = { node, uncertain };
  switch (node.kind) {
    case 'scalar':
      return fromScalar(node, uncertain);
    case 'sequence':
      return new List(
        node.items.map((item) => fromNode(item, uncertain)),
        about,
      );
    case 'mapping':
      return Dict.of(
        node.entries.map(({ key, value }) => [key.value, fromNode(value, uncertain)] as const),
        about,
      );
  }
}

function fromScalar(node: Extract<YamlNode, { kind: 'scalar' }>, uncertain: Unknown | undefined): GoValue {
  const { value } = node;
  if (typeof value === 'object' && value !== null) return new Traced(null, { node, uncertain: value });
  return new Traced(helmScalar(value, node.style === 'plain'), { node, uncertain });
}

/** A node as a value without places (`fromYaml`). */
export function bareValue(node: YamlNode): GoValue {
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'object' && node.value !== null
        ? null
        : helmScalar(node.value, node.style === 'plain');
    case 'sequence':
      return new List(node.items.map(bareValue));
    case 'mapping':
      return Dict.of(node.entries.map(({ key, value }) => [key.value, bareValue(value)] as const));
  }
}

/** An integer that a double cannot hold is a decimal text in the tree; Helm rounds it. */
function helmScalar(value: Scalar, isPlain: boolean): Scalar {
  return isPlain && typeof value === 'string' && /^[-+]?\d{16,}$/.test(value) ? Number(value) : value;
}
