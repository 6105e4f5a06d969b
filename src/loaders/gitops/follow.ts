import type { Diagnostic } from '../../core/diagnostic.ts';
import type { NotRead } from '../../core/resource.ts';
import { sampleFolder } from '../../core/sample-names.ts';
import type { Description } from '../objects/description.ts';
import type { Manifest } from '../objects/manifest.ts';
import type { Said } from './argo-application.ts';
import { applicationDeployments } from './argo-application.ts';
import { applicationSetDeployments } from './argo-applicationset.ts';
import type { Deployment, Parent } from '../objects/deployment.ts';
import { kustomizationDeployments } from './flux-kustomization.ts';
import { helmReleaseDeployments } from './flux-helm-release.ts';
import { opaqueRelease } from './opaque-release.ts';
import type { Renderers } from './render-deployment.ts';
import { renderDeployment } from './render-deployment.ts';
import { Sources } from './sources.ts';

// Applications that deploy applications end after two or three steps; a chain that goes on is a mistake.
const DEEPEST = 8;
// One object of each application of a large estate; what lies beyond is named as not read.
const MOST_DEPLOYMENTS = 5000;

/** What GitOps objects deploy, and where they stand. */
export interface Followed {
  /** What was rendered because an object deploys it. */
  readonly deployed: readonly Description[];
  /** Releases of charts that are elsewhere, each with the object that asks for it. */
  readonly opaque: readonly { readonly deployment: Deployment; readonly manifest: Manifest }[];
  readonly notRead: readonly { readonly parent: Parent; readonly notRead: NotRead }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Follows GitOps objects to what they deploy, and what that deploys in turn. */
export class Follower {
  readonly #renderers: Renderers;
  readonly #withVariants: ReadonlySet<string>;
  readonly #sources = new Sources();
  readonly #found = {
    deployed: new Array<Description>(),
    opaque: new Array<Followed['opaque'][number]>(),
    notRead: new Array<Followed['notRead'][number]>(),
    diagnostics: new Array<Diagnostic>(),
  };
  #deployments = 0;

  /** `withVariants` are charts with a values file for each environment. */
  constructor(renderers: Renderers, withVariants: ReadonlySet<string>) {
    this.#renderers = renderers;
    this.#withVariants = withVariants;
  }

  get found(): Followed {
    return this.#found;
  }

  /** Makes objects known that others name, before any is followed. */
  know(manifests: readonly Manifest[]): void {
    this.#sources.add(manifests);
  }

  /** Follows objects of files that are deployed as they stand, or of one description. */
  follow(manifests: readonly Manifest[], description: Description | undefined, depth = 0): void {
    if (depth > DEEPEST) {
      const [at] = manifests;
      if (at) this.#tooDeep(at);
      return;
    }
    for (const manifest of manifests) {
      const parent: Parent = { manifest, description };
      const said = this.#said(parent);
      for (const notRead of said?.notRead ?? []) this.#found.notRead.push({ parent, notRead });
      for (const deployment of said?.deployments ?? []) this.deploy(deployment, depth);
    }
  }

  #said(parent: Parent): Said | undefined {
    const { tree } = this.#renderers;
    const { apiVersion, kind } = parent.manifest;
    const group = apiVersion.slice(0, apiVersion.indexOf('/'));
    if (group === 'argoproj.io' && kind === 'Application') return applicationDeployments(parent, tree);
    if (group === 'argoproj.io' && kind === 'ApplicationSet') return applicationSetDeployments(parent, tree);
    if (group === 'kustomize.toolkit.fluxcd.io' && kind === 'Kustomization') {
      return kustomizationDeployments(parent, tree, this.#sources);
    }
    if (group === 'helm.toolkit.fluxcd.io' && kind === 'HelmRelease') {
      return helmReleaseDeployments(parent, tree, this.#sources);
    }
    return undefined;
  }

  /** Renders what a deployment puts on its cluster, and follows what that holds. */
  deploy(deployment: Deployment, depth = 0): void {
    this.#deployments += 1;
    if (this.#deployments > MOST_DEPLOYMENTS) {
      if (this.#deployments === MOST_DEPLOYMENTS + 1) this.#tooMany(deployment);
      return;
    }
    const { source } = deployment;
    if (source.kind === 'chart' && source.folder === undefined) {
      // A HelmRelease is its release by itself; of others only the values are what a reader looks for.
      if (deployment.parent.manifest.kind === 'HelmRelease') return;
      this.#found.opaque.push({ deployment, manifest: opaqueRelease(deployment, source) });
      return;
    }
    if (isLoop(deployment)) return;
    if (isSampleOnly(deployment) || this.#isGuess(deployment)) return;
    const rendered = renderDeployment(deployment, this.#renderers);
    if (!rendered) return;
    this.#found.deployed.push(rendered);
    this.know(rendered.manifests);
    this.follow(rendered.manifests, rendered, depth + 1);
  }

  /**
   * The mere defaults of a chart name values files that are not here: the values files beside the chart that
   * it deploys say more.
   */
  #isGuess({ parent: { description }, source }: Deployment): boolean {
    if (description?.kind !== 'helm' || description.variant !== undefined) return false;
    if (source.folder === undefined || source.helm.unread.length === 0) return false;
    return this.#withVariants.has(source.folder);
  }

  #tooDeep({ root }: Manifest): void {
    const message = `${root.file}: objects deploy objects over ${DEEPEST} times; deeper ones are not read.`;
    this.#found.diagnostics.push({ severity: 'warning', code: 'deployments-too-deep', message, at: root });
  }

  #tooMany({ parent }: Deployment): void {
    const { root } = parent.manifest;
    const message = `More than ${MOST_DEPLOYMENTS} deployments are described here. The others are not read.`;
    this.#found.diagnostics.push({ severity: 'warning', code: 'too-many-deployments', message, at: root });
  }
}

/**
 * An application that stands in the folder it deploys is met again there, and would deploy it again. A chart
 * of applications may deploy itself with other values once, not for ever.
 */
function isLoop(deployment: Deployment): boolean {
  let met = 0;
  let above = deployment.parent.description;
  for (let depth = 0; above && depth <= DEEPEST; depth += 1) {
    const by = above.deployments.find(({ parent }) => isSamePlace(parent, deployment.parent));
    if (by) met += 1;
    if (by?.says === deployment.says || met > 1) return true;
    above = above.deployments[0]?.parent.description;
  }
  return false;
}

function isSamePlace({ manifest: { root: one } }: Parent, { manifest: { root: other } }: Parent): boolean {
  return one.file === other.file && one.start === other.start;
}

/** An example of an application says nothing about what lies outside of examples. */
function isSampleOnly({ parent, source }: Deployment): boolean {
  if (source.folder === undefined || sampleFolder(parent.manifest.root.file) === undefined) return false;
  return sampleFolder(source.folder) === undefined;
}
