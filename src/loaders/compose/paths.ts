import { joinPath, normalPath } from '../../core/path.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { scalarOf } from '../objects/make-node.ts';

/**
 * A path from the reading boundary; one that is absolute, of a home folder, elsewhere or outside stays as
 * it is.
 */
export function pathFrom(folder: string, path: string): string {
  if (path.startsWith('/') || path.startsWith('~') || path.includes('://')) return path;
  return normalPath(joinPath(folder, path)) ?? path;
}

/** The same for a scalar: `.` of the boundary itself is `.`. */
export function pathNode(node: YamlNode, folder: string): YamlNode {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node;
  const path = pathFrom(folder, node.value) || '.';
  return path === node.value ? node : { ...scalarOf(path, node), style: node.style };
}
