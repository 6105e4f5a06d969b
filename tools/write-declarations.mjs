// Types of what the package exports: the declarations that src/index.ts leads to, and no others.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const OPTIONS =
  '--declaration --emitDeclarationOnly --ignoreConfig --rootDir src --module nodenext --target es2023 ' +
  '--rewriteRelativeImportExtensions --strict --exactOptionalPropertyTypes --skipLibCheck --types node';

/** Writes them into a folder, beside each other as their sources are. */
export function writeDeclarations(folder) {
  const made = mkdtempSync(join(tmpdir(), 'whatfails-types-'));
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const words = [tsc, ...OPTIONS.split(' '), '--outDir', made, 'src/index.ts'];
    const { stdout } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
    if (!existsSync(join(made, 'index.d.ts'))) throw new Error(`no declarations were made:\n${stdout}`);
    rmSync(folder, { recursive: true, force: true });
    copyWithImports('index.d.ts', { from: made, to: folder, done: new Set() });
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

function copyWithImports(path, { from, to, done }) {
  if (done.has(path)) return;
  done.add(path);
  const text = readFileSync(join(from, path), 'utf8');
  const near = [...text.matchAll(/from '(\.[^']*)\.ts'/g)].map(([, name]) =>
    join(dirname(path), `${name}.d.ts`),
  );
  mkdirSync(dirname(join(to, path)), { recursive: true });
  // Programs that read them may not import sources: of a `.js` they find the declarations beside it.
  writeFileSync(join(to, path), text.replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'"));
  for (const one of near) copyWithImports(one, { from, to, done });
}
