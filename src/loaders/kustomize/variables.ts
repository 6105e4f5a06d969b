import type { SourceRange } from '../../core/location.ts';
import type { YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { isMapping, isScalar } from '../../syntax/yaml/node.ts';
import type { FieldSpec } from './field-path.ts';
import { editField } from './field-path.ts';
import type { Item } from './item.ts';
import { hadId, previousIds, withRoot } from './item.ts';
import { field, textField } from './kustomization.ts';
import { computedAt, isMissingOrNull, scalar, textOf } from './nodes.ts';
import { lookUp, splitFieldPath } from './path-match.ts';
import type { BuildLog } from './problems.ts';
import { Refusal } from './refusal.ts';
import { isCertainlyClusterWide, splitApiVersion } from './resource-id.ts';
import type { ResourceId } from './resource-id.ts';

/** An entry of `vars`. */
export interface Variable {
  readonly name: string;
  readonly fieldPath: string;
  readonly at: YamlNode;
}

/** Reads `vars` and marks the objects they read from. */
export function declareVariables(
  items: readonly Item[],
  entries: readonly YamlNode[],
  log: BuildLog,
): { readonly items: readonly Item[]; readonly variables: readonly Variable[] } {
  let all = items;
  const variables: Variable[] = [];
  for (const entry of entries) {
    const name = textField(entry, 'name');
    const target = targetOf(field(entry, 'objref'));
    variables.push({
      name,
      fieldPath: textField(field(entry, 'fieldref'), 'fieldPath') || 'metadata.name',
      at: entry,
    });
    const matches = all.filter((item) => isMeant(item, target));
    if (matches.length > 1) {
      const message = `the variable ${name} may mean ${matches.length} objects. State its namespace.`;
      log.refuse(new Refusal('kustomize-variable', message, entry), entry);
      continue;
    }
    all = all.map((item) => (item === matches[0] ? { ...item, variables: [...item.variables, name] } : item));
  }
  return { items: all, variables };
}

function targetOf(node: YamlNode | undefined): ResourceId {
  const apiVersion = textField(node, 'apiVersion');
  const gv =
    apiVersion === ''
      ? { group: textField(node, 'group'), version: textField(node, 'version') }
      : splitApiVersion(apiVersion);
  return {
    ...gv,
    kind: textField(node, 'kind'),
    name: textField(node, 'name'),
    namespace: textField(node, 'namespace'),
  };
}

function isMeant(item: Item, target: ResourceId): boolean {
  if (target.namespace !== '' || isCertainlyClusterWide(target)) return hadId(item, target);
  return [item.id, ...previousIds(item)].some(
    ({ group, version, kind, name }) =>
      group === target.group && version === target.version && kind === target.kind && name === target.name,
  );
}

/** Replaces `$(NAME)` by the values of the variables. */
export function resolveVariables(
  items: readonly Item[],
  variables: readonly Variable[],
  specs: readonly FieldSpec[],
  log: BuildLog,
): readonly Item[] {
  const values = new Map<string, YamlScalar>();
  for (const variable of variables) {
    const value = log.attempt(variable.at, undefined, () => valueOf(items, variable));
    if (value) values.set(variable.name, value);
  }
  if (values.size === 0) return items;
  const set = (node: YamlNode): YamlNode => substitute(node, values);
  return items.map((item) =>
    log.attempt(item.root, item, () => {
      let { root } = item;
      for (const spec of specs) root = editField(root, item.id, { spec, place: root, set });
      return withRoot(item, root);
    }),
  );
}

function valueOf(items: readonly Item[], { name, fieldPath, at }: Variable): YamlScalar {
  const source = items.find((item) => item.variables.includes(name));
  if (!source) {
    throw new Refusal('kustomize-variable', `the variable ${name} means no object of this build.`, at);
  }
  const path = splitFieldPath(fieldPath.replace(/\[(\d+)\]/g, '.$1'));
  const value = lookUp(source.root, path);
  if (!value) {
    throw new Refusal('kustomize-variable', `the object of the variable ${name} has no ${fieldPath}.`, at);
  }
  return isScalar(value) ? value : scalar(`$(${name})`, value);
}

function substitute(node: YamlNode, values: ReadonlyMap<string, YamlScalar>): YamlNode {
  if (isMissingOrNull(node)) return node;
  if (isScalar(node)) return substituteText(node, values);
  if (node.kind === 'sequence') {
    return {
      ...node,
      items: node.items.map((item) => (isScalar(item) ? substituteText(item, values) : item)),
    };
  }
  if (!isMapping(node)) return node;
  const entries = node.entries.map((entry) =>
    isScalar(entry.value) ? { key: entry.key, value: substituteText(entry.value, values) } : entry,
  );
  return { ...node, entries };
}

function rangeOf({ file, start, end }: YamlScalar): SourceRange {
  return { file, start, end };
}

/** `$$` is a dollar; `$(NAME)` alone keeps the type of the value; names that nobody knows stay. */
function substituteText(node: YamlScalar, values: ReadonlyMap<string, YamlScalar>): YamlScalar {
  const { value: text } = node;
  if (typeof text !== 'string' || !text.includes('$')) return node;
  const whole = values.get(/^\$\(([^)]*)\)$/.exec(text)?.[1] ?? '');
  if (whole) return whole.came ? whole : { ...whole, came: { kind: 'chain', through: [rangeOf(node)] } };
  const replaced = text.replace(/\$\$|\$\(([^)]*)\)/g, (found, name: string | undefined) => {
    if (name === undefined) return '$';
    const value = values.get(name);
    return value ? (textOf(value) ?? '') : found;
  });
  if (replaced === text) return node;
  return scalar(replaced, computedAt(node, 'variables of the kustomization are replaced in it'));
}
