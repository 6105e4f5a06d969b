// Brings a fresh clone to the point where it runs: installed, and built.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');
export const bundle = join(root, 'dist/whatfails.mjs');

/** Installs exactly what the lock file says, where that is missing or older than the lock file. */
export function ensureInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  process.stderr.write('Installing what package-lock.json names (npm ci) …\n');
  // Inherited settings of an outer npm (workspace, prefix) must not move the installation elsewhere.
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0)
    throw new Error('npm ci failed: see above. It needs Node 20.19 or newer, npm, and the registry.');
}

/** Builds where a source is newer than the bundle. */
export function ensureBuilt() {
  const sources = [
    ...filesIn(join(root, 'src')),
    join(root, 'rolldown.config.mjs'),
    join(root, 'package.json'),
  ];
  const built = existsSync(bundle) ? statSync(bundle).mtimeMs : 0;
  if (sources.every((file) => statSync(file).mtimeMs <= built)) return;
  process.stderr.write('Building …\n');
  const result = build();
  if (result.status !== 0) throw new Error(`the build failed:\n${result.stdout}${result.stderr}`);
}

/** Bundles once; the result holds what was printed. */
export function build() {
  const rolldown = join(root, 'node_modules/rolldown/bin/cli.mjs');
  return spawnSync(process.execPath, [rolldown, '-c', join(root, 'rolldown.config.mjs')], {
    cwd: root,
    encoding: 'utf8',
  });
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
