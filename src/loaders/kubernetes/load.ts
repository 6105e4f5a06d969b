import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import { byKey } from '../../core/order.ts';
import { isSelected } from '../../core/path.ts';
import type { NotRead, Stack } from '../../core/resource.ts';
import { Follower } from '../gitops/follow.ts';
import { chartDescription, fromBuild } from '../gitops/render-deployment.ts';
import type { Renderers } from '../gitops/render-deployment.ts';
import { followHelmfiles } from '../gitops/helmfile/follow-helmfiles.ts';
import type { Deployment } from '../objects/deployment.ts';
import { noHelmOptions } from '../objects/deployment.ts';
import type { HelmProgram } from '../helm/program.ts';
import type { Description } from '../objects/description.ts';
import { mayHoldObjects } from '../objects/object-files.ts';
import { chartFolders, isComponent, isOfChart, kustomizationFolders } from './find.ts';
import type { ChartFolder } from './find.ts';
import { renderersOf } from './renderers.ts';
import { withoutLeftOut } from './left-out.ts';
import { stacksOf } from './stacks.ts';

export interface KubernetesOptions {
  /** Folders (relative to the boundary) whose stacks are wanted; everything when empty. */
  readonly selected: readonly string[];
  /** Releases of charts in this tree that something else than a GitOps object asks for. */
  readonly deployments?: readonly Deployment[] | undefined;
  /** Renders charts in the place of our own renderer. */
  readonly helm?: HelmProgram | undefined;
}

export interface LoadedObjects {
  readonly stacks: readonly Stack[];
  readonly notRead: readonly NotRead[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads every description of Kubernetes objects inside the boundary and renders it as its tool would. */
export function loadKubernetes(files: Files, options: KubernetesOptions): LoadedObjects {
  const renderers = renderersOf(files, options.helm);
  const { tree, objects } = renderers;
  const allCharts = chartFolders(tree);
  const isConcerned = concerns(files, options.selected);
  const charts = allCharts.filter(({ folder }) => isConcerned(folder));
  const built = kustomizationFolders(files).map((folder) => kustomization(folder, renderers));
  const taken = new Set(built.flatMap((one) => one.files));
  const chartPaths = new Set(allCharts.map(({ folder }) => folder));
  const plain = files
    .list()
    .filter((path) => mayHoldObjects(path) && !taken.has(path) && !isOfChart(path, chartPaths))
    .filter(isConcerned);

  const follower = new Follower(
    renderers,
    new Set(charts.flatMap(({ folder, variants }) => (variants.length > 0 ? folder : []))),
  );
  const plainObjects = plain.flatMap((path) => objects.objects(path));
  for (const manifests of [plainObjects, ...built.map((one) => one.manifests)]) follower.know(manifests);
  for (const deployment of options.deployments ?? []) follower.deploy(deployment);
  follower.follow(plainObjects, undefined);
  const kustomizations = withoutLeftOut(built, follower.found.deployed, tree);
  followRest(follower, kustomizations);
  const helmfiles = followHelmfiles(files, tree, follower);
  const rendered = renderCharts(charts, follower, renderers);

  const { stacks, left } = stacksOf({
    plain,
    objects,
    files,
    found: follower.found,
    described: [...kustomizations, ...rendered],
    selected: options.selected,
  });
  const wanted = ({ file }: { readonly file: string }): boolean => isSelected(file, options.selected);
  return {
    stacks: stacks.filter(({ root }) => isSelected(root, options.selected)),
    notRead: unique([...objects.notRead, ...left.notRead, ...helmfiles].filter(wanted)),
    diagnostics: [...follower.found.diagnostics, ...left.diagnostics].filter(({ at }) => !at || wanted(at)),
  };
}

/**
 * What has to be read where only some folders are asked for: what is in them, and what may deploy them.
 * A path is a file or the folder of a chart.
 */
function concerns(files: Files, selected: readonly string[]): (path: string) => boolean {
  if (selected.length === 0 || selected.includes('')) return () => true;
  const deploying = files.list().filter((path) => {
    const text = /\.(?:ya?ml|json|tpl)$/.test(path) ? files.read(path) : '';
    return !isDenied(text) && GITOPS.test(text);
  });
  const known = new Set(deploying);
  return (path) =>
    isSelected(path, selected) || known.has(path) || deploying.some((one) => one.startsWith(`${path}/`));
}

const GITOPS = /argoproj\.io|fluxcd\.io/;

function kustomization(folder: string, { tree, build }: Renderers): Description {
  const made = fromBuild(folder, build(folder), []);
  if (!isComponent(tree, folder)) return made;
  return { ...made, notDeployed: 'it is a component, which deploys nothing by itself' };
}

/** GitOps objects that only a kustomization renders: those that nothing builds on and nobody deploys. */
function followRest(follower: Follower, kustomizations: readonly Description[]): void {
  const included = new Set(kustomizations.flatMap(({ includes }) => includes));
  for (const one of kustomizations) {
    const { deployed } = follower.found;
    if (one.notDeployed !== undefined || included.has(one.root)) continue;
    if (deployed.some(({ root, includes }) => root === one.root || includes.includes(one.root))) continue;
    follower.follow(one.manifests, one);
  }
}

/** Charts as they are by themselves, and with each values file beside them that names an environment. */
function renderCharts(
  charts: readonly ChartFolder[],
  follower: Follower,
  renderers: Renderers,
): readonly Description[] {
  const dependencies = new Set(charts.flatMap((chart) => chart.dependencies));
  return charts.flatMap((chart) => {
    if (chart.isPart) return [];
    const isDeployed = (): boolean => follower.found.deployed.some(({ root }) => root === chart.folder);
    const deployment = { name: chart.name, namespace: undefined };
    const own = chartDescription(chart.folder, noHelmOptions, deployment, renderers);
    const variants = isDeployed() ? [] : chart.variants.map((one) => variant(chart, one, renderers));
    const described = { ...own, includes: chart.dependencies };
    if (!isDeployed() && !dependencies.has(chart.folder)) {
      for (const one of variants.length > 0 ? variants : [described]) follower.follow(one.manifests, one);
    }
    return [described, ...variants];
  });
}

function variant(
  chart: ChartFolder,
  { name, file }: ChartFolder['variants'][number],
  renderers: Renderers,
): Description {
  const values = renderers.tree.values(file);
  const helm = { ...noHelmOptions, values: values ? [values] : [], valuesFiles: [file] };
  const deployment = { name: chart.name, namespace: undefined };
  return { ...chartDescription(chart.folder, helm, deployment, renderers), variant: name };
}

function unique(notRead: readonly NotRead[]): readonly NotRead[] {
  return [...new Map(notRead.map((one) => [`${one.file} ${one.kind} ${one.why}`, one])).values()].sort(
    byKey(({ file }) => file),
  );
}
