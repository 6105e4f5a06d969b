import { spawnSync } from 'node:child_process';
import { UsageError } from '../core/usage-error.ts';

// The repository is not trusted: no hooks, no file system monitor, no network (a partial clone would fetch).
const SAFE = [
  '--no-replace-objects',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'protocol.allow=never',
];
const ENVIRONMENT = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};
const MOST_OUTPUT_BYTES = 2_000_000_000;

/** The output of one git command in a folder, without a shell. */
function git(folder: string, args: readonly string[], input?: string): Buffer {
  const result = tryGit(folder, args, input);
  if (result.output) return result.output;
  throw new UsageError(`git ${String(args[0])} failed in ${folder}: ${result.error}`);
}

/** One entry of a revision's tree. */
export interface TreeEntry {
  readonly mode: string;
  readonly id: string;
  readonly size: number;
  readonly path: string;
}

/** The commit that a name means, and where this branch left it: only what came after is new. */
export function baseCommit(folder: string, ref: string): string {
  const named = tryGit(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (!named.output) throw new UsageError(noSuchRef(ref, named.error));
  const commit = named.output.toString('utf8').trim();
  const base = tryGit(folder, ['merge-base', commit, 'HEAD']);
  return base.output ? base.output.toString('utf8').trim() : commit;
}

/** Every file of a commit below the folder, with paths relative to it. */
export function treeOf(folder: string, commit: string): readonly TreeEntry[] {
  const lines = git(folder, ['ls-tree', '-r', '-l', '-z', commit]).toString('utf8').split('\0');
  return lines.flatMap((line) => {
    const match = /^(\d+) blob ([0-9a-f]+) +(\d+)\t([^]+)$/.exec(line);
    if (!match) return [];
    const [, mode = '', id = '', size = '', path = ''] = match;
    return [{ mode, id, size: Number(size), path }];
  });
}

/** The bytes of objects, by id. */
export function objects(folder: string, ids: readonly string[]): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  if (ids.length === 0) return found;
  const output = git(folder, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
  let at = 0;
  for (const id of ids) {
    const end = output.indexOf('\n', at);
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(output.toString('latin1', at, end))?.[1];
    at = end + 1;
    if (size === undefined) continue;
    found.set(id, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}

function tryGit(folder: string, args: readonly string[], input = ''): { output?: Buffer; error: string } {
  const result = spawnSync('git', ['-C', folder, ...SAFE, ...args], {
    input,
    maxBuffer: MOST_OUTPUT_BYTES,
    env: { ...process.env, ...ENVIRONMENT },
  });
  if (result.error) return { error: `git could not be started (${result.error.message})` };
  if (result.status === 0) return { output: result.stdout, error: '' };
  return { error: result.stderr.toString('utf8').trim() };
}

function noSuchRef(ref: string, error: string): string {
  const why =
    error === '' ? 'it names no commit here. A shallow clone may lack it: git fetch it first' : error;
  return `--since ${ref}: ${why}.`;
}
