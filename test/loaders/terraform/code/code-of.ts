import type { SourceRange } from '../../../../src/core/location.ts';
import type { StackCode } from '../../../../src/core/stack-code.ts';
import { defaultLoadOptions } from '../../../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../../../src/loaders/terraform/load.ts';
import { memoryFiles } from '../../../support/memory-files.ts';

/** The code of one root; the first one when there are several, or that of a folder or variable set. */
export function codeOf(texts: Readonly<Record<string, string>>, root?: string): StackCode {
  const { stacks } = loadTerraform(memoryFiles(texts), defaultLoadOptions);
  const stack = root === undefined ? stacks[0] : stacks.find(({ id }) => id === `terraform:${root}`);
  if (!stack) throw new Error(`no such root among ${stacks.map(({ id }) => id).join(', ')}`);
  return stack.code;
}

/** The text that a range covers. */
export function textAt(texts: Readonly<Record<string, string>>, at: SourceRange): string {
  return (texts[at.file] ?? '').slice(at.start, at.end);
}
