import type { YamlNode } from '../../../syntax/yaml/ast.ts';
import { isMapping, itemsAt, nodeAt } from '../../../syntax/yaml/node.ts';
import { scalarText } from '../chart/metadata.ts';
import type { ActiveChart } from '../dependencies.ts';
import type { GoValue } from '../template/value.ts';
import { Dict, GoStruct, List, Traced } from '../template/value.ts';

const TEXTS = [
  'Name',
  'Home',
  'Version',
  'Description',
  'Icon',
  'APIVersion',
  'Condition',
  'Tags',
  'AppVersion',
  'KubeVersion',
  'Type',
];

/** `.Chart`: what Chart.yaml says, under the name that the chart has here. */
export function chartObject({ chart, name }: ActiveChart, isRoot: boolean): GoStruct {
  const { root } = chart.metadata;
  const texts = TEXTS.map((field) => [field, textField(root, keyOf(field))] as const);
  const isRenamed = name !== chart.metadata.name;
  return new GoStruct({
    typeName: 'chart.Metadata',
    fields: {
      ...Object.fromEntries(texts),
      ...(isRenamed ? { Name: name } : {}),
      Sources: textListField(root, 'sources'),
      Keywords: textListField(root, 'keywords'),
      Maintainers: structs(root, 'maintainers', 'chart.Maintainer', ['Name', 'Email', 'URL']),
      Annotations: annotations(nodeAt(root, 'annotations')),
      Dependencies: structs(root, 'dependencies', 'chart.Dependency', DEPENDENCY_FIELDS),
      Deprecated: booleanField(root, 'deprecated'),
      IsRoot: isRoot,
    },
  });
}

const DEPENDENCY_FIELDS = ['Name', 'Version', 'Repository', 'Condition', 'Alias'];

/** `AppVersion` is `appVersion` in the file, `URL` is `url`, `APIVersion` is `apiVersion`. */
function keyOf(field: string): string {
  if (field === 'APIVersion') return 'apiVersion';
  return field === field.toUpperCase() ? field.toLowerCase() : field.charAt(0).toLowerCase() + field.slice(1);
}

function textField(root: YamlNode, key: string): GoValue {
  const node = nodeAt(root, key);
  const text = scalarText(node);
  if (text === undefined) return key === 'apiVersion' ? 'v1' : '';
  return new Traced(text, { node });
}

function booleanField(root: YamlNode, key: string): GoValue {
  const node = nodeAt(root, key);
  return node?.kind === 'scalar' && node.value === true;
}

function textListField(root: YamlNode, key: string): List {
  const texts = itemsAt(root, key).flatMap((node) => {
    const text = scalarText(node);
    return text === undefined ? [] : [new Traced(text, { node })];
  });
  return new List(texts, { goType: '[]string' });
}

function structs(root: YamlNode, key: string, typeName: string, fields: readonly string[]): List {
  const items = itemsAt(root, key).map((item) => {
    const texts = fields.map((field) => [field, textField(item, keyOf(field))] as const);
    return new GoStruct({ typeName: `*${typeName}`, fields: Object.fromEntries(texts) });
  });
  return new List(items, { goType: `[]*${typeName}` });
}

function annotations(node: YamlNode | undefined): Dict {
  const dict = new Dict({ goType: 'map[string]string' });
  if (!isMapping(node)) return dict;
  for (const { key, value } of node.entries) {
    dict.set(key.value, new Traced(scalarText(value) ?? '', { node: value }));
  }
  return dict;
}
