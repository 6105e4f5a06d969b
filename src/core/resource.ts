import type { Diagnostic } from './diagnostic.ts';
import type { ResourceId, StackId } from './id.ts';
import type { Location, Origin, SourceRange } from './location.ts';
import type { DataObject, Data } from './value.ts';

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
  /** Terraform address: `module.db["eu"].aws_db_instance.main[0]`. */
  readonly address: string;
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

/** What is deployed and evaluated together. */
export interface Stack {
  readonly id: StackId;
  readonly kind: 'terraform' | 'terraform-plan' | 'terraform-state';
  /** Folder relative to the boundary; `''` is the boundary. */
  readonly root: string;
  readonly workspace: string;
  readonly variableFiles: readonly string[];
  readonly environments: readonly EnvironmentClaim[];
  readonly resources: readonly Resource[];
  readonly moduleCalls: readonly ModuleCall[];
  readonly outputs: { readonly [name: string]: Data };
  /** How the code is written: what some rules judge instead of what it evaluates to. */
  readonly code: StackCode;
  /** Only for a stack that was read from a plan: what applying it would do. */
  readonly plan?: Plan | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Where the text of a value stands. Lazy: called only for what is printed or edited. */
  trace(location: Location): Origin;
}

export interface BackendBlock {
  /** `s3`, `gcs`, `local`, `cloud`, … */
  readonly type: string;
  readonly settings: DataObject;
  readonly declaredAt: SourceRange;
  /** True when settings are known to come from elsewhere (`-backend-config`, empty block). */
  readonly partial: boolean;
  /** Backend configuration files found beside the root that belong to this stack, each with its settings. */
  readonly completedBy: readonly { readonly at: SourceRange; readonly settings: DataObject }[];
}

/** A tool around Terraform whose configuration was found. */
export interface Wrapper {
  /** `terragrunt`, `spacelift`, `env0`, `scalr`, `atmos`, `terramate`. */
  readonly name: string;
  readonly file: string;
  /**
   * `generates`: it writes the backend block; `keeps`: the platform keeps the state; else neither was found.
   */
  readonly state: 'generates' | 'keeps' | undefined;
}

/** One `count` or `for_each` of a root module. */
export interface ToggleExpression {
  readonly address: string;
  readonly argument: 'count' | 'for_each';
  readonly text: string;
  /** What it evaluates to with this stack's variables. */
  readonly result: Data;
  readonly at: SourceRange;
  /** Names of root variables, or `terraform.workspace`, it depends on, through locals. */
  readonly dependsOn: readonly string[];
  /** Each step from the variable to the argument. */
  readonly chain: readonly SourceRange[];
  /** True when the expression chooses between nothing and something; then `dependsOn` tells what chooses. */
  readonly existence: boolean;
  /** Texts that the deciding conditions compare with or look up: `prod`, `staging`. */
  readonly comparedWith: readonly string[];
}

/** A literal in source text that sits where a credential would, or looks like one. Never holds the value. */
export interface SecretLiteral {
  readonly at: SourceRange;
  /** `aws-access-key`, `private-key`, `password-attribute`, … */
  readonly kind: string;
  readonly confidence: 'format' | 'name-and-entropy' | 'place-of-use' | 'name-only';
  readonly guessable: boolean;
  /** First four characters and length, or a hash; of a guessable one the length only. */
  readonly fingerprint: string;
  /** Where it is used, in words: `variable default of db_password`. */
  readonly where: string;
  /** False when no deployed variable set uses it. */
  readonly effective: boolean;
}

export interface WrittenSetting {
  readonly name: string;
  readonly at: SourceRange;
  readonly kind: 'variable-file-value' | 'local' | 'variable' | 'map-leaf' | 'module-argument';
  /** Zero when nothing that has an effect reads it. */
  readonly readers: number;
  /** For a variable of a local module: where calls give it a value. */
  readonly givenAt?: readonly SourceRange[] | undefined;
  /** True when a wrapper (script, pipeline, opaque module) may read it. */
  readonly maybeReadElsewhere: boolean;
  /** In how many roots it stands alike, where it came with a template. */
  readonly copies?: number | undefined;
}

export interface WorkspaceUse {
  readonly at: SourceRange;
  readonly text: string;
  /** What the workspace decides: a size, count, account or map of settings; or only a name or tag. */
  readonly decides: 'settings' | 'name';
  /** Keys compared with or looked up: `prod`, `staging`. */
  readonly environments: readonly string[];
}

/** Whether the next `terraform init` can bring other code for the same text. */
export interface ModulePin {
  readonly kind: 'local' | 'registry' | 'git' | 'mercurial' | 'archive' | 'unknown';
  readonly status: 'pinned' | 'open' | 'undecided';
  /** One clause: `no version`, `ref=main is a branch`. */
  readonly says: string;
}

/** A module call as written, with literals only. */
export interface WrittenModuleCall {
  readonly name: string;
  readonly source: Data;
  readonly version: Data | undefined;
  readonly at: SourceRange;
  readonly sourceAt: SourceRange;
  readonly pin: ModulePin;
  /** Folder of the file that writes the call: the root, or a local module it reaches. */
  readonly folder: string;
}

/** A variable of a root module with its value in one stack, and where that value is written. */
export interface RootVariable {
  readonly name: string;
  readonly value: Data;
  readonly at: SourceRange;
  /** True when neither a variable file nor a default gives it a value. */
  readonly hasNoValue: boolean;
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

/** The size of one file of a root. */
export interface FileSize {
  readonly file: string;
  readonly lines: number;
  readonly resourceBlocks: number;
  /** Lines inside resource blocks. */
  readonly resourceLines: number;
  /** True when a comment at its head says that a program wrote it. */
  readonly isGenerated: boolean;
}

export interface StackCode {
  readonly backend: BackendBlock | undefined;
  readonly declaresProvider: boolean;
  readonly hasLockFile: boolean;
  /** True when the folder says it is an example, a test or a reusable module. */
  readonly role: 'root' | 'example' | 'test' | 'maybe-module';
  /** Why the folder was taken for what `role` says: `providers.tf configures provider aws`. */
  readonly roleBecause: string;
  readonly wrapper: Wrapper | undefined;
  readonly requiredTerraformVersion: string | undefined;
  readonly resourceBlocks: number;
  /** How many resource blocks of each type the root's own files have, most first. */
  readonly resourceTypes: readonly { readonly type: string; readonly blocks: number }[];
  readonly files: readonly FileSize[];
  readonly hasSyntaxErrors: boolean;
  readonly toggles: readonly ToggleExpression[];
  readonly workspaceUses: readonly WorkspaceUse[];
  readonly secrets: readonly SecretLiteral[];
  readonly settings: readonly WrittenSetting[];
  /** The root's variables with the values of this stack, sorted by name. */
  readonly variables: readonly RootVariable[];
  readonly moduleCalls: readonly WrittenModuleCall[];
}

export interface NotRead {
  readonly file: string;
  /** `cloudformation`, `kubernetes`, `helm`, `pulumi`, `terraform`, … */
  readonly kind: string;
  readonly why: string;
}
