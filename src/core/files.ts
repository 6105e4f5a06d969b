import type { Diagnostic } from './diagnostic.ts';

/** Why a path could not be read. */
export interface Denied {
  readonly denied: 'outside' | 'missing' | 'too-large' | 'not-text' | 'unreadable';
  readonly message: string;
}

/**
 * The files inside the reading boundary. Paths are relative to it, with forward slashes; `''` is the
 * boundary.
 */
export interface Files {
  /** Every file that the walk admitted, sorted by code unit. */
  list(): readonly string[];
  /** Names directly inside a folder, sorted: files and folders apart. */
  entries(folder: string): { readonly files: readonly string[]; readonly folders: readonly string[] };
  /** The text (any file inside the boundary, also one that the walk ignored), or why not. */
  read(path: string): string | Denied;
  /** The bytes, for `filebase64` and hashes. */
  readBytes(path: string): Uint8Array | Denied;
  /** The path with symbolic links resolved, relative to the boundary, or why not. */
  resolve(path: string): string | Denied;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether reading was refused. */
export function isDenied(result: unknown): result is Denied {
  return typeof result === 'object' && result !== null && 'denied' in result;
}
