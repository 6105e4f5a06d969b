import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { textField } from './kustomization.ts';
import type { ResourceId } from './resource-id.ts';
import type { Selector } from './selector.ts';

/** The selection that a `target`, `select` or `reject` states. */
export function selectorOf(node: YamlNode): Selector {
  return {
    ...idSelection(node),
    labelSelector: textField(node, 'labelSelector'),
    annotationSelector: textField(node, 'annotationSelector'),
    at: node,
  };
}

/** The parts of an id that a mapping states; the others are empty. */
export function idSelection(node: YamlNode | undefined): ResourceId {
  return {
    group: textField(node, 'group'),
    version: textField(node, 'version'),
    kind: textField(node, 'kind'),
    name: textField(node, 'name'),
    namespace: textField(node, 'namespace'),
  };
}
