import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { expect, it } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/fault-trees.md'), 'utf8');

function runNode(folder: string, ...words: readonly string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });
  return `${stdout}${stderr}`;
}

/** The package as it is installed: what package.json exports, and the types beside it. */
async function installed(): Promise<string> {
  const folder = tempFolder();
  const target = join(folder, 'node_modules/whatfails');
  const bundle = await rolldown({ input: join(root, 'src/index.ts'), platform: 'node' });
  await bundle.write({ dir: join(target, 'dist'), entryFileNames: 'index.mjs', format: 'esm' });
  const script =
    'const { writeDeclarations } = await import(process.argv[1]); writeDeclarations(process.argv[2]);';
  const tool = join(root, 'tools/write-declarations.mjs');
  expect(runNode(folder, '--input-type=module', '-e', script, tool, join(target, 'dist/types'))).toBe('');
  cpSync(join(root, 'package.json'), join(target, 'package.json'));
  cpSync(join(root, 'examples/fault-trees'), folder, { recursive: true });
  return folder;
}

it('the example of the page runs with the package, has types, and prints what the page says', async () => {
  const [, example = ''] = /```js\n([^]*?)```/.exec(page) ?? [];
  const [, output] = /It prints\n\n```text\n([^]*?)```/.exec(page) ?? [];
  const folder = await installed();
  writeFileSync(join(folder, 'example.mjs'), example);
  writeFileSync(join(folder, 'example.mts'), example);
  expect(runNode(folder, 'example.mjs')).toBe(output);
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
  const options = '--noEmit --strict --ignoreConfig --module nodenext --target es2023'.split(' ');
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  expect(runNode(folder, tsc, ...options, ...types, 'example.mts')).toBe('');
  const wrong = "import { solve } from 'whatfails';\nsolve({ gates: 1 }, { top: 'x' });\n";
  writeFileSync(join(folder, 'wrong.mts'), wrong);
  expect(runNode(folder, tsc, ...options, ...types, 'wrong.mts')).toContain('error TS');
});
