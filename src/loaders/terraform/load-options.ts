/** What the user gave beside the files: the same options as terraform's, for every root they apply to. */
export interface LoadOptions {
  /** Folders (relative to the boundary) whose stacks are wanted; everything when empty. */
  readonly selected: readonly string[];
  /**
   * `--var-file`, in order, relative to the boundary. Given, they replace the variable sets found beside a
   * root.
   */
  readonly variableFiles: readonly string[];
  /** `--var NAME=VALUE`, in order: name and HCL or plain text. */
  readonly variables: readonly { readonly name: string; readonly text: string }[];
  /** `--data TYPE=HCL`: the value of every data source of a type. */
  readonly data: readonly { readonly type: string; readonly text: string }[];
  readonly workspace: string | undefined;
  /** Whether a root with named variable sets is also read with what terraform loads by itself only. */
  readonly baseSets: 'always' | 'when-alone';
}

/** Nothing given: every root, its own variable sets, the default workspace. */
export const defaultLoadOptions: LoadOptions = {
  selected: [],
  variableFiles: [],
  variables: [],
  data: [],
  workspace: undefined,
  baseSets: 'always',
};
