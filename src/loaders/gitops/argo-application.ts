import type { NotRead } from '../../core/resource.ts';
import { folderOf, normalPath } from '../../core/path.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { isScalar, itemsAt, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import { argoKustomize } from './argo-kustomize.ts';
import type {
  DeployedChart,
  DeployedPath,
  Deployment,
  DirectoryOptions,
  HelmOptions,
  Parent,
} from '../objects/deployment.ts';
import { parseEmbedded } from './embedded.ts';
import { parameterValues } from './parameters.ts';
import type { Tree } from './tree.ts';

/** What GitOps objects say, and what of it could not be followed. */
export interface Said {
  readonly deployments: readonly Deployment[];
  readonly notRead: readonly NotRead[];
}

/** What an Argo CD Application deploys, one entry for each of its sources. */
export function applicationDeployments(parent: Parent, tree: Tree): Said {
  const { root, name } = parent.manifest;
  const spec = nodeAt(root, 'spec');
  const sources = sourcesOf(spec);
  const references = new Set(sources.flatMap((source) => textAt(source, 'ref') ?? []));
  const common: Common = {
    parent,
    name,
    says: `Argo CD application ${name}`,
    cluster: clusterOf(nodeAt(spec, 'destination')),
    namespace: filled(textAt(spec, 'destination', 'namespace')),
    ...syncOf(spec),
  };
  const deployments: Deployment[] = [];
  const notRead: NotRead[] = [];
  for (const source of sources) {
    const found = sourceOf(source, common, { tree, references });
    if (found === undefined) continue;
    if ('why' in found) notRead.push({ file: root.file, kind: 'argocd', why: found.why });
    else deployments.push({ ...common, source: found });
    if (!('why' in found) && found.kind === 'chart') {
      const why = `the chart ${found.chart} of ${found.repository ?? 'a repository'} is not in this tree`;
      notRead.push({ file: root.file, kind: 'helm', why });
    }
  }
  return { deployments, notRead };
}

type Common = Omit<Deployment, 'source'>;

interface Surroundings {
  readonly tree: Tree;
  /** Names that `$name/path` may begin with. */
  readonly references: ReadonlySet<string>;
}

function sourcesOf(spec: YamlNode | undefined): readonly YamlNode[] {
  const several = itemsAt(spec, 'sources');
  if (several.length > 0) return several;
  const one = nodeAt(spec, 'source');
  const dry = one ?? nodeAt(spec, 'sourceHydrator', 'drySource');
  return dry ? [dry] : [];
}

function sourceOf(
  source: YamlNode,
  { name, namespace, parent }: Common,
  { tree, references }: Surroundings,
): DeployedPath | DeployedChart | { readonly why: string } | undefined {
  const { file } = parent.manifest.root;
  const repository = textAt(source, 'repoURL');
  const chart = textAt(source, 'chart');
  if (chart !== undefined && chart !== '') {
    const helm = helmOptions(nodeAt(source, 'helm'), { tree, references, folder: undefined, file });
    const version = nodeAt(source, 'targetRevision');
    return { kind: 'chart', folder: undefined, chart, repository, version, helm, substitutions: undefined };
  }
  const path = textAt(source, 'path');
  if (path === undefined) {
    return textAt(source, 'ref') === undefined
      ? { why: `${name} names no path that can be read` }
      : undefined;
  }
  const folder = normalPath(path) === '' ? rootFolder(tree) : tree.folder(path, folderOf(file));
  if (folder === undefined)
    return { why: `${path} of ${repository ?? 'its repository'} is not in this tree` };
  const plugin = nodeAt(source, 'plugin');
  if (plugin) return { why: `the plugin that renders ${folder} is not run` };
  return {
    kind: 'path',
    tool: 'argo',
    path: normalPath(path) ?? path,
    folder,
    repository,
    kustomize: argoKustomize(nodeAt(source, 'kustomize'), namespace),
    directory: directoryOf(nodeAt(source, 'directory')),
    helm: helmOptions(nodeAt(source, 'helm'), { tree, references, folder, file }),
    substitutions: undefined,
  };
}

/** `path: .` names the root of any repository: it is this one only where there is something to deploy. */
function rootFolder(tree: Tree): string | undefined {
  return tree.hasFile('Chart.yaml') || tree.kustomizationOf('') !== undefined ? '' : undefined;
}

function directoryOf(node: YamlNode | undefined): DirectoryOptions {
  const recurse = nodeAt(node, 'recurse');
  return {
    recurse: recurse?.kind === 'scalar' && recurse.value === true,
    include: filled(textAt(node, 'include')),
    exclude: filled(textAt(node, 'exclude')),
  };
}

interface HelmPlace {
  readonly tree: Tree;
  readonly references: ReadonlySet<string>;
  /** The chart's folder, which paths of values files start from; undefined for a chart elsewhere. */
  readonly folder: string | undefined;
  /** The file of the application. */
  readonly file: string;
}

/**
 * What an application passes to a chart, later wins: values files, `values` or `valuesObject`, parameters.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/helm/ (2026-11)
 */
function helmOptions(node: YamlNode | undefined, place: HelmPlace): HelmOptions {
  const values: (YamlNode | Unknown)[] = [];
  const valuesFiles: string[] = [];
  const unread: string[] = [];
  const mayMiss = nodeAt(node, 'ignoreMissingValueFiles');
  for (const item of itemsAt(node, 'valueFiles')) {
    const named = isScalar(item) && typeof item.value === 'string' ? item.value : undefined;
    const path = named === undefined ? undefined : valuesPath(named, place);
    const read = path === undefined ? undefined : place.tree.values(path);
    if (path !== undefined && read) {
      values.push(read);
      valuesFiles.push(path);
    } else if (path === undefined || !place.tree.hasFile(path)) {
      if (mayMiss?.kind === 'scalar' && mayMiss.value === true && path !== undefined) continue;
      unread.push(named ?? 'a values file');
      const detail = `the values file ${named ?? 'that is named'} is not in this tree`;
      values.push(new Unknown({ reason: 'file-not-readable', detail }));
    } else valuesFiles.push(path);
  }
  const object = nodeAt(node, 'valuesObject');
  const text = nodeAt(node, 'values');
  if (object) values.push(object);
  else if (text?.kind === 'scalar') values.push(...embedded(text, place.tree));
  const parameters = parameterValues([...itemsAt(node, 'parameters'), ...itemsAt(node, 'fileParameters')]);
  if (parameters) values.push(parameters);
  return { release: filled(textAt(node, 'releaseName')), values, valuesFiles, unread };
}

function embedded(text: Parameters<typeof parseEmbedded>[0], tree: Tree): readonly (YamlNode | Unknown)[] {
  if (Unknown.is(text.value)) return [text.value];
  const values = parseEmbedded(text, tree.files);
  return values ? [values] : [];
}

/** `$values/envs/prod.yaml` starts at the root of the source called `values`; others at the chart. */
function valuesPath(named: string, { references, folder, tree, file }: HelmPlace): string | undefined {
  if (/^[a-z]+:\/\//.test(named)) return undefined;
  const [, reference, rest] = /^\$([^/]+)\/(.*)$/.exec(named) ?? [];
  if (reference !== undefined && rest !== undefined) {
    return references.has(reference) ? fileAt(rest, file, tree) : undefined;
  }
  if (named.startsWith('/')) return fileAt(named, file, tree);
  return folder === undefined ? undefined : normalPath(`${folder}/${named}`);
}

function fileAt(path: string, near: string, tree: Tree): string | undefined {
  const wanted = normalPath(path);
  if (wanted === undefined || tree.hasFile(wanted)) return wanted;
  const folder = tree.folder(folderOf(wanted), folderOf(near));
  return folder === undefined ? wanted : normalPath(`${folder}/${wanted.slice(folderOf(wanted).length)}`);
}

function clusterOf(destination: YamlNode | undefined): string | undefined {
  const name = filled(textAt(destination, 'name'));
  if (name !== undefined) return name;
  const server = filled(textAt(destination, 'server'));
  return server === 'https://kubernetes.default.svc' ? undefined : server;
}

/** Whether it undoes changes by hand, and the differences that it leaves alone. */
function syncOf(spec: YamlNode | undefined): Pick<Deployment, 'selfHeals' | 'ignores'> {
  const heals = nodeAt(spec, 'syncPolicy', 'automated', 'selfHeal');
  return {
    selfHeals: heals?.kind === 'scalar' && heals.value === true,
    ignores: itemsAt(spec, 'ignoreDifferences').map((one) => ({
      group: textAt(one, 'group'),
      kind: textAt(one, 'kind'),
      name: filled(textAt(one, 'name')),
      namespace: filled(textAt(one, 'namespace')),
      fields: [...itemsAt(one, 'jsonPointers'), ...itemsAt(one, 'jqPathExpressions')].flatMap((item) =>
        isScalar(item) && typeof item.value === 'string' ? [item.value] : [],
      ),
    })),
  };
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
