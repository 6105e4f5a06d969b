import type { Edit } from '../../../core/edit.ts';
import type { SourceFile } from '../config/source-file.ts';
import type { ModuleInstance } from '../evaluate/module-instance.ts';
import { isMapping } from '../modules/registry.ts';
import { editAligned } from '../../../syntax/hcl/edit/align.ts';
import type { HclValue } from '../../../syntax/hcl/edit/print.ts';

/** One way to write a value: the edits of one file. */
export interface Way {
  readonly file: SourceFile;
  /** The module whose names an expression written here can use. */
  readonly module: ModuleInstance;
  /** The edits for a value; undefined where the text has no place for it. */
  readonly edits: (value: HclValue) => readonly Edit[] | undefined;
}

/** Whether a file is the user's own text: neither downloaded nor one of our stand-ins. */
export function isOwnText(path: string): boolean {
  return !isMapping(path) && !/(^|\/)\.(terraform|terragrunt-cache)\//.test(path);
}

/** Whether a file is in Terraform's JSON syntax. */
export function isJsonFile(path: string): boolean {
  return path.endsWith('.json');
}

/** The text of a file after edits, as `terraform fmt` would leave what they touch. */
export function editedText({ path, text, document }: SourceFile, edits: readonly Edit[]): string {
  return editAligned({ text, document }, edits, isJsonFile(path) ? 'as-written' : 'aligned');
}
