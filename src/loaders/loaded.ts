import type { Diagnostic } from '../core/diagnostic.ts';
import type { Files } from '../core/files.ts';
import type { NotRead, Stack } from '../core/resource.ts';

/** What every loader is told. */
export interface Selection {
  /** Folders (relative to the boundary) whose stacks are wanted; everything when empty. */
  readonly selected: readonly string[];
}

/** What every loader gives back. */
export interface Loaded {
  readonly stacks: readonly Stack[];
  readonly notRead: readonly NotRead[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads all files of one format: it never throws on their content. */
export type Loader = (files: Files, selection: Selection) => Loaded;

/** What a loader found when it found nothing. */
export const nothingLoaded: Loaded = { stacks: [], notRead: [], diagnostics: [] };
