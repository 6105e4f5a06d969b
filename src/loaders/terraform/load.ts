import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import type { NotRead, Stack } from '../../core/resource.ts';

/** What the user gave beside the files: the same options as terraform's, for every root they apply to. */
export interface LoadOptions {
  /** Folders (relative to the boundary) whose stacks are wanted; everything when empty. */
  readonly selected: readonly string[];
  /** `--var-file`, in order. */
  readonly variableFiles: readonly string[];
  /** `--var NAME=VALUE`, in order: name and HCL or plain text. */
  readonly variables: readonly { readonly name: string; readonly text: string }[];
  /** `--data TYPE=HCL`: the value of every data source of a type. */
  readonly data: readonly { readonly type: string; readonly text: string }[];
  readonly workspace: string | undefined;
}

export interface Loaded {
  readonly stacks: readonly Stack[];
  readonly notRead: readonly NotRead[];
  readonly diagnostics: readonly Diagnostic[];
}

export const defaultLoadOptions: LoadOptions = {
  selected: [], variableFiles: [], variables: [], data: [], workspace: undefined,
};

/** Reads every Terraform root inside the boundary and evaluates it as terraform would. */
export function loadTerraform(files: Files, options: LoadOptions): Loaded {
  void files;
  void options;
  throw new Error('being written');
}
