import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { withChanges } from '../core/changed-files.ts';
import type { FileChange } from '../core/edit.ts';
import type { Files } from '../core/files.ts';
import { isDenied } from '../core/files.ts';
import { UsageError } from '../core/usage-error.ts';
import { pathInside } from '../files/boundary.ts';
import type { LocalFiles } from '../files/open-files.ts';
import { openFiles } from '../files/open-files.ts';
import type { World } from './world.ts';

export interface OverlaidFiles {
  /** The tree as it is, without the other design where that lies inside it. */
  readonly before: Files;
  readonly after: Files;
  readonly replaced: readonly string[];
  readonly added: readonly string[];
}

// A design that replaces more than this is another tree: read it by itself.
const MOST_FILES = 5000;

/** The tree with the files of another folder laid over what was selected: same names replace, others join. */
export function overlaid(base: LocalFiles, folder: string, world: World): OverlaidFiles {
  const root = resolve(world.cwd, folder);
  const status = statSync(root, { throwIfNoEntry: false });
  if (!status) throw new UsageError(`--overlay ${folder}: there is no such folder.`);
  if (!status.isDirectory()) {
    throw new UsageError(
      `--overlay ${folder} is a file. Name the folder that holds the files of the other design.`,
    );
  }
  if (pathInside(root, resolve(base.boundary, base.selected)) !== undefined) {
    throw new UsageError(
      `--overlay ${folder} holds what it would be laid over. Name a folder of changed files alone.`,
    );
  }
  const over = openFiles({ path: root, root });
  if (over.list().length > MOST_FILES) {
    const count = over.list().length;
    throw new UsageError(`--overlay ${folder} holds ${count} files. Name a folder of changed files alone.`);
  }
  const changes: FileChange[] = [];
  const replaced: string[] = [];
  const added: string[] = [];
  for (const path of over.list()) {
    const text = over.read(path);
    if (isDenied(text)) continue;
    const file = base.selected === '' ? path : `${base.selected}/${path}`;
    const before = base.read(file);
    if (before === text) continue;
    (isDenied(before) ? added : replaced).push(file);
    changes.push({ file, created: text });
  }
  if (changes.length === 0) {
    throw new UsageError(
      `--overlay ${folder}: no file in it differs from the tree, so there is nothing to compare.`,
    );
  }
  const before = hidden(base, base, root);
  return { before, after: withChanges(before, changes), replaced, added };
}

/** Without the folder itself, where it lies inside the tree: it is the other design, no part of this one. */
function hidden(files: Files, base: LocalFiles, root: string): Files {
  const own = pathInside(base.boundary, root);
  if (own === undefined || own === '') return files;
  return { ...files, list: () => files.list().filter((path) => !path.startsWith(`${own}/`)) };
}
