import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

type Content = string | Uint8Array | { readonly linkTo: string };

const made: string[] = [];

afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder on disk with these files, removed after the tests of the file. */
export function tempFolder(contents: Readonly<Record<string, Content>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'whatfails-test-')));
  made.push(folder);
  writeFiles(folder, contents);
  return folder;
}

export function writeFiles(folder: string, contents: Readonly<Record<string, Content>>): void {
  for (const [path, content] of Object.entries(contents)) {
    const absolute = join(folder, path);
    mkdirSync(dirname(absolute), { recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(absolute, content);
    else symlinkSync(content.linkTo, absolute);
  }
}

/** Runs git in a folder as somebody, whatever the configuration of the machine. */
export function git(folder: string, ...args: readonly string[]): string {
  const environment = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ana',
    GIT_AUTHOR_EMAIL: 'ana@example.com',
    GIT_COMMITTER_NAME: 'Ana',
    GIT_COMMITTER_EMAIL: 'ana@example.com',
  };
  return execFileSync('git', ['-C', folder, '-c', 'init.defaultBranch=main', ...args], {
    env: environment,
  }).toString();
}
