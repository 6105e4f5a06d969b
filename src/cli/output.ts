import { existsSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { UsageError } from '../core/usage-error.ts';
import type { World } from './world.ts';
import { wantsColor, widthOf } from './world.ts';

/** How text for people is laid out: never in colour into a file. */
export function layoutOf(
  { output, color }: { output?: string | undefined; color: boolean },
  world: World,
): { readonly color: boolean; readonly width: number } {
  const isFile = output !== undefined;
  return {
    color: !isFile && wantsColor(world, world.stdout, color),
    width: isFile ? 100 : widthOf(world, world.stdout),
  };
}

/** Writes the answer of a command: to the file of `-o` whole or not at all, else to standard output. */
export function emit(text: string, output: string | undefined, world: World): void {
  if (output === undefined || output === '-') {
    world.stdout.write(text);
    return;
  }
  const file = resolve(world.cwd, output);
  try {
    writeWhole(file, text);
  } catch (error) {
    throw new UsageError(
      `-o ${output} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** A file as the user would name it from where the command runs. */
export function nameOf(file: string, { cwd }: Pick<World, 'cwd'>): string {
  const near = relative(cwd, file);
  return near.startsWith('..') ? file : near;
}

/**
 * One folder after the other: `recursive` never returns where a file system refuses with ENOENT, as /proc
 * does.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** Writes beside the target and renames: a reader sees the old text or the new one, never a half. */
export function writeWhole(file: string, text: string, mode = 0o644): void {
  // A file that is renamed onto a device, a pipe or a link takes its place: /dev/null would be gone.
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() === false) {
    writeFileSync(file, text);
    return;
  }
  const beside = `${file}.${process.pid}.tmp`;
  makeFolder(dirname(file));
  try {
    writeFileSync(beside, text, { mode });
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
