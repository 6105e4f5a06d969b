// Small roots of our own, read with our loader.
import { join } from 'node:path';
import type { Stack } from '../../../src/core/resource.ts';
import { openFiles } from '../../../src/files/open-files.ts';
import { defaultLoadOptions } from '../../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../../src/loaders/terraform/load.ts';

export const ROOTS = 'test/oracles/plan-attributes/roots';

/** One of the roots, evaluated. */
export function loadRoot(name: string): Stack {
  const root = join(ROOTS, name);
  const { stacks } = loadTerraform(openFiles({ path: root, root }), defaultLoadOptions);
  const stack = stacks.find((one) => one.root === '');
  if (!stack) throw new Error(`${root} is no Terraform root`);
  return stack;
}
