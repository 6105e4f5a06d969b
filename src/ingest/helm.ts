import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One chart for `helm template`. */
export interface HelmJob {
  /** Folder of the chart on disk. */
  readonly folder: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: readonly string[];
  readonly apiVersions: readonly string[];
}

// The largest public charts render a few megabytes in a few seconds.
const MOST_BYTES = 64_000_000;
const MOST_MS = 120_000;

/** Whether a program answers to `helm version`. */
export function hasHelm(program = 'helm'): boolean {
  return spawnSync(program, ['version', '--short'], { stdio: 'ignore', timeout: MOST_MS }).status === 0;
}

/** What `helm template --include-crds` prints, or the last line of what it complains about. */
export function runHelm(
  { folder, release, namespace, values, apiVersions }: HelmJob,
  program = 'helm',
): { readonly text: string } | { readonly failed: string } {
  const scratch = mkdtempSync(join(tmpdir(), 'whatfails-helm-'));
  try {
    const files = values.map((text, index) => {
      const file = join(scratch, `values-${index}.yaml`);
      writeFileSync(file, text);
      return file;
    });
    const words = ['template', release, folder, '--include-crds', '--namespace', namespace];
    const served = apiVersions.flatMap((one) => ['--api-versions', one]);
    const given = files.flatMap((file) => ['--values', file]);
    const result = spawnSync(program, [...words, ...served, ...given], {
      encoding: 'utf8',
      maxBuffer: MOST_BYTES,
      timeout: MOST_MS,
    });
    if (result.status === 0) return { text: result.stdout };
    // What follows the error is advice about helm's own options.
    const said = result.stderr?.trim().split('\n') ?? [];
    const complaint = said.find((line) => line.startsWith('Error:')) ?? said.at(-1) ?? '';
    return { failed: complaint === '' ? `it ended with ${result.status ?? 'no status'}.` : complaint };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
