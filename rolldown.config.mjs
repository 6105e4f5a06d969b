// A small file to run and chunks beside it that wait behind import(): `whatfails --help` reads neither the
// pipeline nor the parsers, which would take twice the time of Node itself.
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig } from 'rolldown';
import { writeDeclarations } from './tools/write-declarations.mjs';

const root = import.meta.dirname;

/** Puts the page of every rule beside the bundle, where `explain` looks for it. */
const rulePages = {
  name: 'rule-pages',
  writeBundle() {
    const pages = join(root, 'dist/rules');
    rmSync(pages, { recursive: true, force: true });
    const areas = readdirSync(join(root, 'src/rules'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    for (const { name: area } of areas) {
      for (const rule of readdirSync(join(root, 'src/rules', area))) {
        const source = join(root, 'src/rules', area, rule, 'rule.md');
        if (!existsSync(source)) continue;
        const page = join(pages, area, `${rule}.md`);
        mkdirSync(dirname(page), { recursive: true });
        cpSync(source, page);
      }
    }
    chmodSync(join(root, 'dist/whatfails.mjs'), 0o755);
  },
};

/** Takes away the chunks of an older build. */
const freshChunks = {
  name: 'fresh-chunks',
  renderStart() {
    rmSync(join(root, 'dist/chunks'), { recursive: true, force: true });
  },
};

/** Puts the types of what the package exports beside it. */
const declarations = {
  name: 'declarations',
  writeBundle() {
    writeDeclarations(join(root, 'dist/types'));
  },
};

export default defineConfig({
  input: { whatfails: join(root, 'src/cli/main.ts'), index: join(root, 'src/index.ts') },
  platform: 'node',
  // Large, needed for pictures only, and under a licence of its own: it stays the package that npm installs.
  external: [/^elkjs\//],
  plugins: [freshChunks, rulePages, declarations],
  output: {
    dir: join(root, 'dist'),
    entryFileNames: '[name].mjs',
    chunkFileNames: 'chunks/[name].mjs',
    format: 'esm',
    banner: ({ isEntry, name }) => (isEntry && name === 'whatfails' ? '#!/usr/bin/env node' : ''),
  },
});
