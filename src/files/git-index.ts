import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

// https://git-scm.com/docs/index-format: header of 12 bytes; per entry 62 bytes and a path.
const HEADER = 12;
const FLAGS_AT = 60;
const EXTENDED = 0x4000;

/**
 * The paths git tracks in the work tree of this folder, or nothing where there is no readable index. Tracked
 * files
 * count even when an ignore pattern matches them: one public shop commits the terraform.tfvars it ignores.
 */
export function trackedPaths(folder: string): ReadonlySet<string> {
  const index = readIndex(folder);
  if (index === undefined || index.length < HEADER || index.toString('latin1', 0, 4) !== 'DIRC')
    return new Set();
  return index.readUInt32BE(4) > 4 ? new Set() : pathsOf(index);
}

function readIndex(folder: string): Buffer | undefined {
  try {
    return readFileSync(join(gitFolder(folder), 'index'));
  } catch {
    return undefined;
  }
}

/** `.git`, or the folder that a linked work tree's `.git` file names. */
function gitFolder(folder: string): string {
  const git = join(folder, '.git');
  if (statSync(git).isDirectory()) return git;
  const named = /^gitdir: (.+)$/m.exec(readFileSync(git, 'utf8'))?.[1];
  return named === undefined ? git : resolve(folder, named.trim());
}

function pathsOf(index: Buffer): ReadonlySet<string> {
  const version = index.readUInt32BE(4);
  const paths = new Set<string>();
  let at = HEADER;
  let previous = Buffer.alloc(0);
  for (let left = index.readUInt32BE(8); left > 0 && at + FLAGS_AT + 2 < index.length; left -= 1) {
    const extended = (index.readUInt16BE(at + FLAGS_AT) & EXTENDED) !== 0;
    const nameAt = at + FLAGS_AT + 2 + (extended ? 2 : 0);
    const prefix =
      version === 4 ? readPrefix(index, nameAt, previous) : { bytes: Buffer.alloc(0), next: nameAt };
    const end = index.indexOf(0, prefix.next);
    if (end < 0) return paths;
    const name = Buffer.concat([prefix.bytes, index.subarray(prefix.next, end)]);
    paths.add(name.toString('utf8'));
    previous = name;
    // Versions 2 and 3 pad every entry with one to eight zero bytes to a multiple of eight.
    at = version === 4 ? end + 1 : at + ((end - at + 8) & ~7);
  }
  return paths;
}

/**
 * Version 4 leaves out what a path shares with the one before: a variable-length count of bytes to drop comes
 * first.
 */
function readPrefix(index: Buffer, start: number, previous: Buffer): { bytes: Buffer; next: number } {
  let at = start;
  let byte = index[at] ?? 0;
  let drop = byte & 0x7f;
  while ((byte & 0x80) !== 0) {
    at += 1;
    byte = index[at] ?? 0;
    drop = ((drop + 1) << 7) | (byte & 0x7f);
  }
  return { bytes: previous.subarray(0, Math.max(0, previous.length - drop)), next: at + 1 };
}

/** Every folder above one of these paths. */
export function foldersOf(paths: ReadonlySet<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
