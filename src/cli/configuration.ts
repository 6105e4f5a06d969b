import { existsSync, readFileSync } from 'node:fs';
import { join, posix, relative, resolve } from 'node:path';
import { readBaseline } from '../config/baseline.ts';
import type { Config, ConfigMessage } from '../config/read-config.ts';
import { defaultConfig, readConfig } from '../config/read-config.ts';
import { isDenied } from '../core/files.ts';
import { UsageError } from '../core/usage-error.ts';
import type { LocalFiles } from '../files/open-files.ts';
import type { World } from './world.ts';

export const CONFIG_NAME = 'whatfails.yaml';
export const BASELINE_NAME = 'whatfails-baseline.json';

/** The configuration that holds for the selected folder, and the notes about it. */
export interface FoundConfig {
  readonly config: Config;
  /** Relative to the boundary, or as the user gave it; undefined where there is none. */
  readonly file: string | undefined;
  readonly notes: readonly ConfigMessage[];
}

/** Reads `--config`, WHATFAILS_CONFIG, or the nearest `whatfails.yaml` above the selected folder. */
export function findConfig(files: LocalFiles, flag: string | undefined, world: World): FoundConfig {
  const named = flag ?? (world.env['WHATFAILS_CONFIG'] === '' ? undefined : world.env['WHATFAILS_CONFIG']);
  if (named !== undefined) {
    const absolute = resolve(world.cwd, named);
    const inside = insideOf(files, absolute);
    return configOf(
      inside ?? named,
      readNamed(absolute, named),
      inside === undefined ? '' : posix.dirname(inside),
    );
  }
  const file = nearest(files, CONFIG_NAME);
  if (file === undefined) return { config: defaultConfig, file: undefined, notes: [] };
  const text = files.read(file);
  if (isDenied(text))
    throw new UsageError(`${text.message}. Give read access to it, or name another with --config.`);
  return configOf(file, text, posix.dirname(file));
}

/** The nearest file of this name in the selected folder or above it, inside the boundary. */
export function nearest(files: LocalFiles, name: string): string | undefined {
  for (let folder = files.selected; ; folder = posix.dirname(folder)) {
    const path = folder === '' || folder === '.' ? name : `${folder}/${name}`;
    if (existsSync(join(files.boundary, path))) return path;
    if (folder === '' || folder === '.') return undefined;
  }
}

/** Ids of the findings that the baseline holds; empty where there is none. */
export function knownFindings(
  files: LocalFiles,
  flag: string | boolean | undefined,
  world: World,
): { readonly ids: ReadonlySet<string>; readonly file: string | undefined } {
  if (flag === false) return { ids: new Set(), file: undefined };
  const found =
    typeof flag === 'string' ? resolve(world.cwd, flag) : absoluteOf(files, nearest(files, BASELINE_NAME));
  if (found === undefined) return { ids: new Set(), file: undefined };
  const name = typeof flag === 'string' ? flag : relative(world.cwd, found);
  const baseline = readBaseline(name, readNamed(found, name));
  if ('problem' in baseline) throw new UsageError(`${baseline.problem}.`);
  return { ids: new Set(baseline.map(({ id }) => id)), file: name };
}

function absoluteOf(files: LocalFiles, path: string | undefined): string | undefined {
  return path === undefined ? undefined : join(files.boundary, path);
}

function insideOf(files: LocalFiles, absolute: string): string | undefined {
  const path = relative(files.boundary, absolute);
  return path.startsWith('..') || resolve(path) === path ? undefined : path.replaceAll('\\', '/');
}

function readNamed(absolute: string, name: string): string {
  try {
    return readFileSync(absolute, 'utf8');
  } catch {
    throw new UsageError(`${name} does not exist or cannot be read.`);
  }
}

function configOf(file: string, text: string, folder: string): FoundConfig {
  const { config, errors, notes } = readConfig(file, text);
  if (errors.length > 0) {
    const lines = errors.map(({ message, place }) => `${place.file}:${place.line}: ${message}`);
    throw new UsageError(lines.join('\n'));
  }
  return { config: relocated(config, folder === '.' ? '' : folder), file, notes };
}

/** Paths in the file are relative to it; everything else counts from the boundary. */
function relocated(config: Config, folder: string): Config {
  const move = (path: string): string =>
    folder === '' || path.startsWith('*') ? path : posix.join(folder, path);
  return {
    ...config,
    terraformFolders: config.terraformFolders.map((path) =>
      posix.normalize(move(path)).replace(/\/$|^\.$/, ''),
    ),
    environments: config.environments.map((one) => ({
      ...one,
      root: one.root === undefined ? undefined : move(one.root),
      variables: one.variables === undefined ? undefined : move(one.variables),
    })),
  };
}
