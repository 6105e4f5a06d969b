import { folderOf, normalPath } from '../../core/path.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, isScalar, itemsAt, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import type { Said } from './argo-application.ts';
import { artifactFolder } from './artifacts.ts';
import type { Deployment, KustomizeField, Parent, Substitutions } from '../objects/deployment.ts';
import { noHelmOptions } from '../objects/deployment.ts';
import { mappingOf, sequenceOf } from '../objects/make-node.ts';
import type { Sources } from './sources.ts';
import { sourceUrl } from './sources.ts';
import type { Tree } from './tree.ts';

/** What a Flux Kustomization deploys. https://fluxcd.io/flux/components/kustomize/kustomizations/ (2026-11) */
export function kustomizationDeployments(parent: Parent, tree: Tree, sources: Sources): Said {
  const { root, name, namespace } = parent.manifest;
  const { file } = root;
  const spec = nodeAt(root, 'spec');
  if (!isMapping(spec)) return { deployments: [], notRead: [] };
  const reference = { kind: textAt(spec, 'sourceRef', 'kind'), name: textAt(spec, 'sourceRef', 'name') };
  const path = textAt(spec, 'path') ?? '';
  const folder =
    reference.kind === 'ExternalArtifact'
      ? artifactFolder(reference.name ?? '', path, parent, sources)
      : folderIn(path, file, tree);
  if (folder === undefined) {
    const where = `${reference.kind ?? 'source'} ${reference.name ?? ''}`.trim();
    const why = `${path === '' ? 'the root' : path} of ${where} is not in this tree`;
    return { deployments: [], notRead: [{ file, kind: 'flux', why }] };
  }
  const deployment: Deployment = {
    says: `Flux kustomization ${name}`,
    name,
    parent,
    cluster: textAt(spec, 'kubeConfig', 'secretRef', 'name'),
    namespace: textAt(spec, 'targetNamespace'),
    selfHeals: true,
    ignores: [],
    source: {
      kind: 'path',
      tool: 'flux',
      path: normalPath(path) ?? path,
      folder,
      repository: repositoryOf(reference, namespace, sources),
      kustomize: fieldsOf(spec),
      directory: { recurse: true, include: undefined, exclude: undefined },
      helm: noHelmOptions,
      substitutions: substitutionsOf(nodeAt(spec, 'postBuild'), namespace, sources),
    },
  };
  return { deployments: [deployment], notRead: [] };
}

/** The address of its git repository, where that is written here. */
function repositoryOf(
  { kind, name }: { readonly kind: string | undefined; readonly name: string | undefined },
  namespace: string | undefined,
  sources: Sources,
): string | undefined {
  if (kind === undefined || name === undefined) return undefined;
  return sourceUrl(sources.find(kind, name, namespace));
}

function folderIn(path: string, file: string, tree: Tree): string | undefined {
  const wanted = normalPath(path);
  if (wanted === '') return tree.kustomizationOf('') === undefined ? undefined : '';
  return tree.folder(path, folderOf(file));
}

const SAME = ['namePrefix', 'nameSuffix', 'patches', 'patchesStrategicMerge', 'patchesJson6902', 'images'];

function fieldsOf(spec: YamlNode): readonly KustomizeField[] {
  const fields: KustomizeField[] = [];
  const add = (name: string, value: YamlNode | undefined): void => {
    if (value) fields.push({ name, value });
  };
  add('namespace', nodeAt(spec, 'targetNamespace'));
  for (const name of SAME) add(name, nodeAt(spec, name));
  add('components', nodeAt(spec, 'components'));
  add('commonAnnotations', nodeAt(spec, 'commonMetadata', 'annotations'));
  const labels = nodeAt(spec, 'commonMetadata', 'labels');
  if (labels) add('labels', sequenceOf([mappingOf([['pairs', labels]], labels)], labels));
  return fields;
}

function substitutionsOf(
  postBuild: YamlNode | undefined,
  namespace: string | undefined,
  sources: Sources,
): Substitutions | undefined {
  if (!isMapping(postBuild)) return undefined;
  const known = new Map<string, YamlNode>();
  const unread: string[] = [];
  for (const item of itemsAt(postBuild, 'substituteFrom')) {
    const kind = textAt(item, 'kind') ?? 'ConfigMap';
    const name = textAt(item, 'name') ?? '';
    const data = sources.data(kind, name, namespace);
    if (data) for (const [key, value] of data) known.set(key, value);
    else unread.push(`${kind} ${name}`);
  }
  const own = nodeAt(postBuild, 'substitute');
  if (isMapping(own)) {
    for (const { key, value } of own.entries) if (isScalar(value)) known.set(key.value, value);
  }
  return known.size === 0 && unread.length === 0 ? undefined : { known, unread };
}
