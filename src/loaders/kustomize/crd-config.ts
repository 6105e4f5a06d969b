import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { entryOf, isMapping, nodeAt } from '../../syntax/yaml/node.ts';
import type { FieldSpec } from './field-path.ts';
import { fieldSpec } from './field-path.ts';
import { textOf } from './nodes.ts';
import type { NameReference } from './name-reference-table.ts';
import { readConfig } from './transformer-config.ts';
import type { TransformerConfig } from './transformer-config.ts';

/** Definitions that refer to one another; real ones have fewer than ten levels. */
const DEEPEST = 20;

/** What the OpenAPI definitions in a file of `crds` say about names, labels and annotations. */
export function crdConfig(root: YamlNode | undefined): TransformerConfig {
  const annotations: FieldSpec[] = [];
  const labels: FieldSpec[] = [];
  const names: FieldSpec[] = [];
  const references: NameReference[] = [];
  const visit = (type: string, kind: string, path: readonly string[]): void => {
    const properties = propertiesOf(root, type);
    if (path.length > DEEPEST || !isMapping(properties)) return;
    for (const { key, value } of properties.entries) {
      const at = [...path, key.value];
      const spec = fieldSpec(at.join('/'), { kind });
      if (entryOf(value, 'x-kubernetes-annotation')) annotations.push(spec);
      if (entryOf(value, 'x-kubernetes-label-selector')) labels.push(spec);
      if (entryOf(value, 'x-kubernetes-identity')) names.push(spec);
      const version = textOf(nodeAt(value, 'x-kubernetes-object-ref-api-version'));
      const target = textOf(nodeAt(value, 'x-kubernetes-object-ref-kind'));
      if (version !== undefined && target !== undefined) {
        const nameKey = textOf(nodeAt(value, 'x-kubernetes-object-ref-name-key')) ?? 'name';
        const referrers = [fieldSpec([...at, nameKey].join('/'), { kind })];
        references.push({ group: '', version, kind: target, referrers });
      }
      const ref = textOf(nodeAt(value, '$ref'));
      if (ref !== undefined) visit(ref, kind, at);
    }
  };
  for (const { key } of isMapping(root) ? root.entries : []) {
    const properties = propertiesOf(root, key.value);
    const isObject = ['kind', 'apiVersion', 'metadata'].every((name) => entryOf(properties, name));
    if (isObject) visit(key.value, key.value.slice(key.value.lastIndexOf('.') + 1), []);
  }
  return {
    ...readConfig(undefined),
    commonAnnotations: annotations,
    commonLabels: labels,
    namePrefix: names,
    nameReference: references,
  };
}

function propertiesOf(root: YamlNode | undefined, type: string): YamlNode | undefined {
  const definition = entryOf(root, type)?.value;
  return nodeAt(definition, 'Schema', 'properties') ?? nodeAt(definition, 'schema', 'properties');
}
