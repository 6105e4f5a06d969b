import type { SourceRange } from './location.ts';
import type { Data, DataObject } from './value.ts';

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
  /** Types of the resource blocks in modules that it calls, sorted; absent where no code was read. */
  readonly moduleTypes?: readonly string[] | undefined;
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
