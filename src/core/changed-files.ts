import type { FileChange } from './edit.ts';
import { applyEdits } from './edit.ts';
import type { Files } from './files.ts';
import { isDenied } from './files.ts';
import { sortedUnique } from './order.ts';
import { folderOf, nameOf } from './path.ts';

/** The same files after some changes, in memory: what a patch would leave behind. */
export function withChanges(files: Files, changes: readonly FileChange[]): Files {
  const texts = new Map<string, string>();
  for (const change of changes) {
    const before = texts.get(change.file) ?? files.read(change.file);
    if ('created' in change) texts.set(change.file, change.created);
    else if (!isDenied(before)) texts.set(change.file, applyEdits(before, change.edits));
  }
  let list: readonly string[] | undefined;
  return {
    // Late: a change is proved without anybody asking for the names of all files.
    list: () => (list ??= sortedUnique([...files.list(), ...texts.keys()])),
    entries: (folder) => {
      const before = files.entries(folder);
      const added = [...texts.keys()].filter((path) => folderOf(path) === folder).map(nameOf);
      return { files: sortedUnique([...before.files, ...added]), folders: before.folders };
    },
    read: (path) => texts.get(path) ?? files.read(path),
    readBytes: (path) => {
      const text = texts.get(path);
      return text === undefined ? files.readBytes(path) : new TextEncoder().encode(text);
    },
    resolve: (path) => (texts.has(path) ? path : files.resolve(path)),
    diagnostics: files.diagnostics,
  };
}
