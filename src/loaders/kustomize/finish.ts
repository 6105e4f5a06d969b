import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, nodeAt } from '../../syntax/yaml/node.ts';
import { posix } from 'node:path';
import { byCodeUnit } from '../../core/order.ts';
import type { Manifest } from '../objects/manifest.ts';
import type { Accumulated } from './accumulate.ts';
import type { Item } from './item.ts';
import { asTexts, textsOf, withMetadata, withRoot } from './item.ts';
import type { Kustomization } from './kustomization.ts';
import { field, textField, textsOfField } from './kustomization.ts';
import { addHash } from './name-hash.ts';
import { followNames } from './name-references.ts';
import { computedAt, keyNode, mapping, scalar, textOf, withEntry } from './nodes.ts';
import type { BuildLog } from './problems.ts';
import { apiVersionOf } from './resource-id.ts';
import type { SourceReader } from './source-reader.ts';
import { DEFAULT_CONFIG } from './transformer-config.ts';
import { resolveVariables } from './variables.ts';

/** What only the outermost kustomization does: hashes, references, variables, order. */
export function finishBuild(
  { items, config = DEFAULT_CONFIG, variables }: Accumulated,
  kustomization: Kustomization,
  log: BuildLog,
  reader: SourceReader,
): readonly Manifest[] {
  const hashed = items.map((item) => (item.needsHash ? addHash(item) : item));
  const followed = followNames(hashed, config.nameReference, log);
  const resolved = resolveVariables(followed, variables, config.varReference, log);
  const applied = resolved.filter(({ root }) => !isLocal(root));
  const annotated = withBuildMetadata(applied, kustomization).map((item) => tidyAnnotations(item, reader));
  return sortItems(annotated, kustomization.root).map(manifestOf);
}

function manifestOf({ root, id }: Item): Manifest {
  return {
    root,
    apiVersion: apiVersionOf(id),
    kind: id.kind,
    name: id.name,
    namespace: id.namespace === '' ? undefined : id.namespace,
  };
}

/** Objects that only configure tools are not applied. */
function isLocal(root: YamlNode): boolean {
  const mark = textsOf(root, 'annotations').get('config.kubernetes.io/local-config');
  return mark !== undefined && mark !== 'false';
}

/** Kustomize writes all annotations anew, as texts, and none where there is none. */
function tidyAnnotations(item: Item, reader: SourceReader): Item {
  const found = nodeAt(item.root, 'metadata', 'annotations');
  if (!found) return item;
  const isEmpty = !isMapping(found) || found.entries.length === 0;
  const root = withMetadata(item.root, 'annotations', isEmpty ? undefined : asTexts(found, reader));
  return withRoot(item, root);
}

// What kubectl writes; the program kustomize writes its version in the brackets' place.
const MANAGED_BY = 'kustomize-(devel)';

/** `buildMetadata`: where objects come from, and that Kustomize made them. */
function withBuildMetadata(items: readonly Item[], { root, folder }: Kustomization): readonly Item[] {
  const wanted = textsOfField(root, 'buildMetadata');
  const option = (name: string): YamlNode | undefined => wanted.find((node) => textOf(node) === name);
  const origin = option('originAnnotations');
  const managed = option('managedByLabel');
  return items.map((item) => {
    let changed = item.root;
    if (managed) {
      const value = scalar(MANAGED_BY, computedAt(managed, 'buildMetadata adds it'));
      changed = withText(changed, 'labels', 'app.kubernetes.io/managed-by', value);
    }
    if (origin) {
      const value = scalar(originOf(item, folder), computedAt(origin, 'buildMetadata adds it'));
      changed = withText(changed, 'annotations', 'config.kubernetes.io/origin', value);
    }
    return withRoot(item, changed);
  });
}

function withText(
  root: Item['root'],
  part: 'labels' | 'annotations',
  name: string,
  value: YamlNode,
): Item['root'] {
  const old = nodeAt(root, 'metadata', part);
  const entries = isMapping(old)
    ? withEntry(old, name, value)
    : mapping([{ key: keyNode(name, value), value }], value);
  return withMetadata(root, part, entries);
}

function originOf({ source }: Item, folder: string): string {
  const path = posix.relative(`/${folder}`, `/${source.file}`);
  if (source.generator === undefined) return `path: ${path}\n`;
  return `configuredIn: ${path}\nconfiguredBy:\n  apiVersion: builtin\n  kind: ${source.generator}\n`;
}

const FIRST = [
  ['Namespace', 'ResourceQuota', 'StorageClass', 'CustomResourceDefinition', 'ServiceAccount'],
  ['PodSecurityPolicy', 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding', 'ConfigMap', 'Secret'],
  ['Endpoints', 'Service', 'LimitRange', 'PriorityClass', 'PersistentVolume', 'PersistentVolumeClaim'],
  ['Deployment', 'StatefulSet', 'CronJob', 'PodDisruptionBudget'],
].flat();
const LAST = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/** `sortOptions`, or the order by kind that kubectl prints by default. */
function sortItems(items: readonly Item[], root: YamlNode): readonly Item[] {
  const options = field(root, 'sortOptions');
  if (textField(options, 'order') === 'fifo') return items;
  const legacy = field(options, 'legacySortOptions');
  const names = (name: string, otherwise: readonly string[]): readonly string[] =>
    legacy ? textsOfField(legacy, name).map((node) => textOf(node) ?? '') : otherwise;
  const first = names('orderFirst', FIRST);
  const last = names('orderLast', LAST);
  const rankOf = (kind: string): number => {
    const early = first.indexOf(kind);
    return early < 0 ? last.indexOf(kind) + 1 : early - first.length;
  };
  const keyed = items.map((item) => ({ item, rank: rankOf(item.id.kind), key: sortKey(item) }));
  keyed.sort((a, b) => a.rank - b.rank || byCodeUnit(a.key, b.key));
  return keyed.map(({ item }) => item);
}

function sortKey({ id }: Item): string {
  const { group, version, kind, namespace, name } = id;
  const gvk = [group || '~G', version || '~V', kind || '~K'].join('_');
  return `${gvk}|${namespace || '~X'}|${name || '~N'}`;
}
