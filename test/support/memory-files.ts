import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Denied, Files } from '../../src/core/files.ts';
import { byCodeUnit } from '../../src/core/order.ts';

/** Files held in memory, for tests: path → text. */
export function memoryFiles(texts: Readonly<Record<string, string>>): Files {
  const paths = Object.keys(texts).sort(byCodeUnit);
  const resolve = (path: string): string | Denied => {
    const normal = posix.normalize(path).replace(/\/$/, '').replace(/^\.$/, '');
    if (normal.startsWith('..') || normal.startsWith('/')) {
      return { denied: 'outside', message: `${path} is outside the folder that may be read` };
    }
    return normal;
  };
  const read = (path: string): string | Denied => {
    const normal = resolve(path);
    if (typeof normal !== 'string') return normal;
    const text = Object.hasOwn(texts, normal) ? texts[normal] : undefined;
    return text ?? { denied: 'missing', message: `${path} does not exist` };
  };
  return {
    list: () => paths,
    entries: (folder) => entriesOf(paths, folder),
    read,
    readBytes: (path) => {
      const text = read(path);
      return typeof text === 'string' ? new TextEncoder().encode(text) : text;
    },
    resolve,
    diagnostics: [],
  };
}

function entriesOf(paths: readonly string[], folder: string): { files: string[]; folders: string[] } {
  const prefix = folder === '' ? '' : `${folder}/`;
  const files: string[] = [];
  const folders = new Set<string>();
  for (const path of paths) {
    if (!path.startsWith(prefix)) continue;
    const rest = path.slice(prefix.length);
    const slash = rest.indexOf('/');
    if (slash < 0) files.push(rest);
    else folders.add(rest.slice(0, slash));
  }
  return { files, folders: [...folders].sort(byCodeUnit) };
}

/** All files of a folder on disk, as memory files. */
export function filesOfFolder(folder: string): Files {
  const texts: Record<string, string> = {};
  const walk = (path: string): void => {
    for (const name of readdirSync(join(folder, path)).sort(byCodeUnit)) {
      const inner = path === '' ? name : `${path}/${name}`;
      if (statSync(join(folder, inner)).isDirectory()) walk(inner);
      else texts[inner] = readFileSync(join(folder, inner), 'utf8');
    }
  };
  walk('');
  return memoryFiles(texts);
}
