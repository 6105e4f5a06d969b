import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { entryOf, isMapping, isScalar } from '../../syntax/yaml/node.ts';
import type { KustomizeField } from '../objects/deployment.ts';
import { mappingOf, scalarOf, sequenceOf } from '../objects/make-node.ts';

// Fields that Argo CD passes on to a kustomization under the same name.
const SAME = [
  'namePrefix',
  'nameSuffix',
  'namespace',
  'commonAnnotations',
  'replicas',
  'patches',
  'components',
];

/** What an application's `kustomize` block adds to the kustomization. */
export function argoKustomize(
  node: YamlNode | undefined,
  destination: string | undefined,
): readonly KustomizeField[] {
  if (!isMapping(node)) return [];
  const fields: KustomizeField[] = [];
  for (const name of SAME) {
    const entry = entryOf(node, name);
    if (entry) fields.push({ name, value: entry.value });
  }
  const labels = entryOf(node, 'commonLabels');
  if (labels && isMapping(labels.value)) fields.push(labelsField(node, labels.value));
  const images = entryOf(node, 'images')?.value;
  if (images?.kind === 'sequence' && images.items.length > 0) {
    fields.push({ name: 'images', value: sequenceOf(images.items.map(imageOf), images) });
  }
  return fields.filter(({ name, value }) => !(name === 'namespace' && isText(value, destination)));
}

function isText(node: YamlNode, text: string | undefined): boolean {
  return isScalar(node) && node.value === text;
}

function labelsField(node: YamlNode, labels: YamlNode): KustomizeField {
  const without = entryOf(node, 'labelWithoutSelector')?.value;
  const keepsSelectors = without?.kind === 'scalar' && without.value === true;
  if (!keepsSelectors) return { name: 'commonLabels', value: labels };
  return { name: 'labels', value: sequenceOf([mappingOf([['pairs', labels]], labels)], labels) };
}

/** `orders=registry.example/orders:1.2` as the entry of a kustomization's `images`. */
function imageOf(node: YamlNode): YamlNode {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node;
  const [, name, image] = /^(?:([^=]+)=)?(.*)$/.exec(node.value) ?? [];
  const [, path, digest, tag] = /^(.*?)(?:@(sha256:[0-9a-f]+)|:([^:/@]+))?$/.exec(image ?? '') ?? [];
  const entries: [string, YamlNode][] = [['name', scalarOf(name ?? path ?? '', node)]];
  if (name !== undefined && path !== undefined) entries.push(['newName', scalarOf(path, node)]);
  if (tag !== undefined) entries.push(['newTag', { ...scalarOf(tag, node), style: 'double' }]);
  if (digest !== undefined) entries.push(['digest', scalarOf(digest, node)]);
  return mappingOf(entries, node);
}
