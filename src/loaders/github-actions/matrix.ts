import type { Value } from '../../core/value.ts';
import { runtimeValue } from '../../core/pipeline-text.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { isMapping, itemsAt, nodeAt } from '../../syntax/yaml/node.ts';
import { mappingOf, scalarOf, sequenceOf } from '../objects/make-node.ts';
import { textOf } from '../pipelines/made.ts';

/** The names of a matrix with their values; `service.path` for a part of an item. */
export function matrixOf(job: YamlMapping): YamlMapping | undefined {
  const matrix = nodeAt(job, 'strategy', 'matrix');
  if (!matrix) return undefined;
  if (!isMapping(matrix)) return mappingOf([['*', unknownOf(matrix)]], matrix);
  const values = new Map<string, YamlNode[]>();
  const unknown = new Map<string, YamlScalar>();
  for (const { key, value } of matrix.entries) {
    if (key.value === 'exclude' || key.value === 'include') continue;
    if (value.kind === 'sequence') for (const item of value.items) put(values, key.value, item);
    else unknown.set(key.value, unknownOf(value));
  }
  for (const item of itemsAt(matrix, 'include')) {
    if (!isMapping(item)) continue;
    for (const { key, value } of item.entries) put(values, key.value, value);
  }
  const include = nodeAt(matrix, 'include');
  if (include && include.kind !== 'sequence') unknown.set('*', unknownOf(include));
  return mappingOf(
    [
      ...[...values].map(([name, items]): [string, YamlNode] => [
        name,
        sequenceOf(items, items[0] ?? matrix),
      ]),
      ...[...unknown].filter(([name]) => !values.has(name)),
    ],
    matrix,
  );
}

function put(values: Map<string, YamlNode[]>, name: string, node: YamlNode): void {
  if (isMapping(node)) {
    for (const { key, value } of node.entries) put(values, `${name}.${key.value}`, value);
    return;
  }
  const text = textOf(node);
  if (text === undefined) return;
  const known = values.get(name);
  const scalar = text.includes('${{') ? scalarOf(runtimeValue(text), node) : scalarOf(text, node);
  if (known) known.push(scalar);
  else values.set(name, [scalar]);
}

function unknownOf(node: YamlNode): YamlScalar {
  return scalarOf(runtimeValue(textOf(node) ?? 'matrix'), node);
}

/** Names of a matrix that have one value: what an expression that names them is. */
export function onlyValues(matrix: YamlMapping | undefined): ReadonlyMap<string, Value<string>> {
  const found = new Map<string, Value<string>>();
  for (const { key, value } of matrix?.entries ?? []) {
    const [only, ...more] = value.kind === 'sequence' ? value.items : [];
    const text = only && more.length === 0 ? textOf(only) : undefined;
    if (only?.kind === 'scalar' && typeof only.value === 'string' && text !== undefined)
      found.set(key.value, text);
  }
  return found;
}
