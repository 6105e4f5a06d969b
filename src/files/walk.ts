import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import { byCodeUnit } from '../core/order.ts';
import type { Boundary } from './boundary.ts';
import { pathInside } from './boundary.ts';
import { foldersOf, trackedPaths } from './git-index.ts';
import type { IgnoreRules } from './ignore-rules.ts';
import { isIgnored, withIgnoreFile } from './ignore-rules.ts';
import type { Limits } from './limits.ts';

export interface FolderEntries {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** What the walk admitted. Paths are relative to the boundary. */
export interface Walked {
  /** Every admitted file, sorted, with its path after symbolic links. */
  readonly files: ReadonlyMap<string, string>;
  readonly folders: ReadonlyMap<string, FolderEntries>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Lists the files of the boundary as git sees them, and the downloaded modules of `.terraform/modules`. */
export function walk(boundary: Boundary, limits: Limits): Walked {
  const tracked = trackedPaths(boundary.folder);
  const walker = new Walker(boundary.folder, limits, tracked);
  const start = { links: undefined, depth: 0, rules: undefined };
  walker.visit({ ...start, path: '', real: '', admits: 'not-ignored' });
  // The user named this folder: a pattern that ignores it does not hold.
  if (!walker.wholly.has(boundary.selected)) {
    walker.visit({ ...start, path: boundary.selected, real: boundary.selected, admits: 'not-ignored' });
  }
  const files = new Map([...walker.files].sort(([a], [b]) => byCodeUnit(a, b)));
  return { files, folders: walker.folders, diagnostics: walker.diagnostics };
}

interface Folder {
  readonly path: string;
  readonly real: string;
  /** In an ignored folder only tracked files are admitted; in downloaded modules everything is. */
  readonly admits: 'not-ignored' | 'tracked' | 'everything';
  readonly rules: IgnoreRules | undefined;
  readonly depth: number;
  /** The folders this one is inside of, by real path, to stop at loops of links. */
  readonly links: Folder | undefined;
}

// Terraform keeps providers, state and downloaded modules there; only the modules are source.
const DOT_TERRAFORM = /(^|\/)\.terraform$/;

/** One walk: what it has admitted so far, and how many files are left. */
class Walker {
  readonly files = new Map<string, string>();
  readonly folders = new Map<string, FolderEntries>();
  /** Folders that were listed for what is not ignored. */
  readonly wholly = new Set<string>();
  readonly diagnostics: Diagnostic[] = [];
  readonly #boundary: string;
  readonly #limits: Limits;
  readonly #tracked: ReadonlySet<string>;
  readonly #trackedFolders: ReadonlySet<string>;
  #saidTooMany = false;

  constructor(boundary: string, limits: Limits, tracked: ReadonlySet<string>) {
    this.#boundary = boundary;
    this.#limits = limits;
    this.#tracked = tracked;
    this.#trackedFolders = foldersOf(tracked);
  }

  visit(folder: Folder): void {
    if (folder.depth > this.#limits.depth)
      return this.#say('too-deep', folder.path, tooDeep(this.#limits.depth));
    const listed = this.#list(folder);
    const rules = this.#rulesOf(folder, listed);
    const inner = { ...folder, rules };
    const files: string[] = [];
    const folders: string[] = [];
    for (const entry of listed) {
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
      const found = this.#follow(entry, path, inner);
      if (found?.kind === 'file' && this.#admitsFile(path, inner)) {
        if (!this.#add(path, found.real)) return;
        files.push(entry.name);
      } else if (found?.kind === 'folder') {
        const next = this.#enter(entry.name, path, found.real, inner);
        if (next === undefined) continue;
        folders.push(entry.name);
        this.visit(next);
      }
    }
    this.folders.set(folder.path, { files, folders });
    if (folder.admits !== 'tracked') this.wholly.add(folder.path);
  }

  #list(folder: Folder): readonly Dirent[] {
    try {
      const entries = readdirSync(join(this.#boundary, folder.path), { withFileTypes: true });
      return entries.sort((a, b) => byCodeUnit(a.name, b.name));
    } catch (error) {
      this.#say(
        'unreadable',
        folder.path,
        `cannot be listed (${codeOf(error)}). Give read access to audit it`,
      );
      return [];
    }
  }

  #rulesOf(folder: Folder, listed: readonly Dirent[]): IgnoreRules | undefined {
    if (folder.admits === 'everything' || !listed.some(({ name }) => name === '.gitignore'))
      return folder.rules;
    try {
      const text = readFileSync(join(this.#boundary, folder.path, '.gitignore'), 'utf8');
      return withIgnoreFile(folder.rules, folder.path, text);
    } catch {
      this.#say('unreadable', join(folder.path, '.gitignore'), 'cannot be read, so nothing is ignored by it');
      return folder.rules;
    }
  }

  /**
   * What an entry is after symbolic links, or nothing where it is neither file nor folder, or leaves the
   * boundary.
   */
  #follow(
    entry: Dirent,
    path: string,
    folder: Folder,
  ): { kind: 'file' | 'folder'; real: string } | undefined {
    const real = folder.real === '' ? entry.name : `${folder.real}/${entry.name}`;
    if (entry.isFile()) return { kind: 'file', real };
    if (entry.isDirectory()) return { kind: 'folder', real };
    if (!entry.isSymbolicLink()) return undefined;
    try {
      const absolute = realpathSync.native(join(this.#boundary, path));
      const target = pathInside(this.#boundary, absolute);
      if (target === undefined) {
        this.#say(
          'outside-boundary',
          path,
          'is a link to a place outside what may be read. It was not followed;' +
            ' widen what may be read with --root',
        );
        return undefined;
      }
      const status = statSync(absolute);
      if (status.isFile()) return { kind: 'file', real: target };
      return status.isDirectory() && !isLoop(target, folder) ? { kind: 'folder', real: target } : undefined;
    } catch {
      this.#say('broken-link', path, 'is a link to nothing');
      return undefined;
    }
  }

  #admitsFile(path: string, folder: Folder): boolean {
    if (DOT_TERRAFORM.test(folder.path)) return false;
    if (folder.admits === 'everything' || this.#tracked.has(path)) return true;
    return folder.admits === 'not-ignored' && !isIgnored(folder.rules, path);
  }

  #enter(name: string, path: string, real: string, folder: Folder): Folder | undefined {
    if (name === '.git' || name === 'node_modules' || /(^|\/)\.git(\/|$)/.test(real)) return undefined;
    const next = { path, real, rules: folder.rules, depth: folder.depth + 1, links: folder };
    if (DOT_TERRAFORM.test(folder.path))
      return name === 'modules' ? { ...next, admits: 'everything' } : undefined;
    if (folder.admits === 'everything' || name === '.terraform') return { ...next, admits: folder.admits };
    if (folder.admits === 'not-ignored' && !isIgnored(folder.rules, `${path}/`)) {
      return { ...next, admits: 'not-ignored' };
    }
    return this.#trackedFolders.has(path) ? { ...next, admits: 'tracked' } : undefined;
  }

  #add(path: string, real: string): boolean {
    if (this.files.size < this.#limits.files) {
      this.files.set(path, real);
      return true;
    }
    if (!this.#saidTooMany) this.#say('too-many-files', '', tooMany(this.#limits.files));
    this.#saidTooMany = true;
    return false;
  }

  #say(code: string, path: string, what: string): void {
    const severity = code === 'broken-link' ? 'note' : code === 'too-many-files' ? 'error' : 'warning';
    const name = path === '' ? 'The folder that may be read' : path;
    this.diagnostics.push({
      severity,
      code,
      message: `${name} ${what}.`,
      at: { file: path, start: 0, end: 0 },
    });
  }
}

function isLoop(target: string, folder: Folder): boolean {
  for (let above: Folder | undefined = folder; above; above = above.links) {
    if (above.real === target || target === '' || above.real.startsWith(`${target}/`)) return true;
  }
  return false;
}

function tooMany(limit: number): string {
  return `holds more than ${limit} files; the rest was not listed. Name a smaller folder with --root`;
}

function tooDeep(limit: number): string {
  return `lies more than ${limit} folders deep and was not listed`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'error';
}
