import { withChanges } from '../../core/changed-files.ts';
import type { FileChange, Written } from '../../core/edit.ts';
import type { Files } from '../../core/files.ts';
import { folderOf, joinPath } from '../../core/path.ts';
import type { ResourceId } from '../../core/id.ts';
import type { Intent } from '../../core/remedy.ts';
import { Unknown } from '../../core/value.ts';
import { textAt } from '../../syntax/yaml/node.ts';
import type { Deployment, HelmOptions } from '../objects/deployment.ts';
import { noHelmOptions } from '../objects/deployment.ts';
import { chartDescription, renderDeployment } from '../gitops/render-deployment.ts';
import type { Renderers } from '../gitops/render-deployment.ts';
import type { Tree } from '../gitops/tree.ts';
import type { Description } from '../objects/description.ts';
import type { Manifest } from '../objects/manifest.ts';
import { mayHoldObjects } from '../objects/object-files.ts';
import { newFile } from '../objects/write/new-object.ts';
import { addedToOverlay, overlayWays } from '../objects/write/overlay-ways.ts';
import { valuesWays } from '../objects/write/values-ways.ts';
import type { ValueIntent, Way } from '../objects/write/ways.ts';
import { literalWays } from '../objects/write/ways.ts';
import type { Writable } from '../objects/write/write-intents.ts';
import { writeIntents } from '../objects/write/write-intents.ts';
import { renderersOf } from './renderers.ts';

/** Writes intents on the objects of one description as text of its own files, proved by rendering again. */
export function writerOf(
  one: Description,
  files: Files,
): (intents: readonly Intent[], addressOf: (id: ResourceId) => string | undefined) => Written {
  const writable: Omit<Writable, 'addressOf'> = {
    files,
    manifests: placed(one.manifests, one),
    render: (changed) => {
      // Made only when something is written: thousands of stacks would each hold the names of all files.
      const manifests = renderAgain(one, renderersOf(changed), new Set(files.list()));
      return manifests && placed(manifests, one);
    },
    valueWays: (now, intent) => valueWays(one, now, intent),
    objectWays: (now, object) => {
      if (one.kind === 'helm') return [];
      if (one.kind === 'kustomization') return addedToOverlay(now, one.root, object);
      const { file, text } = newFile(now, one.root, object, { name: (name) => name, keepsNamespace: true });
      return [[{ file, created: text }]];
    },
  };
  return (intents, addressOf) => writeIntents({ ...writable, addressOf }, intents);
}

/** A description from changed files; undefined where none of them is part of it. */
export function readAgain(
  one: Description,
  files: Files,
  changes: readonly FileChange[],
): { readonly description: Description; readonly files: Files } | undefined {
  const own = new Set(one.files);
  const isAdded = (change: FileChange): boolean =>
    'created' in change && (folderOf(change.file) === one.root || own.has(change.file));
  const added = changes.filter(isAdded).map(({ file }) => file);
  if (added.length === 0 && !changes.some(({ file }) => own.has(file))) return undefined;
  const changed = withChanges(files, changes);
  const manifests = renderAgain(one, renderersOf(changed), new Set(files.list()));
  if (!manifests) return undefined;
  return { description: { ...one, manifests, files: [...one.files, ...added] }, files: changed };
}

/** What is the overlay's own, or the release's own, is edited there; the base and the defaults last. */
function valueWays(one: Description, files: Files, intent: ValueIntent): readonly Way[] {
  const literal = literalWays(files, intent);
  if (one.kind === 'manifests') return literal;
  if (one.kind === 'helm') return [...valuesWays(files, one.valuesFiles, intent), ...literal];
  const overlay = overlayWays(files, one.root, intent);
  const isOwn = literal.every((way) => way.every(({ file }) => folderOf(file) === one.root));
  return isOwn ? [...literal, ...overlay] : [...overlay, ...literal];
}

function placed(manifests: readonly Manifest[], { namespace }: Description): readonly Manifest[] {
  return manifests.map((one) => ({ ...one, namespace: one.namespace ?? namespace }));
}

function renderAgain(
  one: Description,
  renderers: Renderers,
  before: ReadonlySet<string>,
): readonly Manifest[] | undefined {
  const [deployment] = one.deployments;
  const { tree, objects } = renderers;
  if (deployment) return renderDeployment(refreshed(deployment, tree), renderers)?.manifests;
  if (one.kind === 'kustomization') return renderers.build(one.root).manifests;
  if (one.kind === 'helm') {
    const values = one.valuesFiles.flatMap((file) => tree.values(file) ?? []);
    const name = textAt(tree.values(joinPath(one.root, 'Chart.yaml')), 'name') ?? one.root;
    const helm: HelmOptions = { ...noHelmOptions, values, valuesFiles: one.valuesFiles };
    return chartDescription(one.root, helm, { name, namespace: undefined }, renderers).manifests;
  }
  const isNew = (file: string): boolean => !before.has(file) && folderOf(file) === one.root;
  const created = tree.files.list().filter((file) => isNew(file) && mayHoldObjects(file));
  return [...one.files, ...created].flatMap((file) => objects.objects(file));
}

/** The same deployment with the values files as they are now. */
function refreshed(deployment: Deployment, tree: Tree): Deployment {
  const { source } = deployment;
  const { helm } = source;
  const files = new Set(helm.valuesFiles);
  const values = helm.values.map((one) =>
    Unknown.is(one) || !files.has(one.file) ? one : (tree.values(one.file) ?? one),
  );
  return { ...deployment, source: { ...source, helm: { ...helm, values } } };
}
