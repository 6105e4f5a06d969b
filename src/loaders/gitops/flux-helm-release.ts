import { folderOf, normalPath } from '../../core/path.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { isScalar, itemsAt, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import type { Said } from './argo-application.ts';
import { artifactFolder } from './artifacts.ts';
import type { DeployedChart, HelmOptions, Parent } from '../objects/deployment.ts';
import { parseEmbedded } from './embedded.ts';
import { valuesFromPaths } from './parameters.ts';
import type { Sources } from './sources.ts';
import { sourceUrl } from './sources.ts';
import type { Tree } from './tree.ts';

/** What a Flux HelmRelease deploys. https://fluxcd.io/flux/components/helm/helmreleases/ (2026-11) */
export function helmReleaseDeployments(parent: Parent, tree: Tree, sources: Sources): Said {
  const { root, name, namespace } = parent.manifest;
  const spec = nodeAt(root, 'spec');
  const target = textAt(spec, 'targetNamespace');
  const release = textAt(spec, 'releaseName') ?? (target === undefined ? name : `${target}-${name}`);
  const chart = chartOf(spec, parent, tree, sources);
  const helm = helmOptions(spec, { parent, tree, sources });
  const deployment = {
    says: `Flux release ${name}`,
    name,
    parent,
    cluster: textAt(spec, 'kubeConfig', 'secretRef', 'name'),
    namespace: target ?? namespace,
    selfHeals: textAt(spec, 'driftDetection', 'mode') === 'enabled',
    ignores: itemsAt(spec, 'driftDetection', 'ignore').map((one) => ({
      group: textAt(one, 'target', 'group'),
      kind: textAt(one, 'target', 'kind'),
      name: textAt(one, 'target', 'name'),
      namespace: textAt(one, 'target', 'namespace'),
      fields: texts(itemsAt(one, 'paths')),
    })),
    source: { ...chart, helm: { ...helm, release } },
  };
  if (chart.folder !== undefined) return { deployments: [deployment], notRead: [] };
  const where = chart.repository === undefined ? '' : ` of ${chart.repository}`;
  const why = `the chart ${chart.chart}${where} is not in this tree`;
  return { deployments: [deployment], notRead: [{ file: root.file, kind: 'helm', why }] };
}

type Chart = Omit<DeployedChart, 'helm'>;

function chartOf(spec: YamlNode | undefined, parent: Parent, tree: Tree, sources: Sources): Chart {
  const { namespace } = parent.manifest;
  const reference = nodeAt(spec, 'chartRef');
  if (reference) {
    const kind = textAt(reference, 'kind') ?? 'OCIRepository';
    const name = textAt(reference, 'name') ?? '';
    const source = sources.find(kind, name, textAt(reference, 'namespace') ?? namespace);
    if (kind === 'HelmChart' && source) return fromSpec(nodeAt(source.root, 'spec'), parent, tree, sources);
    const url = sourceUrl(source);
    const version =
      nodeAt(source?.root, 'spec', 'ref', 'tag') ?? nodeAt(source?.root, 'spec', 'ref', 'semver');
    const chart = url === undefined ? name : (url.split('/').at(-1) ?? name);
    return { kind: 'chart', folder: undefined, chart, repository: url, version, substitutions: undefined };
  }
  return fromSpec(nodeAt(spec, 'chart', 'spec'), parent, tree, sources);
}

function fromSpec(spec: YamlNode | undefined, parent: Parent, tree: Tree, sources: Sources): Chart {
  const { namespace, root } = parent.manifest;
  const chart = textAt(spec, 'chart') ?? parent.manifest.name;
  const kind = textAt(spec, 'sourceRef', 'kind') ?? 'HelmRepository';
  const name = textAt(spec, 'sourceRef', 'name') ?? '';
  const source = sources.find(kind, name, textAt(spec, 'sourceRef', 'namespace') ?? namespace);
  const folder = localFolder(chart, { kind, name, parent, near: folderOf(root.file), tree, sources });
  const version = nodeAt(spec, 'version');
  return { kind: 'chart', folder, chart, repository: sourceUrl(source), version, substitutions: undefined };
}

interface Searched {
  readonly kind: string;
  readonly name: string;
  readonly parent: Parent;
  readonly near: string;
  readonly tree: Tree;
  readonly sources: Sources;
}

/** Only a chart of a git source (or of what is copied from one) can be in this tree. */
function localFolder(
  chart: string,
  { kind, name, parent, near, tree, sources }: Searched,
): string | undefined {
  if (kind === 'HelmRepository' || kind === 'OCIRepository') return undefined;
  const folder =
    kind === 'ExternalArtifact' ? artifactFolder(name, chart, parent, sources) : tree.folder(chart, near);
  return folder !== undefined && tree.hasFile(normalPath(`${folder}/Chart.yaml`) ?? '') ? folder : undefined;
}

interface Values {
  readonly parent: Parent;
  readonly tree: Tree;
  readonly sources: Sources;
}

/** Later wins: values files of the chart, `valuesFrom` in order, `values`. */
function helmOptions(spec: YamlNode | undefined, { parent, tree, sources }: Values): HelmOptions {
  const values: (YamlNode | Unknown)[] = [];
  const valuesFiles: string[] = [];
  const unread: string[] = [];
  for (const named of texts(itemsAt(spec, 'chart', 'spec', 'valuesFiles'))) {
    const path = normalPath(named);
    const read = path === undefined ? undefined : tree.values(path);
    if (path !== undefined && read) {
      values.push(read);
      valuesFiles.push(path);
    } else miss(named, `the values file ${named} is not in this tree`, values, unread);
  }
  for (const item of itemsAt(spec, 'valuesFrom')) {
    const kind = textAt(item, 'kind') ?? 'ConfigMap';
    const name = textAt(item, 'name') ?? '';
    const key = textAt(item, 'valuesKey') ?? 'values.yaml';
    const node = sources.data(kind, name, parent.manifest.namespace)?.get(key);
    const path = textAt(item, 'targetPath');
    const read = node?.kind === 'scalar' && !Unknown.is(node.value) ? node : undefined;
    if (!read) miss(`${kind} ${name}`, `${kind} ${name} is not here to be read`, values, unread);
    else if (path === undefined) {
      const parsed = parseEmbedded(read, tree.files);
      if (parsed) values.push(parsed);
    } else {
      const one = valuesFromPaths([{ path, value: read }]);
      if (one) values.push(one);
    }
  }
  const own = nodeAt(spec, 'values');
  if (own) values.push(own);
  return { release: undefined, values, valuesFiles, unread };
}

function miss(what: string, detail: string, values: (YamlNode | Unknown)[], unread: string[]): void {
  unread.push(what);
  values.push(new Unknown({ reason: 'file-not-readable', detail, settledBy: `${what} beside what is read` }));
}

function texts(nodes: readonly YamlNode[]): readonly string[] {
  return nodes.flatMap((node) => (isScalar(node) && typeof node.value === 'string' ? [node.value] : []));
}
