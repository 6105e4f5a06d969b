import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { isAbsolute, join, posix } from 'node:path';
import type { Denied, Files } from '../core/files.ts';
import { isDenied } from '../core/files.ts';
import { byCodeUnit } from '../core/order.ts';
import type { OpenOptions } from './boundary.ts';
import { findBoundary, pathInside } from './boundary.ts';
import { decode } from './decode.ts';
import type { Limits } from './limits.ts';
import { defaultLimits, megabytes } from './limits.ts';
import type { FolderEntries, Walked } from './walk.ts';
import { walk } from './walk.ts';

/** Files on this machine, and where they stand. */
export interface LocalFiles extends Files {
  /** Absolute path of the folder that may be read. */
  readonly boundary: string;
  /** The folder the user selected, relative to the boundary. */
  readonly selected: string;
}

/**
 * Opens what the path selects, with the enclosing git work tree (or `--root`) as the border of what is ever
 * read.
 */
export function openFiles(options: OpenOptions, limits: Limits = defaultLimits): LocalFiles {
  const boundary = findBoundary(options);
  const walked = walk(boundary, limits);
  const paths = [...walked.files.keys()];
  const resolve = (path: string): string | Denied => resolveInside(boundary.folder, walked, path);
  const bytes = (path: string, limit: number): Buffer | Denied => {
    const real = resolve(path);
    return isDenied(real) ? real : readBytes(boundary.folder, { path, real, limit });
  };
  return {
    boundary: boundary.folder,
    selected: boundary.selected,
    diagnostics: walked.diagnostics,
    list: () => paths,
    entries: (folder) => entriesOf(boundary.folder, walked, folder),
    resolve,
    read: (path) => {
      const raw = bytes(path, limits.textBytes);
      return isDenied(raw) ? raw : decode(path, raw);
    },
    readBytes: (path) => {
      const raw = bytes(path, limits.dataBytes);
      return isDenied(raw) ? raw : Uint8Array.from(raw);
    },
  };
}

/** `a/../b` as `b`; undefined where it leaves the boundary. */
export function normalize(path: string): string | undefined {
  const normal = posix.normalize(path).replace(/\/$/, '');
  if (normal === '.') return '';
  return normal === '..' || normal.startsWith('../') || isAbsolute(normal) ? undefined : normal;
}

function resolveInside(boundary: string, walked: Walked, path: string): string | Denied {
  const known = walked.files.get(path);
  if (known !== undefined) return known;
  const inside = isAbsolute(path) ? pathInside(boundary, path) : normalize(path);
  if (inside === undefined) return outside(path);
  try {
    return pathInside(boundary, realpathSync.native(join(boundary, inside))) ?? outside(path);
  } catch (error) {
    return cannotOpen(path, error);
  }
}

/**
 * Admitted names; for a folder the walk left out, all names, so that a module in an ignored folder still
 * opens.
 */
function entriesOf(boundary: string, walked: Walked, folder: string): FolderEntries {
  const inside = normalize(folder);
  const admitted = inside === undefined ? undefined : walked.folders.get(inside);
  if (admitted) return admitted;
  const real = resolveInside(boundary, walked, folder);
  if (isDenied(real)) return { files: [], folders: [] };
  try {
    const entries = readdirSync(join(boundary, real), { withFileTypes: true });
    const names = (isWanted: (entry: (typeof entries)[number]) => boolean): string[] =>
      entries
        .filter(isWanted)
        .map(({ name }) => name)
        .sort(byCodeUnit);
    return { files: names((entry) => entry.isFile()), folders: names((entry) => entry.isDirectory()) };
  } catch {
    return { files: [], folders: [] };
  }
}

// One buffer for all files: half the time of readFileSync over 10,000 small files, which allocates for each.
let shared = Buffer.allocUnsafe(256 * 1024);

interface Reading {
  readonly path: string;
  readonly real: string;
  readonly limit: number;
}

/** The bytes, valid until the next call. */
function readBytes(boundary: string, { path, real, limit }: Reading): Buffer | Denied {
  let file: number | undefined;
  try {
    // Without NONBLOCK a named pipe would wait for a writer for ever.
    file = openSync(join(boundary, real), constants.O_RDONLY | constants.O_NONBLOCK);
    const status = fstatSync(file);
    return unreadable(path, status, limit) ?? readWhole(file, status.size);
  } catch (error) {
    return cannotOpen(path, error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function unreadable(path: string, status: Stats, limit: number): Denied | undefined {
  if (!status.isFile()) return { denied: 'unreadable', message: `${path} is not a file` };
  if (status.size <= limit) return undefined;
  const message = `${path} has ${megabytes(status.size)}; files above ${megabytes(limit)} are not read`;
  return { denied: 'too-large', message };
}

function readWhole(file: number, size: number): Buffer {
  if (shared.length < size) shared = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const count = readSync(file, shared, length, size - length, null);
    if (count === 0) break;
    length += count;
  }
  return shared.subarray(0, length);
}

function outside(path: string): Denied {
  const message = `${path} is outside the folder that may be read. Widen it with --root`;
  return { denied: 'outside', message };
}

function cannotOpen(path: string, error: unknown): Denied {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
  if (isMissing) return { denied: 'missing', message: `${path} does not exist` };
  return { denied: 'unreadable', message: `${path} cannot be read${code === '' ? '' : ` (${code})`}` };
}
