import type { Diagnostic } from './diagnostic.ts';
import type { FileChange, Written } from './edit.ts';
import type { ResourceId, StackId } from './id.ts';
import type { Location, Origin, SourceRange } from './location.ts';
import type { Intent } from './remedy.ts';
import type { StackCode } from './stack-code.ts';
import type { DataObject, Data, Unknown } from './value.ts';

/** The provider configuration a resource is managed with. */
export interface ProviderConfiguration {
  /** `aws`, `google`, … */
  readonly name: string;
  readonly alias: string | undefined;
  readonly region: Data | undefined;
  readonly account: Data | undefined;
  /** AWS `default_tags`, Google `default_labels`. */
  readonly defaultTags: Data | undefined;
  readonly declaredAt: SourceRange | undefined;
}

export interface Lifecycle {
  readonly preventDestroy: boolean;
  readonly createBeforeDestroy: boolean;
  /** Attribute names, or `all`. */
  readonly ignoreChanges: readonly string[];
}

/** One instance of a resource as it would be applied, with evaluated attributes. */
export interface Resource {
  readonly id: ResourceId;
  /**
   * Terraform address: `module.db["eu"].aws_db_instance.main[0]`; of an object `Kind/namespace/name`.
   */
  readonly address: string;
  /** `aws_db_instance`; of a Kubernetes object `apps/v1/Deployment`. */
  readonly type: string;
  /** The name given in the source: `main`. */
  readonly name: string;
  readonly mode: 'managed' | 'data' | 'object';
  readonly stack: StackId;
  /** Address of the module instance that declares it; empty in the root module. */
  readonly module: string;
  /** Attributes as written, nested blocks as lists of objects; what nobody wrote is absent. */
  readonly attributes: DataObject;
  readonly declaredAt: SourceRange;
  readonly provider: ProviderConfiguration | undefined;
  readonly lifecycle: Lifecycle | undefined;
  readonly dependsOn: readonly ResourceId[];
  /** True for the one entry that stands for an unknown number of instances. */
  readonly unknownCount: boolean;
  /** How the resource became known: written here, or by the mapping of a module that could not be opened. */
  readonly via: 'source' | 'module-mapping' | 'plan' | 'state';
}

export interface ModuleCall {
  /** `module.vpc` or `module.app["a"].module.db`. */
  readonly address: string;
  readonly source: string;
  readonly version: string | undefined;
  readonly opened: 'local' | 'vendored' | 'mapped' | 'opaque';
  readonly declaredAt: SourceRange;
  /** Inputs as evaluated, kept for mappings and for opaque components. */
  readonly inputs: DataObject;
  readonly stack: StackId;
  readonly unknownCount: boolean;
}

export interface EnvironmentClaim {
  /** `production`, `staging`, `development`, `test`, `preview`, `shared`, or the word that was found. */
  readonly name: string;
  /** A stated by configuration, B by an evaluated value, C by a folder or file name, D assumed. */
  readonly grade: 'A' | 'B' | 'C' | 'D';
  readonly because: readonly {
    readonly at: SourceRange | undefined;
    readonly file: string;
    readonly says: string;
  }[];
}

export type StackKind =
  | 'terraform'
  | 'terraform-plan'
  | 'terraform-state'
  /** A folder of plain Kubernetes manifests. */
  | 'manifests'
  | 'kustomization'
  /** A chart rendered with one set of values. */
  | 'helm'
  /** Files that say how images are made; nothing is deployed from them. */
  | 'dockerfiles'
  /** A compose project: one file with its overrides. */
  | 'compose'
  /** Workflows and actions of one repository. */
  | 'github-actions'
  /** The pipeline of one GitLab project. */
  | 'gitlab-ci'
  /** Contracts of HTTP interfaces. */
  | 'openapi'
  /** Alert rules, scrape settings and alert routes that are no Kubernetes objects. */
  | 'prometheus'
  /** Files that say who answers for which part of the repository. */
  | 'codeowners'
  /** A catalog of services. */
  | 'backstage';

/** Kinds of stacks that say something about the system and deploy nothing. */
export const DESCRIBING_KINDS: ReadonlySet<string> = new Set([
  'dockerfiles',
  'github-actions',
  'gitlab-ci',
  'openapi',
  'prometheus',
  'codeowners',
  'backstage',
] satisfies readonly StackKind[]);

/** Who puts a stack on a cluster, as a GitOps object, a pipeline or a Terraform resource says. */
export interface Deployer {
  /** `Argo CD application orders`, `Flux kustomization apps`, `helm_release.orders`. */
  readonly says: string;
  readonly at: SourceRange;
  /** The cluster it goes to, as written there; undefined: the one that the object itself lives in. */
  readonly cluster: string | undefined;
  /** The object that says so, where it is in the inputs. */
  readonly resource: ResourceId | undefined;
  /** The repository that it names and that is taken for this one, because the path that it names is here. */
  readonly repository?: string | undefined;
  /** Differences that it leaves alone; other changes of what it deploys it undoes where `selfHeals`. */
  readonly ignores?: readonly IgnoredDifference[] | undefined;
  readonly selfHeals?: boolean | undefined;
}

/** Fields that a deployer does not compare, as Argo CD's `ignoreDifferences` names them. */
export interface IgnoredDifference {
  /** `apps`; empty for the core group, undefined for every group. */
  readonly group: string | undefined;
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** JSON pointers (`/spec/replicas`) and other expressions as written. */
  readonly fields: readonly string[];
}

/** What is deployed and evaluated together. */
export interface Stack {
  readonly id: StackId;
  readonly kind: StackKind;
  /** Folder relative to the boundary; `''` is the boundary. */
  readonly root: string;
  /** Of Terraform; `default` for everything else. */
  readonly workspace: string;
  /** Terraform's variable files, or the values files over a chart's own, in order. */
  readonly variableFiles: readonly string[];
  readonly environments: readonly EnvironmentClaim[];
  readonly resources: readonly Resource[];
  readonly moduleCalls: readonly ModuleCall[];
  readonly outputs: { readonly [name: string]: Data };
  /** How the code is written: what some rules judge instead of what it evaluates to. */
  readonly code: StackCode;
  /** Only for a stack that was read from a plan: what applying it would do. */
  readonly plan?: Plan | undefined;
  /**
   * Stacks that contain this one (overlays of a base): what nobody deploys by itself is not judged beside
   * them.
   */
  readonly partOf?: readonly StackId[] | undefined;
  /** Stacks with the same text here describe the same system, one environment or cluster each. */
  readonly family?: string | undefined;
  /** The stack that asks for these objects (a Terraform root, GitOps objects): chosen when it is. */
  readonly ofStack?: StackId | undefined;
  /** Why nobody deploys it as it stands: `it is a component, which deploys nothing by itself`. */
  readonly notDeployed?: string | undefined;
  /**
   * Why objects of it may be missing: a remote base, a chart that is elsewhere, a template that failed.
   */
  readonly mayMiss?: Unknown | undefined;
  /** Who deploys it; empty when nothing in the inputs says so. Absent for Terraform. */
  readonly deployers?: readonly Deployer[] | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Where the text of a value stands. Lazy: called only for what is printed or edited. */
  trace(location: Location): Origin;
  /**
   * Attributes of its resources with credentials hidden, for lists of what was read. Absent where
   * `code.secrets` tells them.
   */
  conceal?(attributes: DataObject): DataObject;
  /**
   * Writes intents on this stack's resources as text, and proves it: read again with the changes, the
   * resources are as intended; whatever else of the stack differs then is told. Absent where the loader
   * cannot write yet.
   */
  write?(intents: readonly Intent[]): Written;
  /**
   * The stack as it is after changes of files, of its own `write` or of another stack's, several together
   * where their edits do not overlap; offsets are those of the files that this stack was read from.
   * Undefined where none of the files is part of it: then it stays as it is. Only this stack is read again,
   * with the ids that it had; what others take from it (remote states, objects that it deploys) is theirs to
   * follow. Absent where the loader cannot do it.
   */
  reload?(changes: readonly FileChange[]): Stack | undefined;
}

/** What a plan says it would do. */
export interface Plan {
  readonly formatVersion: string;
  /** Why the plan is not all that will happen; undefined when it is. */
  readonly incompleteBecause: string | undefined;
  /** Changes other than no-op and read, sorted by address. */
  readonly changes: readonly PlannedChange[];
  /** Resources that exist now, unchanged ones included. */
  readonly existing: number;
}

export interface PlannedChange {
  readonly address: string;
  /** The resource as it is before the change, for what is deleted, replaced or forgotten. */
  readonly before: Resource | undefined;
  /** `delete-then-create` and `create-then-delete` are the two ways to replace. */
  readonly action: 'create' | 'update' | 'delete' | 'forget' | 'delete-then-create' | 'create-then-delete';
  /** Terraform's word for why, when it gave one: `replace_because_cannot_update`. */
  readonly reason: string | undefined;
  /** The attributes that force a replacement, with both values; sensitive ones stay hidden. */
  readonly forcedBy: readonly { readonly path: string; readonly before: Data; readonly after: Data }[];
  /** Addresses of existing resources that were made from this one, as the state records it. */
  readonly neededBy: readonly string[];
  readonly at: SourceRange;
}

export interface NotRead {
  readonly file: string;
  /** The format or the tool: `cloudformation`, `pulumi`; `helm`, `argocd` for what is elsewhere. */
  readonly kind: string;
  readonly why: string;
}
