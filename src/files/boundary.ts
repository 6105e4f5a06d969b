import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { UsageError } from '../core/usage-error.ts';

export interface OpenOptions {
  /** What the user wants audited: a folder, or a file whose folder is meant. */
  readonly path: string;
  /** What may be read, where the user says so: `--root DIR`. */
  readonly root?: string | undefined;
}

export interface Boundary {
  /** Absolute path, without symbolic links, of the folder that may be read. */
  readonly folder: string;
  /** The folder the user selected, relative to it, with forward slashes; `''` is the boundary itself. */
  readonly selected: string;
}

/**
 * What may be read: `--root`, else the repository around the path (the git work tree, or the path itself
 * where it has a `.github` of its own, as a copy of a repository inside another one has), else the path.
 */
export function findBoundary({ path, root }: OpenOptions): Boundary {
  const selected = folderOf(path, 'PATH');
  const folder = root === undefined ? (workTreeAround(selected) ?? selected) : folderOf(root, '--root');
  const inside = pathInside(folder, selected);
  if (inside === undefined) {
    throw new UsageError(`${path} is not inside --root ${String(root)}. Name a root that holds it.`);
  }
  return { folder, selected: inside };
}

/** The relative path with forward slashes, or undefined where it leaves the folder. */
export function pathInside(folder: string, absolute: string): string | undefined {
  const inside = relative(folder, absolute);
  if (inside === '') return '';
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return undefined;
  return sep === '/' ? inside : inside.split(sep).join('/');
}

function folderOf(path: string, what: string): string {
  const real = realFolder(path);
  if (real !== undefined) return real;
  throw new UsageError(`${what} ${path} does not exist or cannot be opened. Name a folder, or a file in it.`);
}

function realFolder(path: string): string | undefined {
  try {
    const real = realpathSync.native(path);
    return statSync(real).isDirectory() ? real : dirname(real);
  } catch {
    return undefined;
  }
}

function workTreeAround(folder: string): string | undefined {
  if (existsSync(join(folder, '.github'))) return folder;
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, '.git'))) return current;
    if (dirname(current) === current) return undefined;
  }
}
