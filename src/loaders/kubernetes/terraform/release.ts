import { joinPath, normalPath } from '../../../core/path.ts';
import type { Resource, Stack } from '../../../core/resource.ts';
import type { SourceRange } from '../../../core/location.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../../core/value.ts';
import type { YamlNode } from '../../../syntax/yaml/ast.ts';
import type { Deployment } from '../../objects/deployment.ts';
import { mappingOf, scalarOf } from '../../objects/make-node.ts';
import { valuesFromPaths } from '../../gitops/parameters.ts';
import type { Tree } from '../../gitops/tree.ts';
import type { EnvironmentWord } from '../../objects/description.ts';
import { dataNode, textNode } from './values-nodes.ts';

/**
 * What a `helm_release` deploys.
 * https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release (3.0, read 2026-11)
 */
export function releaseOf(resource: Resource, stack: Stack, tree: Tree): Deployment {
  const { attributes, declaredAt, address } = resource;
  const text = (name: string): string | undefined => scalarText(attributes[name]);
  const name = text('name') ?? resource.name;
  const namespace = text('namespace') ?? 'default';
  const chart = text('chart') ?? name;
  const folder = text('repository') === undefined ? chartFolder(chart, stack, tree) : undefined;
  const version = attributes['version'];
  const at = rangeOf(resource, stack, 'version');
  const variant = stack.id.replace(/^terraform:/, '');
  return {
    says: address,
    name,
    parent: { manifest: standIn(name, namespace, declaredAt), description: undefined },
    environments: wordsOf(stack),
    variant: joinPath(variant, name),
    resource: resource.id,
    ofStack: stack.id,
    cluster: undefined,
    namespace,
    selfHeals: false,
    ignores: [],
    source: {
      kind: 'chart',
      folder,
      chart,
      repository: text('repository'),
      version: version === undefined || version === null ? undefined : dataNode(version, at),
      helm: { release: name, values: valuesOf(resource, stack), valuesFiles: [], unread: [] },
      substitutions: undefined,
    },
  };
}

/** Paths of charts start at the root module. */
function chartFolder(chart: string, { root }: Stack, tree: Tree): string | undefined {
  if (!/^\.{0,2}\//.test(chart)) return undefined;
  const folder = normalPath(`${root}/${chart}`);
  return folder !== undefined && tree.hasFile(joinPath(folder, 'Chart.yaml')) ? folder : undefined;
}

/** The place of an attribute, else of the resource. */
function rangeOf({ id }: Resource, stack: Stack, ...path: readonly (string | number)[]): SourceRange {
  const origin = stack.trace({ resource: id, path });
  return origin.kind === 'reference-chain' ? origin.literal : origin.at;
}

/** `values` in order, then what is set by path: later wins. */
function valuesOf(resource: Resource, stack: Stack): readonly (YamlNode | Unknown)[] {
  const { attributes } = resource;
  const values: (YamlNode | Unknown)[] = [];
  const texts = attributes['values'];
  if (Unknown.is(texts)) values.push(texts);
  for (const [index, text] of (isDataList(texts) ? texts : []).entries()) {
    const node = textNode(text, rangeOf(resource, stack, 'values', index));
    if (node) values.push(node);
  }
  for (const block of ['set', 'set_list', 'set_sensitive']) {
    const given = setBy(attributes[block], (index) => rangeOf(resource, stack, block, index));
    if (given) values.push(given);
  }
  return values;
}

function setBy(
  blocks: Data | undefined,
  placeOf: (index: number) => SourceRange,
): YamlNode | Unknown | undefined {
  if (Unknown.is(blocks)) return blocks;
  if (!isDataList(blocks)) return undefined;
  const given = blocks.flatMap((block, index) => {
    if (!isDataObject(block)) return [];
    const path = scalarText(block['name']);
    const value = block['value'];
    if (path === undefined || value === undefined) return [];
    const typed = block['type'] === 'string' ? value : typedOf(value);
    return [{ path, value: dataNode(typed, placeOf(index)) }];
  });
  return valuesFromPaths(given);
}

/** Without `type = "string"` a text is read as `--set` reads it. */
function typedOf(value: Data): Data {
  if (typeof value !== 'string') return value;
  if (/^-?(0|[1-9]\d{0,14})$/.test(value)) return Number(value);
  return value === 'true' ? true : value === 'false' ? false : value === 'null' ? null : value;
}

function standIn(name: string, namespace: string, at: SourceRange): Deployment['parent']['manifest'] {
  const root = mappingOf(
    [
      ['kind', scalarOf('Release', at)],
      ['metadata', mappingOf([['name', scalarOf(name, at)]], at)],
    ],
    at,
  );
  return { root, apiVersion: 'terraform', kind: 'helm_release', name, namespace };
}

function wordsOf({ environments }: Stack): readonly EnvironmentWord[] {
  return environments.flatMap(({ name, grade, because }) =>
    because.slice(0, 1).map(({ at, file, says }): EnvironmentWord => ({
      name,
      grade: grade === 'A' || grade === 'B' ? 'B' : 'C',
      file,
      at,
      says,
    })),
  );
}
