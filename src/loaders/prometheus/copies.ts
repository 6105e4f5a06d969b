import { environmentIn } from '../../core/environment-names.ts';
import type { EnvironmentClaim } from '../../core/resource.ts';

/**
 * Files that are copies of others for an environment beside production: `prometheus-dev/alerts.yml` where
 * `prometheus/alerts.yml` is there too.
 */
export function copiesAmong(files: readonly string[]): ReadonlyMap<string, EnvironmentClaim> {
  const originals = new Set(files.filter((file) => wordOf(file) === undefined).map(withoutWords));
  const copies = new Map<string, EnvironmentClaim>();
  for (const file of files) {
    const word = wordOf(file);
    if (!word || !originals.has(withoutWords(file))) continue;
    const { name, folder } = word;
    const because = [{ at: undefined, file: folder, says: `the name of ${folder}` }];
    copies.set(file, { name, grade: 'C', because });
  }
  return copies;
}

/** The deepest segment that names an environment which is not production. */
function wordOf(file: string): { readonly name: string; readonly folder: string } | undefined {
  const segments = file.split('/');
  for (let index = segments.length - 1; index >= 0; index -= 1) {
    const name = environmentIn(segments[index] ?? '');
    if (name === 'production') return undefined;
    if (name !== undefined) return { name, folder: segments.slice(0, index + 1).join('/') };
  }
  return undefined;
}

/** `configs/prometheus-dev/alerts.yml` as `configs/prometheus/alerts.yml`. */
function withoutWords(file: string): string {
  return file
    .split('/')
    .map((segment) =>
      segment
        .split(/(?=[-_.])/)
        .filter((word) => environmentIn(word) === undefined)
        .join(''),
    )
    .filter((segment) => segment !== '')
    .join('/');
}
