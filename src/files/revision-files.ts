import { posix } from 'node:path';
import type { Denied, Files } from '../core/files.ts';
import { isDenied } from '../core/files.ts';
import { byCodeUnit } from '../core/order.ts';
import { decode } from './decode.ts';
import type { TreeEntry } from './git.ts';
import { baseCommit, objects, treeOf } from './git.ts';
import type { Limits } from './limits.ts';
import { defaultLimits, megabytes } from './limits.ts';
import type { LocalFiles } from './open-files.ts';
import { normalize } from './open-files.ts';
import type { FolderEntries } from './walk.ts';

const LINK = '120000';
const MOST_LINKS = 40;
// Small files are fetched at once, larger ones when somebody asks: a start of git costs 3 ms.
const EAGER_BYTES = 500_000;
const DOWNLOADED = /(^|\/)\.terraform\/modules(\/|$)/;

/**
 * The files as they were at a git revision (where this branch left it). Git does not keep downloaded modules,
 * so
 * those of the work tree are used: otherwise every finding in one would look new.
 */
export function filesOfRevision(now: LocalFiles, ref: string, limits: Limits = defaultLimits): Files {
  const tree = new RevisionTree(now.boundary, baseCommit(now.boundary, ref), limits);
  const downloaded = now.list().filter((path) => DOWNLOADED.test(path));
  const list = [...new Set([...tree.paths(), ...downloaded])].sort(byCodeUnit);
  const folders = indexFolders(list);
  const ofTree = <T>(path: string, read: (real: string) => T, otherwise: () => T | Denied): T | Denied => {
    if (DOWNLOADED.test(path)) return otherwise();
    const real = tree.resolve(path);
    return isDenied(real) ? real : read(real);
  };
  return {
    diagnostics: [],
    list: () => list,
    entries: (folder) => folders.get(normalize(folder) ?? '..') ?? { files: [], folders: [] },
    resolve: (path) =>
      ofTree<string>(
        path,
        (real) => real,
        () => now.resolve(path),
      ),
    read: (path) =>
      ofTree(
        path,
        (real) => tree.text(real),
        () => now.read(path),
      ),
    readBytes: (path) =>
      ofTree(
        path,
        (real) => tree.bytes(real, limits.dataBytes),
        () => now.readBytes(path),
      ),
  };
}

/** The tree of one commit, with links followed inside it. */
class RevisionTree {
  readonly #folder: string;
  readonly #limits: Limits;
  readonly #entries: ReadonlyMap<string, TreeEntry>;
  readonly #folders: ReadonlyMap<string, FolderEntries>;
  readonly #contents: ReadonlyMap<string, Buffer>;

  constructor(folder: string, commit: string, limits: Limits) {
    this.#folder = folder;
    this.#limits = limits;
    const entries = treeOf(folder, commit).slice(0, limits.files);
    this.#entries = new Map(entries.map((entry) => [entry.path, entry]));
    this.#folders = indexFolders([...this.#entries.keys()]);
    const eager = entries.filter(({ size }) => size <= EAGER_BYTES).map(({ id }) => id);
    this.#contents = objects(folder, [...new Set(eager)]);
  }

  /** Every file, also those behind linked folders. */
  paths(): readonly string[] {
    const paths: string[] = [];
    for (const [path, entry] of this.#entries) {
      if (entry.mode === LINK) paths.push(...this.#behind(path, 0));
      else paths.push(path);
    }
    return paths;
  }

  #behind(link: string, depth: number): readonly string[] {
    const target = this.resolve(link);
    if (isDenied(target) || depth > 8) return [];
    if (this.#entries.has(target)) return [link];
    const inside = this.#folders.get(target);
    if (!inside || link.startsWith(`${target}/`) || target === '') return [];
    return [
      ...inside.files.flatMap((name) => this.#behind(`${link}/${name}`, depth + 1)),
      ...inside.folders.flatMap((name) => this.#behind(`${link}/${name}`, depth + 1)),
    ];
  }

  resolve(path: string, hops = 0): string | Denied {
    const inside = normalize(path);
    if (inside === undefined)
      return { denied: 'outside', message: `${path} is outside the folder that may be read` };
    if (hops > MOST_LINKS) return { denied: 'unreadable', message: `${path} is a loop of links` };
    let walked = '';
    const parts = inside === '' ? [] : inside.split('/');
    for (const [index, part] of parts.entries()) {
      walked = walked === '' ? part : `${walked}/${part}`;
      const entry = this.#entries.get(walked);
      if (entry?.mode !== LINK) continue;
      const target = posix.join(posix.dirname(walked), this.#content(entry).toString('utf8'));
      return this.resolve(posix.join(target, ...parts.slice(index + 1)), hops + 1);
    }
    if (inside === '' || this.#entries.has(inside) || this.#folders.has(inside)) return inside;
    return { denied: 'missing', message: `${path} does not exist in that revision` };
  }

  text(path: string): string | Denied {
    const raw = this.bytes(path, this.#limits.textBytes);
    return isDenied(raw) ? raw : decode(path, Buffer.from(raw));
  }

  bytes(path: string, limit: number): Uint8Array | Denied {
    const entry = this.#entries.get(path);
    if (!entry) return { denied: 'unreadable', message: `${path} is a folder` };
    if (entry.size <= limit) return Uint8Array.from(this.#content(entry));
    return { denied: 'too-large', message: `${path} has ${megabytes(entry.size)} and is not read` };
  }

  #content(entry: TreeEntry): Buffer {
    return this.#contents.get(entry.id) ?? objects(this.#folder, [entry.id]).get(entry.id) ?? Buffer.alloc(0);
  }
}

function indexFolders(paths: readonly string[]): ReadonlyMap<string, FolderEntries> {
  const folders = new Map<string, { files: string[]; folders: string[] }>();
  const folderAt = (path: string): { files: string[]; folders: string[] } => {
    const known = folders.get(path);
    if (known) return known;
    const made = { files: [], folders: [] };
    folders.set(path, made);
    if (path !== '') folderAt(parentOf(path)).folders.push(posix.basename(path));
    return made;
  };
  folderAt('');
  for (const path of paths) folderAt(parentOf(path)).files.push(posix.basename(path));
  for (const entries of folders.values()) entries.folders.sort(byCodeUnit);
  return folders;
}

function parentOf(path: string): string {
  const parent = posix.dirname(path);
  return parent === '.' ? '' : parent;
}
