import type { YamlMapping, YamlNode } from '../../../syntax/yaml/ast.ts';
import { isMapping, itemsAt, nodeAt } from '../../../syntax/yaml/node.ts';
import type { Dependency, Metadata } from './chart.ts';

/** What Chart.yaml states, and `requirements.yaml` of a chart of the first API version beside it. */
export function readMetadata(root: YamlMapping, requirements: YamlNode | undefined): Metadata {
  const listed = nodeAt(requirements, 'dependencies') ? requirements : root;
  return {
    name: fieldText(root, 'name'),
    version: fieldText(root, 'version'),
    apiVersion: fieldText(root, 'apiVersion') || 'v1',
    type: fieldText(root, 'type') || 'application',
    kubeVersion: fieldText(root, 'kubeVersion'),
    dependencies: itemsAt(listed, 'dependencies').flatMap((item) =>
      isMapping(item) ? [dependencyOf(item)] : [],
    ),
    root,
  };
}

/** A field of text as Helm reads it: `appVersion: 1.10` is the number 1.1, and so the text `1.1`. */
function fieldText(node: YamlNode | undefined, key: string): string {
  return scalarText(nodeAt(node, key)) ?? '';
}

/** A scalar as text; undefined for null and for all that is no scalar. */
export function scalarText(node: YamlNode | undefined): string | undefined {
  if (node?.kind !== 'scalar') return undefined;
  const { value } = node;
  const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isText ? String(value) : undefined;
}

function dependencyOf(item: YamlMapping): Dependency {
  const alias = fieldText(item, 'alias');
  return {
    name: fieldText(item, 'name'),
    version: fieldText(item, 'version'),
    repository: fieldText(item, 'repository'),
    alias: alias === '' ? undefined : alias,
    condition: fieldText(item, 'condition'),
    tags: itemsAt(item, 'tags').flatMap((tag) => scalarText(tag) ?? []),
    importValues: itemsAt(item, 'import-values').flatMap(importOf),
    at: item,
  };
}

function importOf(node: YamlNode): Dependency['importValues'] {
  if (isMapping(node)) return [{ child: fieldText(node, 'child'), parent: fieldText(node, 'parent') }];
  const name = scalarText(node);
  return name === undefined ? [] : [name];
}
