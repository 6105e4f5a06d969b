import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { nodeAt, textAt } from '../../syntax/yaml/node.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import { mappingOf, scalarOf, sequenceOf } from '../objects/make-node.ts';

/** A value given by its path, as `--set` and Argo CD's parameters do: `ingress.hosts[0].name`. */
export interface GivenParameter {
  readonly path: string;
  readonly value: YamlNode;
}

/** The values that a list of `{ name, value, forceString }` sets, as one mapping. */
export function parameterValues(items: readonly YamlNode[]): YamlNode | undefined {
  const given = items.flatMap((item): GivenParameter[] => {
    const path = textAt(item, 'name');
    const value = nodeAt(item, 'value');
    if (path === undefined || !value) return [];
    const force = nodeAt(item, 'forceString');
    return [{ path, value: force?.kind === 'scalar' && force.value === true ? value : typed(value) }];
  });
  return valuesFromPaths(given);
}

/** Values given by paths as one mapping; undefined when there are none. */
export function valuesFromPaths(given: readonly GivenParameter[]): YamlNode | undefined {
  let all: YamlNode | undefined;
  for (const { path, value } of given) {
    const way = steps(path);
    if (way.length <= DEEPEST_PATH) all = put(all, way, value);
  }
  return all;
}

/** A text as `--set` reads it: `3` is a number, `true` a boolean. */
function typed(node: YamlNode): YamlNode {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node;
  if (!/^(-?\d{1,15}|true|false|null)$/.test(node.value)) return node;
  const [document] = parseYaml(node.value, { file: node.file, typing: 'core' }).documents;
  const root = document?.root;
  return root?.kind === 'scalar' ? { ...node, value: root.value } : node;
}

// A list in a path longer than this is a mistake, as for Helm (65536); places before it would be empty items.
const LONGEST_LIST = 1000;

// Helm refuses longer paths (MaxNestedNameLevel of its package strvals, 3.18).
const DEEPEST_PATH = 30;

function steps(path: string): readonly (string | number)[] {
  const found: (string | number)[] = [];
  for (const [, key, index] of path.matchAll(/((?:\\.|[^.[\]\\])+)|\[(\d+)\]/g)) {
    if (key !== undefined) found.push(key.replaceAll(/\\(.)/g, '$1'));
    else found.push(Math.min(Number(index), LONGEST_LIST));
  }
  return found;
}

function put(into: YamlNode | undefined, path: readonly (string | number)[], value: YamlNode): YamlNode {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const items = into?.kind === 'sequence' ? [...into.items] : [];
    while (items.length <= step) items.push(scalarOf(null, value));
    items[step] = put(items[step], rest, value);
    return sequenceOf(items, value);
  }
  const known: YamlMapping | undefined = into?.kind === 'mapping' ? into : undefined;
  const entries = (known?.entries ?? []).map(({ key, value: old }): [string, YamlNode] => [key.value, old]);
  const at = entries.findIndex(([key]) => key === step);
  const made = put(at < 0 ? undefined : entries[at]?.[1], rest, value);
  if (at < 0) entries.push([step, made]);
  else entries[at] = [step, made];
  return mappingOf(entries, value);
}
