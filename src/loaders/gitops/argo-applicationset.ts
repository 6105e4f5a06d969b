import type { NotRead } from '../../core/resource.ts';
import { folderOf } from '../../core/path.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { entryOf, isMapping, isScalar, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import type { Manifest } from '../objects/manifest.ts';
import type { Said } from './argo-application.ts';
import { applicationDeployments } from './argo-application.ts';
import type { Parent } from '../objects/deployment.ts';
import { generatorsOf, MOST_SETS } from './generators.ts';
import { filledTemplate } from './fill-template.ts';
import type { Tree } from './tree.ts';
import { mappingOf, scalarOf } from '../objects/make-node.ts';

/**
 * What the applications of an ApplicationSet deploy, as far as its generators are written here.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/ (2026-11)
 */
export function applicationSetDeployments(parent: Parent, tree: Tree): Said {
  const { root, name, namespace } = parent.manifest;
  const { file } = root;
  const template = nodeAt(root, 'spec', 'template');
  if (!isMapping(template)) return { deployments: [], notRead: [] };
  const isGo = nodeAt(root, 'spec', 'goTemplate');
  const goTemplate = isGo?.kind === 'scalar' && isGo.value === true;
  const { sets, unknown } = generatorsOf(nodeAt(root, 'spec', 'generators'), {
    tree,
    near: folderOf(file),
    isGo: goTemplate,
  });
  const notRead: NotRead[] = unknown.map((why) => ({ file, kind: 'argocd', why: `${name}: ${why}` }));
  if (sets.length > MOST_SETS) {
    const why = `${name}: only the first ${MOST_SETS} of its applications are read`;
    notRead.push({ file, kind: 'argocd', why });
  }
  const said = sets.slice(0, MOST_SETS).map((set) => {
    const filled = filledTemplate(template, set, goTemplate);
    const manifest = applicationOf(filled, { name, namespace });
    return applicationDeployments({ ...parent, manifest }, tree);
  });
  const deployments = said
    .flatMap((one) => one.deployments)
    .map((one) => ({ ...one, parent: { ...one.parent, manifest: parent.manifest } }));
  return { deployments, notRead: [...notRead, ...said.flatMap((one) => one.notRead)] };
}

function applicationOf(
  template: YamlMapping,
  { name, namespace }: Pick<Manifest, 'name' | 'namespace'>,
): Manifest {
  const metadata = entryOf(template, 'metadata')?.value ?? mappingOf([], template);
  const spec: YamlNode = entryOf(template, 'spec')?.value ?? mappingOf([], template);
  const root = mappingOf(
    [
      ['apiVersion', scalarOf('argoproj.io/v1alpha1', template)],
      ['kind', scalarOf('Application', template)],
      ['metadata', metadata],
      ['spec', spec],
    ],
    template,
  );
  const own = textAt(root, 'metadata', 'name');
  const given = nodeAt(root, 'metadata', 'name');
  const isKnown = isScalar(given) && given.value !== null && !Unknown.is(given.value);
  // Of a name with the name of a cluster in it, the set's own is what is known.
  const called = own ?? (isKnown ? String(given.value) : name);
  return { root, apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', name: called, namespace };
}
