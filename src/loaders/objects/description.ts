import type { Diagnostic } from '../../core/diagnostic.ts';
import type { NotRead } from '../../core/resource.ts';
import type { Manifest } from './manifest.ts';
import type { Deployment } from './deployment.ts';

/** One way in which objects are written here: a folder of manifests, a kustomization, a chart with values. */
export interface Description {
  readonly kind: 'manifests' | 'kustomization' | 'helm';
  readonly root: string;
  /** Tells it apart from others of the same root: a set of values, a release. */
  readonly variant: string | undefined;
  readonly manifests: readonly Manifest[];
  /** The namespace that a deployer gives to objects without one. */
  readonly namespace: string | undefined;
  /** Values files over the chart's own, in order. */
  readonly valuesFiles: readonly string[];
  /** Folders of other kustomizations and charts that it is made of. */
  readonly includes: readonly string[];
  /** Every file that was read for it. */
  readonly files: readonly string[];
  /** Evaluated values that tell the environment: `environment = production` of a chart's values. */
  readonly told: readonly EnvironmentWord[];
  /** What deploys it; more than one for a folder that several clusters share. */
  readonly deployments: Deployment[];
  /** Why nobody deploys it as it stands; undefined when nothing speaks against it. */
  readonly notDeployed: string | undefined;
  readonly notRead: readonly NotRead[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A text that names an environment, with its place. */
export interface EnvironmentWord {
  readonly name: string;
  readonly grade: 'B' | 'C';
  readonly file: string;
  readonly at: { readonly file: string; readonly start: number; readonly end: number } | undefined;
  readonly says: string;
}

/** A description of which nothing special is known. */
export function description(
  given: Pick<Description, 'kind' | 'root' | 'manifests'> & Partial<Description>,
): Description {
  return {
    variant: undefined,
    namespace: undefined,
    valuesFiles: [],
    includes: [],
    files: [],
    told: [],
    deployments: [],
    notDeployed: undefined,
    notRead: [],
    diagnostics: [],
    ...given,
  };
}
