// Runs TypeScript in tools: Node 20 cannot by itself.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');

/** What a TypeScript file of the project exports. */
export async function importTypeScript(path) {
  const folder = mkdtempSync(join(root, 'node_modules', '.tool-'));
  try {
    const bundle = await rolldown({ input: join(root, path), platform: 'node', external: /^(?!\.|\/)/ });
    const file = join(folder, 'tool.mjs');
    await bundle.write({ file, format: 'esm', codeSplitting: false });
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
