import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Attribute, Block } from '../../../syntax/hcl/ast.ts';
import type { SourceFile } from './source-file.ts';

/**
 * A block of the configuration and the file it stands in. Overrides replace attributes, each with its own
 * file.
 */
export interface ConfigBlock {
  readonly file: SourceFile;
  readonly block: Block;
  /** Attributes by name, after override files. */
  readonly attributes: ReadonlyMap<string, ConfigAttribute>;
  /** Nested blocks in order, after override files. */
  readonly blocks: readonly { readonly file: SourceFile; readonly block: Block }[];
}

export interface ConfigAttribute {
  readonly file: SourceFile;
  readonly attribute: Attribute;
}

export interface VariableConfig extends ConfigBlock {
  readonly name: string;
}

export interface OutputConfig extends ConfigBlock {
  readonly name: string;
}

export interface ResourceConfig extends ConfigBlock {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** `type.name` or `data.type.name`. */
  readonly key: string;
}

export interface ModuleCallConfig extends ConfigBlock {
  readonly name: string;
}

export interface ProviderConfig extends ConfigBlock {
  readonly name: string;
  readonly alias: string | undefined;
}

/** Everything that one folder of `.tf` files declares. Parsed once, whoever calls it. */
export interface ModuleConfig {
  /** Folder relative to the boundary. */
  readonly folder: string;
  readonly files: readonly SourceFile[];
  readonly variables: ReadonlyMap<string, VariableConfig>;
  readonly locals: ReadonlyMap<string, ConfigAttribute>;
  readonly outputs: ReadonlyMap<string, OutputConfig>;
  readonly resources: ReadonlyMap<string, ResourceConfig>;
  readonly moduleCalls: ReadonlyMap<string, ModuleCallConfig>;
  readonly providers: readonly ProviderConfig[];
  /** `terraform { … }` blocks. */
  readonly settings: readonly ConfigBlock[];
  readonly diagnostics: readonly Diagnostic[];
}
