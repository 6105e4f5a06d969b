import type { YamlFile, YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, nodeAt } from '../../syntax/yaml/node.ts';
import { isMissingOrNull, textOf } from './nodes.ts';
import type { BuildLog } from './problems.ts';
import { Refusal } from './refusal.ts';

/** The objects of a file, those of lists taken out. What is no object is refused, and the rest goes on. */
export function objectsOf(file: YamlFile, log: BuildLog): readonly YamlMapping[] {
  const objects: YamlMapping[] = [];
  const waiting: YamlNode[] = file.documents.flatMap(({ root }) => (root ? [root] : []));
  for (const node of waiting) {
    if (isMissingOrNull(node) || (isMapping(node) && node.entries.length === 0)) continue;
    log.attempt(node, undefined, () => {
      const object = objectOf(node);
      const items = nodeAt(object, 'items');
      const isList = textOf(nodeAt(object, 'kind'))?.endsWith('List') === true && items !== undefined;
      if (!isList) objects.push(object);
      else if (items.kind === 'sequence') for (const item of items.items) waiting.push(item);
      else if (!isMissingOrNull(items)) {
        throw new Refusal('kustomize-object', 'the `items` of a list are no list. Correct them.', items);
      }
    });
  }
  return objects;
}

function objectOf(node: YamlNode): YamlMapping {
  if (!isMapping(node)) {
    throw new Refusal('kustomize-object', 'this is no Kubernetes object but a plain value. Remove it.', node);
  }
  const kind = textOf(nodeAt(node, 'kind')) ?? '';
  if (kind === '') throw new Refusal('kustomize-object', 'an object has no kind. Add it.', node);
  const name = textOf(nodeAt(node, 'metadata', 'name')) ?? '';
  if (name === '' && !kind.endsWith('List')) {
    throw new Refusal('kustomize-object', `this ${kind} has no metadata.name. Give it one.`, node);
  }
  return node;
}
