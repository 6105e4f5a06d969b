import type { ResourceId } from '../../core/id.ts';
import type { Location, Origin, SourceRange } from '../../core/location.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { nodeAt } from '../../syntax/yaml/node.ts';
import type { Manifest } from './manifest.ts';
import { addressOf } from './manifest.ts';

/** Names the place of a text without offsets: `prod/values.yaml orders.replicas`. */
export type NamePlace = (node: SourceRange) => string;

/** Where the text behind each value of these objects stands. */
export function traceObjects(
  manifests: ReadonlyMap<ResourceId, Manifest>,
  namePlace: NamePlace,
): (location: Location) => Origin {
  return ({ resource, path }) => {
    const manifest = manifests.get(resource);
    if (!manifest) throw new Error(`no object ${resource}`);
    const walked = walk(manifest.root, path);
    if (walked.missing !== undefined) {
      const address = `${namePlace(walked.node)} ${addressOf(manifest)} ${walked.missing}`;
      return { kind: 'absent', at: rangeOf(walked.node), address };
    }
    return originOf(walked.node, namePlace);
  };
}

function originOf(node: YamlNode, namePlace: NamePlace): Origin {
  const at = rangeOf(node);
  const address = namePlace(node);
  if (node.came?.kind === 'chain') {
    return { kind: 'reference-chain', literal: at, through: node.came.through, address };
  }
  if (node.came?.kind === 'computed') return { kind: 'computed', why: node.came.why, at, address };
  return { kind: 'literal', at, address };
}

/** Where the text at a path of a tree stands; `name` names the tree without offsets. */
export function originAt(root: YamlNode, path: Location['path'], name: string): Origin {
  const { node, missing } = walk(root, path);
  const address = `${name} ${path.join('.')}`.trimEnd();
  if (missing !== undefined) return { kind: 'absent', at: rangeOf(node), address };
  return originOf(node, () => address);
}

interface Walked {
  readonly node: YamlNode;
  /** The rest of the path that nobody wrote. */
  readonly missing: string | undefined;
}

function walk(root: YamlNode, path: readonly (string | number)[]): Walked {
  let node = root;
  for (const [index, step] of path.entries()) {
    const next = nodeAt(node, step);
    if (!next) return { node, missing: path.slice(index).join('.') };
    node = next;
  }
  return { node, missing: undefined };
}

function rangeOf({ file, start, end }: SourceRange): SourceRange {
  return { file, start, end };
}
