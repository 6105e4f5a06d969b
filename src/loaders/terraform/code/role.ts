import type { StackCode } from '../../../core/stack-code.ts';
import { sampleBelow } from '../../../core/sample-names.ts';
import { joinPath } from '../../../core/path.ts';
import { blocksOf } from './input.ts';
import type { CodeInput } from './input.ts';

export type Role = Pick<StackCode, 'role' | 'roleBecause'>;

/** What the folder is: something that is deployed, an example, a test, or maybe a module that others call. */
export function roleOf(input: CodeInput): Role {
  const sample = sampleBelow(input.root, input.selected);
  if (sample) return { role: sample.role, roleBecause: `it is under ${sample.name}/` };
  const backend = blocksOf(input.rootFiles, 'terraform').find(({ block }) =>
    block.body.blocks.some((inner) => inner.type === 'backend' || inner.type === 'cloud'),
  );
  if (backend) return { role: 'root', roleBecause: `${backend.source.file} configures a backend` };
  const provider = blocksOf(input.rootFiles, 'provider')[0];
  if (provider) {
    const name = provider.block.labels[0]?.text ?? '';
    return { role: 'root', roleBecause: `${provider.source.file} configures provider ${name}` };
  }
  if (hasLockFile(input)) return { role: 'root', roleBecause: 'it has a dependency lock file' };
  const roleBecause = 'it has no provider configuration, no lock file and no backend';
  return { role: 'maybe-module', roleBecause };
}

/** True when `terraform init` left its lock file in the root. */
export function hasLockFile(input: CodeInput): boolean {
  return typeof input.files.read(joinPath(input.root, '.terraform.lock.hcl')) === 'string';
}

/** True when the root configures a provider by itself. */
export function declaresProvider(input: CodeInput): boolean {
  return blocksOf(input.rootFiles, 'provider').length > 0;
}
