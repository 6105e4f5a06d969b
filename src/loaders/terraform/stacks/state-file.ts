import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Files } from '../../../core/files.ts';
import { isDenied } from '../../../core/files.ts';

/**
 * A state file that lies beside the code: whoever reads the repository reads every secret in it. A state of a
 * format before 4 (terraform 0.11 and older) makes a current terraform refuse the whole root.
 */
export function stateFileDiagnostics(files: Files, folder: string): readonly Diagnostic[] {
  const names = files.entries(folder).files;
  if (!names.includes('terraform.tfstate')) return [];
  const path = folder === '' ? 'terraform.tfstate' : `${folder}/terraform.tfstate`;
  const at = { file: path, start: 0, end: 1 };
  const found: Diagnostic[] = [
    {
      severity: 'warning',
      code: 'state-in-repository',
      at,
      message:
        `${path} is a Terraform state, which holds secrets in plain text. ` +
        'Move it to a remote backend and rotate them.',
    },
  ];
  const text = files.read(path);
  const version = isDenied(text) ? undefined : /"version"\s*:\s*(\d+)/.exec(text)?.[1];
  if (version !== undefined && Number(version) < 4) {
    const message =
      `${path} has state format ${version}, of terraform 0.11 or older; terraform 0.13 and later ` +
      'refuse this root until it has been upgraded step by step.';
    found.push({ severity: 'error', code: 'legacy-state', at, message });
  }
  return found;
}
