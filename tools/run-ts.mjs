// Runs one TypeScript file: node tools/run-ts.mjs bench/parse.ts arguments…
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const [entry, ...rest] = process.argv.slice(2);
if (!entry) {
  console.error('usage: node tools/run-ts.mjs FILE.ts [ARGUMENT…]');
  process.exit(2);
}

const folder = await mkdtemp(path.join(tmpdir(), 'run-ts-'));
try {
  const bundle = await rolldown({ input: entry, platform: 'node', logLevel: 'warn' });
  const { output } = await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: 'main.mjs',
    sourcemap: false,
  });
  process.argv = [process.argv[0] ?? '', path.resolve(entry), ...rest];
  await import(pathToFileURL(path.join(folder, output[0].fileName)).href);
} finally {
  await rm(folder, { recursive: true, force: true });
}
