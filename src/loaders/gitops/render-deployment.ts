import { byCodeUnit } from '../../core/order.ts';
import { folderOf, joinPath, nameOf } from '../../core/path.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { NotRead } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import type { ReleaseInput, RenderedChart } from '../helm/release.ts';
import type { KustomizeBuild } from '../kustomize/build.ts';
import { KustomizeBuilder } from '../kustomize/build.ts';
import type { Description } from '../objects/description.ts';
import { description } from '../objects/description.ts';
import type { ObjectFiles } from '../objects/object-files.ts';
import { mayHoldObjects } from '../objects/object-files.ts';
import { scalarOf, sequenceOf } from '../objects/make-node.ts';
import { valuesWords } from './environment-words.ts';
import type { DeployedPath, Deployment, HelmOptions, KustomizeField } from '../objects/deployment.ts';
import { madePath, overlayOf, replaced, withFile } from './overlay.ts';
import { matchesGlob } from './globs.ts';
import { substituted } from './substitute.ts';
import type { Tree } from './tree.ts';

/** What renders folders and charts; each folder is built once. */
export interface Renderers {
  readonly tree: Tree;
  readonly objects: ObjectFiles;
  build(folder: string): KustomizeBuild;
  render(input: ReleaseInput): RenderedChart;
}

/** The objects that a deployment puts on its cluster; undefined when its chart is elsewhere. */
export function renderDeployment(deployment: Deployment, renderers: Renderers): Description | undefined {
  const { source } = deployment;
  const variant = deployment.variant ?? variantOf(deployment);
  const deployed = { variant, namespace: deployment.namespace, deployments: [deployment] };
  if (source.kind === 'chart') {
    if (source.folder === undefined) return undefined;
    return { ...chartDescription(source.folder, source.helm, deployment, renderers), ...deployed };
  }
  const made = renderedPath(source, deployment, renderers);
  const { substitutions } = source;
  if (!substitutions) return { ...made, ...deployed };
  const told = [...made.told, ...valuesWords(deployment.says, [...substitutions.known])];
  const manifests = made.manifests.map((manifest) => substituted(manifest, substitutions));
  return { ...made, ...deployed, manifests, told };
}

/** The name of the object, after what tells its parent from others: a set of values, a folder of its own. */
function variantOf({ name, parent, source }: Deployment): string {
  const { description: above, manifest } = parent;
  if (above?.variant !== undefined) return `${above.variant}/${name}`;
  const from = (above?.root ?? folderOf(manifest.root.file)).split('/');
  const target = (source.folder ?? '').split('/');
  const apart = from.findIndex((segment, index) => segment !== target[index]);
  return apart < 0 ? name : joinPath(from.slice(apart).join('/'), name);
}

function renderedPath(source: DeployedPath, deployment: Deployment, renderers: Renderers): Description {
  const { tree } = renderers;
  if (source.tool === 'argo' && tree.hasFile(joinPath(source.folder, 'Chart.yaml'))) {
    return chartDescription(source.folder, source.helm, deployment, renderers);
  }
  if (tree.kustomizationOf(source.folder) !== undefined) return kustomized(source, deployment, renderers);
  return source.tool === 'flux' ? generated(source, deployment, renderers) : plainFolder(source, renderers);
}

/** One chart with the values that its deployer passes. */
export function chartDescription(
  root: string,
  helm: HelmOptions,
  { name, namespace }: Pick<Deployment, 'name' | 'namespace'>,
  { render }: Pick<Renderers, 'render'>,
): Description {
  const release = helm.release ?? name;
  const given = { chart: root, release, namespace: namespace ?? 'default', values: helm.values, missing: [] };
  const { manifests, files, notRead, diagnostics } = render(given);
  // The chart's own values are what nobody deploys: only what is passed to it tells.
  const told = helm.values.flatMap((values) =>
    Unknown.is(values) || values.kind !== 'mapping' ? [] : valuesWords('values', entriesOf(values)),
  );
  const { valuesFiles } = helm;
  const all = [...files, ...valuesFiles];
  return description({
    kind: 'helm',
    root,
    manifests,
    files: all,
    valuesFiles,
    told: latest(told),
    notRead,
    diagnostics,
  });
}

/** What is said last about an environment counts: values passed to a chart replace its own. */
function latest<T extends { readonly says: string }>(words: readonly T[]): readonly T[] {
  const last = words.at(-1);
  return last ? [last] : [];
}

function entriesOf(node: YamlNode): readonly (readonly [string, YamlNode])[] {
  return node.kind === 'mapping' ? node.entries.map(({ key, value }) => [key.value, value]) : [];
}

function kustomized(source: DeployedPath, deployment: Deployment, renderers: Renderers): Description {
  const { folder, kustomize } = source;
  if (kustomize.length === 0 || folder === '') return fromBuild(folder, renderers.build(folder), []);
  const path = madePath(folderOf(folder), '.deployment');
  const deployed = `../${nameOf(folder)}`;
  const fields = kustomize.map((field) => fromBeside(field, deployed));
  return overlaid(path, { resources: [deployed], fields, folder }, deployment, renderers);
}

/** Components are named from the folder that is deployed; the made kustomization stands beside it. */
function fromBeside(field: KustomizeField, deployed: string): KustomizeField {
  const { name, value } = field;
  if (name !== 'components' || value.kind !== 'sequence') return field;
  const items = value.items.map((item) =>
    item.kind === 'scalar' && typeof item.value === 'string' && !item.value.includes('://')
      ? scalarOf(`${deployed}/${item.value}`, item)
      : item,
  );
  return { name, value: sequenceOf(items, value) };
}

/** Flux writes the kustomization that is missing: all objects below, and the kustomizations of folders. */
function generated(source: DeployedPath, deployment: Deployment, renderers: Renderers): Description {
  const { tree, objects } = renderers;
  const resources: string[] = [];
  const visit = (folder: string, prefix: string): void => {
    const { files, folders } = tree.files.entries(folder);
    for (const file of files) {
      const path = joinPath(folder, file);
      if (/\.ya?ml$/.test(file) && tree.hasFile(path) && objects.objects(path).length > 0) {
        resources.push(`${prefix}${file}`);
      }
    }
    for (const name of folders) {
      const inner = joinPath(folder, name);
      if (!tree.hasFolder(inner)) continue;
      if (tree.kustomizationOf(inner) === undefined) visit(inner, `${prefix}${name}/`);
      else resources.push(`${prefix}${name}`);
    }
  };
  visit(source.folder, '');
  const path = joinPath(source.folder, 'kustomization.yaml');
  const { folder, kustomize } = source;
  const made = { resources: resources.sort(byCodeUnit), fields: kustomize, folder };
  return overlaid(path, made, deployment, renderers);
}

interface Made {
  readonly resources: readonly string[];
  readonly fields: readonly KustomizeField[];
  readonly folder: string;
}

function overlaid(
  path: string,
  { resources, fields, folder }: Made,
  { says }: Deployment,
  { tree }: Renderers,
): Description {
  const overlay = overlayOf(resources, fields);
  const build = new KustomizeBuilder(withFile(tree.files, path, overlay.text)).build(folderOf(path));
  const made = (file: string): boolean => file !== path;
  const manifests = build.manifests.map((manifest) => ({
    ...manifest,
    root: replaced(manifest.root, path, overlay, says),
  }));
  const includes = build.includes.filter((one) => one !== folder && one !== folderOf(path));
  return fromBuild(
    folder,
    {
      manifests,
      includes,
      files: build.files.filter(made),
      notRead: build.notRead.filter(({ file }) => made(file)),
      diagnostics: build.diagnostics.filter(({ at }) => !at || made(at.file)),
    },
    [],
  );
}

/** A kustomization as a description. */
export function fromBuild(root: string, build: KustomizeBuild, told: Description['told']): Description {
  const { manifests, includes, files, notRead, diagnostics } = build;
  return description({ kind: 'kustomization', root, manifests, includes, files, notRead, diagnostics, told });
}

function plainFolder({ folder, directory }: DeployedPath, { tree, objects }: Renderers): Description {
  const { recurse, include, exclude } = directory;
  const inside = (path: string): string => path.slice(folder === '' ? 0 : folder.length + 1);
  const files = tree.files.list().filter((path) => {
    const isHere = folderOf(path) === folder || (recurse && (folder === '' || path.startsWith(`${folder}/`)));
    if (!isHere || !mayHoldObjects(path)) return false;
    const name = inside(path);
    return (!include || matchesGlob(include, name)) && (!exclude || !matchesGlob(exclude, name));
  });
  const manifests = files.flatMap((path) => objects.objects(path));
  const diagnostics: readonly Diagnostic[] = files.flatMap((path) => objects.diagnostics(path));
  const notRead: readonly NotRead[] = [];
  return description({ kind: 'manifests', root: folder, manifests, files, notRead, diagnostics });
}
